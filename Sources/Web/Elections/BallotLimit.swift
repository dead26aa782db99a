import Ballots
import Core
import HTML
import Phrases
import Tally

/// Something a ballot spends of which there is only so much.
struct BallotLimit: Sendable, Hashable {
    enum Kind: String, Sendable {
        /// The points that a voter shares out.
        case points
        /// The credits that buy votes: v votes cost v².
        case credits
        /// The marks that a voter may make.
        case marks
        /// The town's money. Voters may mark more than can be paid.
        case money
    }

    let kind: Kind
    let limit: Int
    /// What a mark on each option costs; empty where every mark counts as one.
    var costs: [Int] = []

    /// Whether a ballot that spends more is refused.
    var isBinding: Bool { kind != .money }

    func spent(by ballot: Ballot) -> Int {
        switch ballot {
        case .approvals(let marked): marked.reduce(0) { $0 + (costs.isEmpty ? 1 : costs[$1]) }
        case .scores(let scores):
            scores.reduce(0) { sum, score in
                let score = score ?? 0
                return sum + (kind == .credits ? score * score : score)
            }
        default: 0
        }
    }

    /// `12 von 10 Punkten vergeben, 2 zu viel`. Without `spent` the places stay open for the ballot's script.
    func sentence(_ words: Phrases, isOver: Bool, spent: Int? = nil) -> String {
        var places: [String: String] = [:]
        if let spent {
            places = [
                "spent": words.number(spent), "left": words.number(limit - spent),
                "over": words.number(spent - limit),
            ]
        }
        return isOver
            ? words.plural("election.sum.\(kind.rawValue)-over", limit, places)
            : words.plural("election.sum.\(kind.rawValue)", limit, places)
    }

    /// The running sum, which the ballot's script fills and shows.
    func html(_ words: Phrases) -> HTML {
        """
        <div class="sum" data-kind="\(kind.rawValue)" data-limit="\(limit)"\
        \(attribute: "data-costs", costs.isEmpty ? nil : costs.map(String.init).joined(separator: " ")) \
        data-separator="\(words.number(1000).dropFirst().prefix(1))" \
        data-within="\(sentence(words, isOver: false))" data-over="\(sentence(words, isOver: true))" hidden>\
        <progress max="\(limit)" value="0" aria-hidden="true"></progress><p role="status"></p></div>

        """
    }
}

extension Election {
    /// What a ballot spends, in the order it is told.
    var ballotLimits: [BallotLimit] {
        switch rule.ballot {
        case .approvals:
            [
                mostMarks.map { BallotLimit(kind: .marks, limit: $0) },
                budget.map { BallotLimit(kind: .money, limit: $0.limit, costs: $0.costs) },
            ].compactMap { $0 }
        case .scores:
            [
                parameters.whole("points").map { BallotLimit(kind: .points, limit: $0) },
                parameters.whole("credits").map { BallotLimit(kind: .credits, limit: $0) },
            ].compactMap { $0 }
        case .choice, .ranking: []
        }
    }

    /// How many options a ballot may mark; nil where it may mark all.
    var mostMarks: Int? {
        guard rule.ballot == .approvals else { return nil }
        return parameters.whole("most") ?? (rule.id == Rule.limited.id ? seats : nil)
    }
}
