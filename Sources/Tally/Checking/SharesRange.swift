extension SharesReplay {
    /// Verifies that these options, in this order and without ties, are bought at every start from one raise to
    /// another.
    ///
    /// As long as the same supporters pay all they have, every amount grows or falls in proportion to the start.
    /// So what holds at both ends of a range holds within; where it cannot be shown so, the range is halved.
    static func check(
        _ options: [Int], _ shares: SharesCase, raises: ClosedRange<Int>, start: (Int) -> Fraction
    ) throws(Refusal) {
        let (low, high) = (raises.lowerBound, raises.upperBound)
        if low == high {
            var replay = SharesReplay(shares, starts: [start(low)])
            for option in options {
                let step = WaysCheck.Step(from: 0, option: option, to: 0, value: nil)
                try expect(try replay.tied(listed: [step]) == [option], "a raise has other ways")
                replay.take(option)
            }
            try expect(try replay.tied(listed: []).isEmpty, "a raise goes on")
            return
        }
        var replay = SharesReplay(shares, starts: [start(low), start(high)])
        if options.allSatisfy({ replay.agrees(on: $0) }), replay.agreesToEnd() { return }
        let middle = low + (high - low) / 2
        try check(options, shares, raises: low...middle, start: start)
        try check(options, shares, raises: (middle + 1)...high, start: start)
    }

    /// Takes the option if it is surely the cheapest at both starts and all between; may fail to see that it is.
    private mutating func agrees(on option: Int) -> Bool {
        guard taken.count < shares.most else { return false }
        let holdings = holdings(option)
        let prices = purses.compactMap { $0.price(shares.costs[option], holdings) }
        guard prices.count == purses.count else { return false }
        for share in holdings {
            let isShort = zip(purses, prices).contains { $0.isShort(share, of: $1) }
            let hasMore = zip(purses, prices).contains { $0.hasMore(share, than: $1) }
            if isShort && hasMore { return false }
        }
        let near = zip(purses, prices).map { $0.near($1) / Double(shares.worth[option]) }
        for other in shares.costs.indices
        where other != option && !taken.contains(other) && !shares.supporters[other].isEmpty {
            let isDear = purses.indices.contains { lane in staysBelow(other, near, payersBy: lane) }
            if !isDear { return false }
        }
        take(option, at: prices)
        return true
    }

    /// Whether an option's supporters would surely pay less than its cost at these prices, even if those who have
    /// less in one lane gave all they have in every lane, and the others the price.
    private func staysBelow(_ option: Int, _ prices: [Double], payersBy lane: Int) -> Bool {
        let worth = Double(shares.worth[option])
        var sums = purses.map { _ in 0.0 }
        for supporter in shares.supporters[option] {
            let (voter, points) = (Int(supporter.voter), Double(supporter.points) * worth)
            let count = Double(shares.weights[voter])
            let givesAll = purses[lane].near[place[voter]] < prices[lane] * points
            for other in purses.indices {
                sums[other] += count * (givesAll ? purses[other].near[place[voter]] : prices[other] * points)
            }
        }
        let error = Double(shares.supporters[option].count + 100) * 0x1p-48
        return sums.allSatisfy { $0 < Double(shares.costs[option]) * (1 - error) }
    }

    /// Whether nothing else can be bought at both starts and all between.
    private func agreesToEnd() -> Bool {
        shares.costs.indices.allSatisfy { option in
            taken.contains(option) || shares.supporters[option].isEmpty
                || staysBelow(option, purses.map { _ in .infinity }, payersBy: 0)
        }
    }
}
