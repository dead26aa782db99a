import Ballots
import Core
import Phrases
import Tally

/// What the booth's script must know of a rule to tell a person, before anything is encrypted, what is wrong.
///
/// Whether a rule takes nothing, equal ranks or half a ranking is asked of the rule itself.
struct BoothRule {
    let speaking: ElectionWords

    private var election: Election { speaking.election }

    var json: JSON {
        let range = range
        return .object([
            "kind": .string(kind), "names": .array(speaking.names.map(JSON.string)),
            "lowest": .int(range.lowerBound), "highest": .int(range.upperBound),
            "limits": .array(election.ballotLimits.filter(\.isBinding).map(limit)),
            "blank": .bool(takes(blank)), "all": .bool(isWhole), "ties": .string(ties),
            "grades": .object(
                speaking.grades.reduce(into: [:]) { $0[String($1.score)] = .string($1.name) }),
        ])
    }

    private var kind: String {
        switch election.rule.ballot {
        case .choice: "choice"
        case .approvals: "approvals"
        case .ranking: "ranking"
        case .scores: "scores"
        }
    }

    /// Of each number; a score without bounds of its own must still fit the 255 places of a ballot.
    private var range: ClosedRange<Int> {
        election.rule.ballot == .scores ? election.bounds ?? 0...254 : 1...max(1, election.options.count)
    }

    private func limit(_ limit: BallotLimit) -> JSON {
        .object([
            "kind": .string(limit.kind.rawValue), "limit": .int(limit.limit),
            "costs": .array(limit.costs.map(JSON.int)),
            "over": .string(limit.sentence(speaking.words, isOver: true)),
        ])
    }

    private var blank: Ballot {
        switch election.rule.ballot {
        case .choice, .approvals: .approvals([])
        case .scores: .scores(election.options.map { _ in nil })
        case .ranking: .ranking(Ranking([]))
        }
    }

    /// Whether every option must get its number.
    private var isWhole: Bool {
        switch election.rule.ballot {
        case .scores: election.parameters.word("missing") == "invalid"
        case .ranking: election.options.count > 1 && !takes(.ranking(Ranking([[0]])))
        case .choice, .approvals: false
        }
    }

    /// Which ranks may be equal: `any`, `later` ones than the first, or `none`.
    private var ties: String {
        let count = election.options.count
        guard election.rule.ballot == .ranking, count > 1 else { return "any" }
        let others = (2..<count).map { [$0] }
        if takes(.ranking(Ranking([[0, 1]] + others))) { return "any" }
        guard count > 2 else { return "none" }
        return takes(.ranking(Ranking([[0], [1, 2]] + others.dropFirst()))) ? "later" : "none"
    }

    private func takes(_ ballot: Ballot) -> Bool { (try? election.check(ballot)) != nil }
}
