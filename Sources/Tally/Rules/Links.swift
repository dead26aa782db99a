/// What makes one won duel stronger than another, as a parameter of the rule.
enum LinkMeasure: String {
    /// More votes for the winner; among equals fewer votes for the loser.
    case winningVotes = "winning-votes"
    /// The votes for the winner less those for the loser.
    case margins
    /// As LiquidFeedback calls winning votes.
    case tuple
    /// More votes for the winner, whatever the loser has.
    case simple
}

/// The strength of a won duel.
struct LinkStrength: Hashable, Comparable {
    /// The votes for the winner, or the margin.
    let votes: Int
    /// The votes for the loser where they count, else 0.
    let opposition: Int

    static func < (left: LinkStrength, right: LinkStrength) -> Bool {
        left.votes == right.votes ? left.opposition > right.opposition : left.votes < right.votes
    }
}

/// All won duels by their strength.
struct Links {
    let options: Int
    /// The distinct strengths, weakest first.
    let strengths: [LinkStrength]
    /// At `option * options + other`, the place of the strength in `strengths` counted from 1; 0 where the option
    /// does not beat the other.
    let levels: [Int32]

    init(_ pairwise: Pairwise, _ measure: LinkMeasure) {
        let options = pairwise.options
        func strength(_ cell: Int) -> LinkStrength? {
            let support = pairwise.support[cell]
            let opposition = pairwise.support[cell % options * options + cell / options]
            guard support > opposition else { return nil }
            return switch measure {
            case .winningVotes, .tuple: LinkStrength(votes: support, opposition: opposition)
            case .margins: LinkStrength(votes: support - opposition, opposition: 0)
            case .simple: LinkStrength(votes: support, opposition: 0)
            }
        }
        let links = (0..<options * options).map(strength)
        let sorted = Set(links.compactMap { $0 }).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(sorted, Int32(1)...))
        self.options = options
        strengths = sorted
        levels = links.map { $0.flatMap { places[$0] } ?? 0 }
    }

    /// The strength of a level; nil for 0.
    func strength(_ level: Int32) -> LinkStrength? { level > 0 ? strengths[Int(level) - 1] : nil }
}
