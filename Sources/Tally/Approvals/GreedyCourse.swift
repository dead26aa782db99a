/// The option with the highest total first, as long as the money reaches.
struct GreedyCourse: Course {
    private let totals: [Int]
    private let costs: [Int]
    /// Whether the count ends at the first option that costs too much, or goes on without it.
    private let stops: Bool
    private(set) var taken: [Int]
    private var left: [Int]
    private var remaining: Int
    private var isOver = false

    /// Takes of the `admitted` those that are not taken yet.
    init(totals: [Int], costs: [Int], limit: Int, stops: Bool, admitted: [Int], taken: [Int] = []) {
        self.totals = totals
        self.costs = costs
        self.stops = stops
        self.taken = taken
        left = admitted.filter { !taken.contains($0) }
        remaining = limit - taken.reduce(0) { $0 + costs[$1] }
    }

    struct Key: Hashable {
        let taken: [Int]
        let isOver: Bool
    }

    var key: Key { Key(taken: taken.sorted(), isOver: isOver) }

    mutating func candidates() -> [Int] {
        if !stops { left.removeAll { costs[$0] > remaining } }
        let most = left.map { totals[$0] }.max()
        return left.filter { totals[$0] == most }
    }

    func harmless(of tied: [Int]) -> Int? {
        tied.reduce(0) { $0 + costs[$1] } <= remaining ? tied[0] : nil
    }

    /// Returns the option's total. One that costs too much is not taken and ends the count.
    mutating func take(_ option: Int) -> Fraction {
        left.removeAll { $0 == option }
        if costs[option] > remaining {
            (left, isOver) = ([], true)
        } else {
            taken.append(option)
            remaining -= costs[option]
        }
        return Fraction(totals[option])
    }
}
