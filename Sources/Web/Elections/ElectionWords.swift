import Ballots
import Core
import HTML
import Phrases
import Tally

/// How pages speak of one election.
struct ElectionWords {
    let words: Phrases
    let election: Election

    /// The options' names in the reader's language where the rule gives them, else their titles.
    var names: [String] {
        election.rule.fixedOptions.isEmpty
            ? election.options.map(\.title)
            : election.rule.fixedOptions.map { words("election.option.\($0)") }
    }

    var ruleTitle: String { words("rule.\(election.rule.id).title") }

    /// The rule in one sentence, with what its parameters ask for.
    var rule: [String] {
        [words("rule.\(election.rule.id).explained")] + limits
    }

    private var limits: [String] {
        var sentences = allowed
        if election.seats > 1 { sentences.append(words.plural("election.seats", election.seats)) }
        for name in ["turnout-quorum", "approval-quorum"] {
            if let share = election.parameters.share(name)?.small {
                sentences.append(
                    words(
                        "election.\(name)", ["share": words.percent(share.numerator, of: share.denominator)]))
            }
        }
        return sentences
    }

    /// What stands under an option on the ballot: its cost and its one more sentence.
    func hint(_ option: ElectionOption) -> String? {
        let cost = option.cost.map { words("election.cost", ["amount": words.number($0)]) }
        let parts = [cost, option.detail.isEmpty ? nil : option.detail].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    /// What is counted: a key of `election.`.
    var unit: String { election.rule.ballot == .scores ? "points" : "votes" }

    var dates: String {
        words(
            "election.dates",
            ["opens": words.dateTime(election.opensAt), "ends": words.dateTime(election.endsAt)])
    }

    func tag(at now: Instant) -> Tag {
        switch election.state {
        case .draft: Tag(words("election.state.draft"), .plain)
        case .open where election.isOpen(at: now): Tag(words("election.state.open"), .success)
        case .open, .closed: Tag(words("election.state.closed"), .warning)
        case .counted: Tag(words("election.state.counted"), .info)
        }
    }

    func note(at now: Instant) -> String {
        election.isOpen(at: now)
            ? words.remaining(until: election.endsAt, now: now)
            : words("election.ended", ["date": words.date(words.day(of: election.endsAt))])
    }

    func breadcrumb(_ current: String) -> Breadcrumb {
        Breadcrumb(
            words("frame.breadcrumb"),
            [
                (title: words("section.elections"), link: .elections),
                (title: election.question, link: .election(election.id)),
            ], current: current)
    }

    /// A ballot in words, one line per choice.
    func lines(of ballot: Ballot) -> [String] {
        switch ballot {
        case .choice(let option): return [names[option]]
        case .approvals(let marked):
            return marked.isEmpty ? [words("election.nothing-marked")] : marked.map { names[$0] }
        case .scores(let scores):
            return zip(names, scores).map { name, score in
                words(
                    "election.score-line", ["option": name, "score": self.score(score)])
            }
        case .ranking(let ranking):
            let groups = ranking.groups
            guard !groups.isEmpty else { return [words("election.nothing-marked")] }
            return groups.enumerated().map { place, group in
                words(
                    "election.rank-line",
                    ["rank": words.number(place + 1), "options": words.list(group.map { names[$0] })])
            }
        case .blank, .invalid: return [words("election.nothing-marked")]
        }
    }
}
