/// What one voter marked, before any rule gives it a meaning. Options are numbered 0 ..< n.
package enum Ballot: Sendable, Hashable {
    /// Nothing was marked.
    case blank
    /// Cannot be read or breaks the rules of voting, such as a torn sheet or one with a name on it.
    case invalid
    /// One option.
    case choice(Int)
    /// A set of options in ascending order, perhaps empty.
    case approvals([Int])
    /// A score, grade or number of points for each option in order; nil where the voter gave none.
    case scores([Int?])
    case ranking(Ranking)

    /// What a rule asks the voter for.
    package enum Kind: String, Sendable, CaseIterable {
        case choice, approvals, scores, ranking
    }

    /// Nil for blank and invalid ballots, which fit every rule.
    package var kind: Kind? {
        switch self {
        case .blank, .invalid: nil
        case .choice: .choice
        case .approvals: .approvals
        case .scores: .scores
        case .ranking: .ranking
        }
    }

    package var ranking: Ranking? {
        if case .ranking(let ranking) = self { ranking } else { nil }
    }

    /// Whether every option named is one of 0 ..< `options`, in sets none of them twice.
    package func isWellFormed(options: Int) -> Bool {
        switch self {
        case .blank, .invalid: true
        case .choice(let option): option >= 0 && option < options
        case .approvals(let marked):
            marked.allSatisfy { $0 >= 0 && $0 < options } && zip(marked, marked.dropFirst()).allSatisfy(<)
        case .scores(let scores): scores.count == options
        case .ranking(let ranking): ranking.isWellFormed(options: options)
        }
    }
}
