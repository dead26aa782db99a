/// What equal shares buys from and for.
struct SharesGround: Sendable {
    let support: Support
    let costs: [Int]
    /// What one point, or one mark, for an option is worth to a voter.
    let worth: [Int]
    /// How many options are bought at most.
    let most: Int
}

/// One purchase after the other, each at the least price for what it is worth to its supporters.
struct SharesCourse: Course {
    struct Purchase {
        let option: Int
        /// What one point, or one mark, cost; nil unless details are kept.
        var price: Fraction?
        /// Supporters who had money: what each had, how many points each gave, how many they were.
        var payers: [(had: Fraction, points: Int, count: Int)] = []
    }

    let ground: SharesGround
    private let keepsDetails: Bool
    private(set) var taken: [Int] = []
    private(set) var ledger: Ledger
    /// By how much everybody's start may at least grow so that all comes out the same.
    private(set) var reach = Double.infinity
    private var left: [Int]
    /// A lower bound of price / worth, how it falls as everybody's start grows, and after which purchase it was found.
    private var bounds: [(value: Double, slope: Double, age: Int)]
    /// Of those that `candidates` looked at.
    private(set) var prices: [Int: SharesPrice] = [:]

    init(_ ground: SharesGround, start: Fraction, keepsDetails: Bool) {
        self.ground = ground
        self.keepsDetails = keepsDetails
        ledger = Ledger(voters: ground.support.weights.count, amount: start)
        left = ground.support.supported
        bounds = ground.costs.indices.map { option in
            let points = max(1, ground.support.points[option])
            let price = Double(ground.costs[option]) / Double(points) / Double(ground.worth[option])
            return (price * (1 - 0x1p-50), 0, -1)
        }
    }

    struct Key: Hashable {
        let taken: [Int]
        let ledger: [Fraction]
    }

    var key: Key { Key(taken: taken.sorted(), ledger: ledger.key) }

    mutating func candidates() -> [Int] {
        prices = [:]
        var best: [Int] = []
        // No option with a higher bound is as cheap as the best.
        var bound = Double.infinity
        guard taken.count < ground.most else { return [] }
        var open = left
        while let (place, option) = cheapest(of: open), bounds[option].value <= bound {
            let holdings = ledger.holdings(of: ground.support.blocks[option], ground.support.weights)
            if bounds[option].age < taken.count, let lower = lowerBound(option, holdings) {
                if lower.value > bounds[option].value { bounds[option] = (lower.value, lower.slope, 0) }
                bounds[option].age = taken.count
                continue
            }
            open.swapAt(place, open.count - 1)
            open.removeLast()
            guard let price = ledger.price(cost: ground.costs[option], holdings) else {
                drop(option, holdings)
                continue
            }
            prices[option] = price
            if let first = best.first, isCheaper(first, than: option) { continue }
            if let first = best.first, isCheaper(option, than: first) { best = [] }
            best.append(option)
            bound = near(option) * (1 + 0x1p-40)
        }
        return best.sorted()
    }

    private func cheapest(of options: [Int]) -> (place: Int, option: Int)? {
        guard var best = options.first.map({ (place: 0, option: $0) }) else { return nil }
        for (place, option) in options.enumerated() where bounds[option].value < bounds[best.option].value {
            best = (place, option)
        }
        return best
    }

    private func lowerBound(_ option: Int, _ holdings: [Holding]) -> (value: Double, slope: Double)? {
        guard let lower = ledger.lowerBound(cost: ground.costs[option], holdings) else { return nil }
        let worth = Double(ground.worth[option])
        return (lower.price / worth * (1 - 0x1p-50), lower.slope / worth)
    }

    /// Leaves out an option that its supporters can never pay.
    private mutating func drop(_ option: Int, _ holdings: [Holding]) {
        left.removeAll { $0 == option }
        let cost = Double(ground.costs[option])
        var missing = cost
        var growth = 0.0
        for holding in holdings {
            missing -= Double(holding.count) * ledger.near[holding.index]
            growth += Double(holding.count) * ledger.slopes[holding.index]
        }
        // Off by less than 1/2^51 of the cost for each holding.
        limit(missing - cost * Double(holdings.count + 16) * 0x1p-51, growth)
    }

    /// Everybody's start may grow only as long as `distance`, falling so fast, stays above 0.
    private mutating func limit(_ distance: Double, _ fall: Double) {
        if fall > 0 { reach = min(reach, max(0, distance) / fall) }
    }

