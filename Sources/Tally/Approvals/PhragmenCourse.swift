/// Voters earn money at equal speed; as soon as an option's supporters have its cost together, they buy it.
struct PhragmenCourse: Course {
    private let support: Support
    private let costs: [Int]
    private(set) var taken: [Int]
    private var left: [Int]
    /// What may still be spent.
    private(set) var remaining: Int
    /// Whether the count ends as soon as something could be bought that costs too much, or goes on without it.
    private let stops: Bool
    /// When each group of voters had nothing last, later than the start by the lead.
    private(set) var since: Ledger
    /// How much earlier than the start the clock begins.
    private let lead: Fraction
    /// When the next option could be bought, times the number of its supporters, even if it costs too much; nil at
    /// the end.
    private(set) var best: (units: Natural, votes: Int)?

    /// After `taken` was bought elsewhere; `ledger` says what everybody has left of it, at most `lead`.
    init(
        _ support: Support, costs: [Int], limit: Int, stops: Bool, taken: [Int] = [],
        ledger: Ledger? = nil, lead: Fraction = .zero
    ) {
        self.support = support
        self.costs = costs
        self.stops = stops
        self.taken = taken
        self.lead = lead
        remaining = limit - taken.reduce(0) { $0 + costs[$1] }
        left = support.supported.filter { !taken.contains($0) && costs[$0] <= limit }
        since = ledger ?? Ledger(voters: support.weights.count, amount: .zero)
        since.invert(below: lead)
    }

    struct Key: Hashable {
        let taken: [Int]
        let since: [Fraction]
    }

    var key: Key { Key(taken: taken.sorted(), since: since.key) }

    mutating func candidates() -> [Int] {
        if !stops { left.removeAll { costs[$0] > remaining } }
        // When each could be bought: (cost + when its supporters had nothing last) / supporters.
        let near = left.map { option in
            let sum = since.near.withUnsafeBufferPointer { near in
                since.place.withUnsafeBufferPointer { place in
                    support.blocks[option].reduce(0.0) { sum, block in
                        block.voters.reduce(sum) {
                            $0 + Double(support.weights[Int($1)]) * near[Int(place[Int($1)])]
                        }
                    }
                }
            }
            return (Double(costs[option]) + sum) / Double(support.votes[option])
        }
        best = nil
        guard let first = near.min() else { return [] }
        // Each sum of so many terms is off by less than 1/2^50 of itself for each.
        let bound = first * (1 + Double(support.weights.count + 16) * 0x1p-49)
        var tied: [Int] = []
        for (place, option) in left.enumerated() where near[place] <= bound {
            let (units, votes) = (time(option), support.votes[option])
            if let best {
                let (one, other) = (units * Natural(UInt(best.votes)), best.units * Natural(UInt(votes)))
                if other < one { continue }
                if one < other { tied = [] }
            }
            tied.append(option)
            best = (units, votes)
        }
        return tied.contains { costs[$0] > remaining } ? [] : tied
    }

    /// When the option could be bought, times the number of its supporters.
    private func time(_ option: Int) -> Natural {
        let holdings = since.holdings(
            of: support.blocks[option].map { .init(points: 1, voters: $0.voters) }, support.weights)
        return Natural(UInt(costs[option])) * since.denominator + since.units.sum(holdings)
    }

    func harmless(of tied: [Int]) -> Int? {
        guard tied.reduce(0, { $0 + costs[$1] }) <= remaining else { return nil }
        return tied.first { support.isApart($0, from: tied) }
    }

    /// Returns when it is bought, from the start.
    mutating func take(_ option: Int) -> Fraction {
        guard let best else { return .zero }
        let votes = UInt(best.votes)
        let time = Fraction(isNegative: false, best.units, since.denominator * Natural(votes)) - lead
        let divisor = greatestCommonDivisor(best.units.divided(by: votes).remainder, votes)
        since.refine(by: votes / divisor)
        let now = since.open(best.units.divided(by: divisor).quotient)
        for block in support.blocks[option] { for voter in block.voters { since.move(voter, to: now) } }
        taken.append(option)
        left.removeAll { $0 == option }
        remaining -= costs[option]
        return time
    }
}
