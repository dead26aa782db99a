/// What a replay knows about ties: all votes after each stage, and what the parameters say.
struct ReplayedTies {
    /// The votes of each option after each stage so far.
    var history: [[Fraction]] = []
    private let latestFirst: Bool?
    private let policy: String
    private let drawn: [Int]?
    private let statusQuo: Int?

    init(_ outcome: Outcome, statute: TiePolicy? = nil) throws(Refusal) {
        let parameters = outcome.parameters
        policy = parameters.word("ties")
        drawn = parameters.order("drawn")
        statusQuo = parameters.option("status-quo")
        try expect(policy != "drawn" || drawn?.count == outcome.options, "the drawn list does not fit")
        try expect(
            policy != "status-quo" || (statusQuo ?? outcome.options) < outcome.options,
            "the status quo does not fit")
        switch statute ?? TiePolicy(rawValue: policy) {
        case .backward: latestFirst = true
        case .forward: latestFirst = false
        default: latestFirst = nil
        }
    }

    /// Those of the equal options whom nothing but a lot can tell apart for what is to be done: to be
    /// `preferred` or to leave.
    func open(_ tied: [Int], preferred: Bool) -> [Int] {
        let left = tied.filter { option in
            tied.allSatisfy { preferred ? !isBelow(option, $0) : !isBelow($0, option) }
        }
        switch policy {
        case "drawn":
            let order = (drawn ?? []).filter { left.contains($0) }
            return (preferred ? order.first : order.last).map { [$0] } ?? left
        case "status-quo":
            guard left.count > 1, let statusQuo, left.contains(statusQuo) else { return left }
            return preferred ? [statusQuo] : left.filter { $0 != statusQuo }
        default: return left
        }
    }

    /// Whether the stages put `first` below `second`.
    func isBelow(_ first: Int, _ second: Int) -> Bool {
        guard let latestFirst else { return false }
        let votes = history.map { ($0[first], $0[second]) }
        let differing = latestFirst ? votes.last { $0.0 != $0.1 } : votes.first { $0.0 != $0.1 }
        return differing.map { $0.0 < $0.1 } ?? false
    }

    /// Whether both histories settle every tie among these options in the same way.
    func settles(_ options: [Int], like other: ReplayedTies) -> Bool {
        guard latestFirst != nil else { return true }
        return options.allSatisfy { first in
            options.allSatisfy { isBelow(first, $0) == other.isBelow(first, $0) }
        }
    }

    /// Whether the stages leave no two of these options equal, or do not matter.
    func tellsApart(_ options: [Int]) -> Bool {
        latestFirst == nil
            || options.allSatisfy { first in
                options.allSatisfy { $0 == first || isBelow(first, $0) || isBelow($0, first) }
            }
    }

    var looksBack: Bool { latestFirst == true }
    var looksAtStages: Bool { latestFirst != nil }
}