    /// Prices in relation to worth, exactly.
    private func isCheaper(_ one: Int, than other: Int) -> Bool {
        guard let first = prices[one], let second = prices[other] else { return false }
        let left = first.missing * Natural(UInt(second.points)) * Natural(UInt(ground.worth[other]))
        return left < second.missing * Natural(UInt(first.points)) * Natural(UInt(ground.worth[one]))
    }

    /// Price / worth, off by less than 1/2^49 of itself.
    private func near(_ option: Int) -> Double {
        prices[option].map { $0.near / Double(ground.worth[option]) } ?? .infinity
    }

    func harmless(of tied: [Int]) -> Int? {
        guard taken.count + tied.count <= ground.most else { return nil }
        return tied.first { ground.support.isApart($0, from: tied) { ledger.place[$0] > 0 } }
    }

    mutating func take(_ option: Int) -> Purchase {
        guard let price = prices[option] else { return Purchase(option: option) }
        limitReach(option, price)
        let purchase = keepsDetails ? details(option, price) : Purchase(option: option)
        let points = UInt(price.points)
        let divisor = greatestCommonDivisor(price.missing.divided(by: points).remainder, points)
        ledger.refine(by: points / divisor)
        pay(option, price.missing.divided(by: divisor).quotient, near: price.near, slope: price.slope)
        taken.append(option)
        left.removeAll { $0 == option }
        return purchase
    }

    /// Every supporter pays `price`, in units, for each point, or all there is.
    private mutating func pay(_ option: Int, _ price: Natural, near: Double, slope: Double) {
        for block in ground.support.blocks[option] {
            let share = price * Natural(UInt(block.points))
            var targets = [Int](repeating: -1, count: ledger.near.count)
            for voter in block.voters {
                let index = Int(ledger.place[Int(voter)])
                if index == 0 { continue }
                if targets[index] < 0 {
                    if ledger.units.isLarger(index, than: share) {
                        let steeper = ledger.slopes[index] - slope * Double(block.points)
                        targets[index] = ledger.open(after: index, paying: share, slope: steeper)
                    } else {
                        targets[index] = 0
                        // One who just can pay would with more at the start have something left.
                        if ledger.near[index] >= near * Double(block.points) * (1 - 0x1p-46) { reach = 0 }
                    }
                }
                ledger.move(voter, to: targets[index])
            }
        }
    }

    private mutating func details(_ option: Int, _ price: SharesPrice) -> Purchase {
        let perPoint = Fraction(
            isNegative: false, price.missing, ledger.denominator * Natural(UInt(price.points)))
        let holdings = ledger.holdings(of: ground.support.blocks[option], ground.support.weights)
        let payers = holdings.map { holding in
            (near: ledger.near[holding.index], had: ledger.fraction(holding.index), holding: holding)
        }.sorted { one, other in
            if one.holding.points != other.holding.points { return one.holding.points < other.holding.points }
            if one.near < other.near * (1 - 0x1p-48) { return true }
            return one.near <= other.near * (1 + 0x1p-48) && one.had < other.had
        }
        // Different purchases may have left equal amounts.
        var merged: [Purchase.Payers] = []
        for payer in payers {
            if let last = merged.last, last.points == payer.holding.points, last.had == payer.had {
                merged[merged.count - 1].count += payer.holding.count
            } else {
                merged.append((payer.had, payer.holding.points, payer.holding.count))
            }
        }
        return Purchase(option: option, price: perPoint, payers: merged)
    }

    /// Within the reach the same options are bought in the same order, and the same supporters give all they have.
    private mutating func limitReach(_ option: Int, _ price: SharesPrice) {
        for holding in price.poor {
            // What the poor lack of the price, rounded down.
            let due = price.near * Double(holding.points)
            limit(
                due * (1 - 0x1p-46) - ledger.near[holding.index],
                ledger.slopes[holding.index] - price.slope * Double(holding.points))
        }
        let worth = Double(ground.worth[option])
        let upper = near(option) * (1 + 0x1p-46)
        for other in left where other != option {
            if bounds[other].value <= upper { reach = 0 }
            limit(bounds[other].value - upper, price.slope / worth - bounds[other].slope)
        }
    }
}

extension SharesCourse.Purchase {
    typealias Payers = (had: Fraction, points: Int, count: Int)
}

extension SharesCourse {
    /// What the supporters of an option have together.
    func money(behind option: Int) -> Fraction {
        let holdings = ledger.holdings(of: ground.support.blocks[option], ground.support.weights)
        let units = ledger.units.sum(holdings)
        return Fraction(isNegative: false, units, ledger.denominator)
    }
}
