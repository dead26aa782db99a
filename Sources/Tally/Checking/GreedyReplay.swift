/// The highest total first, followed option by option.
struct GreedyReplay: CommitteeReplay {
    let totals: [Int]
    let costs: [Int]
    let limit: Int
    /// Whether the count ends at the first option that costs too much, or goes on without it.
    let stops: Bool
    /// The options that may be taken.
    let admitted: [Int]
    var taken: [Int] = []
    private var isOver = false

    init(totals: [Int], costs: [Int], limit: Int, stops: Bool, admitted: [Int], taken: [Int] = []) {
        self.totals = totals
        self.costs = costs
        self.limit = limit
        self.stops = stops
        self.admitted = admitted
        self.taken = taken
    }

    private var remaining: Int { taken.reduce(limit) { $0 - costs[$1] } }

    mutating func tied(listed: [WaysCheck.Step]) throws(Refusal) -> [Int] {
        let remaining = remaining
        let able = isOver ? [] : admitted.filter { !taken.contains($0) && (stops || costs[$0] <= remaining) }
        let tied = able.filter { option in able.allSatisfy { totals[$0] <= totals[option] } }
        try expect(tied.isEmpty || !listed.isEmpty, "an option could still be taken")
        for step in listed { try expect(step.value == Fraction(totals[step.option]), "a total is wrong") }
        return tied
    }

    func isHarmless(_ option: Int, among tied: [Int]) -> Bool {
        tied.reduce(0) { $0 + costs[$1] } <= remaining
    }

    mutating func take(_ option: Int) {
        if costs[option] > remaining { isOver = true } else { taken.append(option) }
    }

    func equals(_ other: GreedyReplay) -> Bool { Set(taken) == Set(other.taken) && isOver == other.isOver }
}
