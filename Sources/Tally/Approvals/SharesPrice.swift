/// What a purchase costs each supporter: so much for a point or mark, or all that somebody has left.
struct SharesPrice {
    /// What those still able to pay must pay together, in units of the ledger.
    let missing: Natural
    /// Their points together.
    let points: Int
    /// Those who give all they have left.
    let poor: [Holding]
    /// The price of a point, off by less than 1/2^50 of itself.
    let near: Double
    /// By how much the price of a point changes when everybody starts with one more; at most 0, rounded.
    let slope: Double
}

extension Ledger {
    /// A lower bound of the price of a point, now and while money is spent; nil when it must be computed exactly.
    ///
    /// Whoever is counted as poor, (cost - what the poor have) / (points of the others) is at most the price,
    /// since nobody pays more than he has nor more than the price. What is computed here is off from that by less
    /// than 1/2^51 of the cost for each holding and 16 more.
    func lowerBound(cost: Int, _ holdings: [Holding]) -> (price: Double, slope: Double)? {
        var open = holdings
        var missing = Double(cost)
        var points = 0
        for holding in holdings { points += holding.points * holding.count }
        var growth = 0.0
        while points > 0 {
            let price = missing / Double(points)
            var kept = 0
            for holding in open {
                if near[holding.index] < price * Double(holding.points) {
                    missing -= Double(holding.count) * near[holding.index]
                    growth += Double(holding.count) * slopes[holding.index]
                    points -= holding.count * holding.points
                } else {
                    open[kept] = holding
                    kept += 1
                }
            }
            if kept == open.count { break }
            open.removeLast(open.count - kept)
        }
        let error = Double(cost) * Double(holdings.count + 16) * 0x1p-51
        guard points > 0, missing > 2 * error else { return nil }
        return ((missing - error) / Double(points) * (1 - 0x1p-50), -growth / Double(points))
    }

    /// The exact price; nil when the supporters have less than the cost.
    func price(cost: Int, _ holdings: [Holding]) -> SharesPrice? {
        var total = 0.0
        for holding in holdings { total += Double(holding.count) * near[holding.index] }
        // Off by less than 1/2^51 of itself for each holding.
        if total * (1 + Double(holdings.count + 16) * 0x1p-51) < Double(cost) { return nil }
        let sure = (lowerBound(cost: cost, holdings)?.price ?? 0) * (1 - 0x1p-40)
        var open: [Holding] = []
        var poor: [Holding] = []
        for holding in holdings {
            if near[holding.index] < sure * Double(holding.points) {
                poor.append(holding)
            } else {
                open.append(holding)
            }
        }
        var missing = Natural(UInt(cost)) * denominator - units.sum(poor)
        var points = open.reduce(0) { $0 + $1.points * $1.count }
        while points > 0 {
            let price = Natural.ratio(missing, denominator * Natural(UInt(points)))
            var found: [Holding] = []
            open.removeAll { holding in
                // Far above the price no exact comparison is needed.
                guard near[holding.index] < price * Double(holding.points) * (1 + 0x1p-40),
                    units[holding.index] * Natural(UInt(points)) < missing * Natural(UInt(holding.points))
                else { return false }
                found.append(holding)
                return true
            }
            poor += found
            if found.isEmpty {
                var growth = 0.0
                for holding in poor { growth += Double(holding.count) * slopes[holding.index] }
                return SharesPrice(
                    missing: missing, points: points, poor: poor, near: price,
                    slope: -growth / Double(points))
            }
            missing = missing - units.sum(found)
            points -= found.reduce(0) { $0 + $1.points * $1.count }
        }
        return nil
    }
}
