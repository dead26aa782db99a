import Ballots
import Core
import HTML
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
        for limit in election.ballotLimits where limit.isBinding {
            let spent = limit.spent(by: ballot)
            guard spent > limit.limit else { continue }
            problems.add(field(election), said: limit.sentence(problems.phrases, isOver: true, spent: spent))
            return nil
        }
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
        case .scores, .ranking: "marks"
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
            let bounds = election.bounds
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
            if election.rule.id == Rule.systemicConsensus.id, election.parameters.word("missing") == "invalid"
            {
                for (index, text) in scores.enumerated() where text.isEmpty {
                    problems.add("score-\(index + 1)", "election.resistance-missing")
                }
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
    func names(_ election: Election) -> [String] {
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
}
