import Ballots
import Core
import HTML
import Phrases
import Tally

/// What stands on the ballot form, right or wrong. It travels from the ballot to the review and on in hidden fields.
struct BallotEntry: Sendable {
    var choice = ""
    var marked: [String] = []
    var scores: [String]
    /// The rank of each option as it was typed, 1 for the best.
    var ranks: [String]

    init(_ election: Election) {
        scores = election.options.map { _ in "" }
        ranks = scores
    }

    init(_ form: FormData, of election: Election) {
        choice = form.text("choice")
        marked = form.all("option")
        scores = election.options.indices.map { form.text("score-\($0 + 1)") }
        ranks = election.options.indices.map { form.text("rank-\($0 + 1)") }
    }

    /// The ballot, if the rule takes it; else what is wrong.
    func checked(_ election: Election, _ problems: inout Problems) -> Ballot? {
        guard let ballot = ballot(election, &problems) else { return nil }
        do {
            try election.check(ballot)
            return ballot
        } catch {
            problems.add(field(election), "election.ballot-invalid")
            return nil
        }
    }

    private func field(_ election: Election) -> String {
        switch election.rule.ballot {
        case .choice: "choice"
        case .approvals: "option"
        case .scores: "score-1"
        case .ranking: "rank-1"
        }
    }

    private func ballot(_ election: Election, _ problems: inout Problems) -> Ballot? {
        switch election.rule.ballot {
        case .choice:
            guard let option = names(election).firstIndex(of: choice) else {
                problems.add("choice", "election.choice-missing")
                return nil
            }
            return .choice(option)
        case .approvals:
            let all = names(election)
            let options = Set(marked.compactMap { all.firstIndex(of: $0) })
            guard options.count == marked.count else {
                problems.add("option", "election.ballot-invalid")
                return nil
            }
            return .approvals(options.sorted())
        case .scores:
            let bounds = ElectionWords(words: problems.phrases, election: election).bounds.map {
                $0.lowest...$0.highest
            }
            let points = scores.enumerated().map { index, text -> Int? in
                guard !text.isEmpty else { return nil }
                guard let number = Int(text), String(number) == text else {
                    problems.add("score-\(index + 1)", "election.score-number")
                    return nil
                }
                if let bounds, !bounds.contains(number) {
                    problems.add(
                        "score-\(index + 1)", "election.score-bounds",
                        ["lowest": String(bounds.lowerBound), "highest": String(bounds.upperBound)])
                }
                return number
            }
            return problems.isEmpty ? .scores(points) : nil
        case .ranking: return ranking(&problems).map(Ballot.ranking)
        }
    }

    /// The options by their numbers, the smallest first; equal numbers share a rank, and gaps mean nothing.
    private func ranking(_ problems: inout Problems) -> Ranking? {
        var groups: [Int: [Int]] = [:]
        for (option, text) in ranks.enumerated() where !text.isEmpty {
            guard let rank = Int(text), String(rank) == text, (1...ranks.count).contains(rank) else {
                problems.add(
                    "rank-\(option + 1)", "election.rank-number", ["highest": String(ranks.count)])
                continue
            }
            groups[rank, default: []].append(option)
        }
        return problems.isEmpty ? Ranking(groups.sorted { $0.key < $1.key }.map(\.value)) : nil
    }

    /// What the form sends for each option: the rule's own word, else its number.
    private func names(_ election: Election) -> [String] {
        election.rule.fixedOptions.isEmpty
            ? election.options.indices.map { String($0 + 1) } : election.rule.fixedOptions
    }

    var hidden: [HiddenField] {
        (choice.isEmpty ? [] : [HiddenField("choice", choice)]) + marked.map { HiddenField("option", $0) }
            + scores.enumerated().filter { !$0.element.isEmpty }.map {
                HiddenField("score-\($0.offset + 1)", $0.element)
            }
            + ranks.enumerated().filter { !$0.element.isEmpty }.map {
                HiddenField("rank-\($0.offset + 1)", $0.element)
            }
    }

    /// The question of the ballot as one group of fields; nothing is chosen beforehand.
    func fields(_ speaking: ElectionWords, problems: Problems?) -> HTML {
        let election = speaking.election
        let choices = zip(names(election), zip(speaking.names, election.options)).map { name, option in
            Choice(name, option.0, hint: speaking.hint(option.1))
        }
        switch election.rule.ballot {
        case .choice:
            return Field(
                "choice", election.question, .radios(choices), value: choice,
                hint: speaking.words("election.choose-one"),
                error: problems?["choice"]
            ).html
        case .approvals:
            return Field(
                "option", election.question, .checkboxes(choices), values: marked,
                hint: speaking.words("election.choose-many"), error: problems?["option"], required: false
            ).html
        case .scores:
            return numbers(
                "score", scores, speaking, hint: "election.choose-scores",
                in: speaking.bounds.map { $0.lowest...$0.highest }, problems)
        case .ranking:
            return numbers(
                "rank", ranks, speaking, hint: "election.choose-ranks", in: 1...max(1, ranks.count), problems)
        }
    }

    /// One number field for each option.
    private func numbers(
        _ name: String, _ values: [String], _ speaking: ElectionWords, hint: String,
        in range: ClosedRange<Int>?,
        _ problems: Problems?
    ) -> HTML {
        """
        <fieldset><legend>\(speaking.election.question)</legend><p class="hint">\(speaking.words(hint))</p>
        \(speaking.names.enumerated().map { index, option in
            Field(
                "\(name)-\(index + 1)", option, .number(in: range), value: values[index],
                error: problems?["\(name)-\(index + 1)"], required: false)
        })</fieldset>
        """
    }
}
