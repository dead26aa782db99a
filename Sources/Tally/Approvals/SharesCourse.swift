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
        while let option = left.filter({ prices[$0] == nil }).min(by: { bounds[$0].value < bounds[$1].value }
        ),
            bounds[option].value <= bound
        {
            let holdings = ledger.holdings(of: ground.support.blocks[option], ground.support.weights)
            if bounds[option].age < taken.count, let lower = lowerBound(option, holdings) {
                if lower.value > bounds[option].value { bounds[option] = (lower.value, lower.slope, 0) }
                bounds[option].age = taken.count
                continue
            }
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

    private func lowerBound(_ option: Int, _ holdings: [Holding]) -> (value: Double, slope: Double)? {
        guard let lower = ledger.lowerBound(cost: ground.costs[option], holdings) else { return nil }
        let worth = Double(ground.worth[option])
        return (lower.price / worth * (1 - 0x1p-50), lower.slope / worth)
    }

    /// Leaves out an option that its supporters can never pay.
    private mutating func drop(_ option: Int, _ holdings: [Holding]) {
        left.removeAll { $0 == option }
        var missing = Natural(UInt(ground.costs[option])) * ledger.denominator
        var growth = 0.0
        for holding in holdings {
            missing = missing - ledger.units[holding.index] * Natural(UInt(holding.count))
            growth += Double(holding.count) * ledger.slopes[holding.index]
        }
        limit(Natural.ratio(missing, ledger.denominator), growth)
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

    /// Price / worth, off by less than 1/2^48 of itself.
    private func near(_ option: Int) -> Double {
        guard let price = prices[option] else { return .infinity }
        let perPoint = Natural.ratio(price.missing, ledger.denominator * Natural(UInt(price.points)))
        return perPoint / Double(ground.worth[option])
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
        pay(option, price.missing.divided(by: divisor).quotient, slope: price.slope)
        taken.append(option)
        left.removeAll { $0 == option }
        return purchase
    }

    /// Every supporter pays `price`, in units, for each point, or all there is.
    private mutating func pay(_ option: Int, _ price: Natural, slope: Double) {
        for block in ground.support.blocks[option] {
            let share = price * Natural(UInt(block.points))
            var targets = [Int](repeating: -1, count: ledger.units.count)
            for voter in block.voters {
                let index = Int(ledger.place[Int(voter)])
                if index == 0 { continue }
                if targets[index] < 0 {
                    let had = ledger.units[index]
                    let steeper = ledger.slopes[index] - slope * Double(block.points)
                    targets[index] = had <= share ? 0 : ledger.open(had - share, slope: steeper)
                    // One who just can pay becomes one who has something left.
                    if had == share { reach = 0 }
                }
                ledger.move(voter, to: targets[index])
            }
        }
    }

    private mutating func details(_ option: Int, _ price: SharesPrice) -> Purchase {
        let perPoint = Fraction(
            isNegative: false, price.missing, ledger.denominator * Natural(UInt(price.points)))
        var payers: [Purchase.Payers] = []
        for holding in ledger.holdings(of: ground.support.blocks[option], ground.support.weights) {
            payers.append((ledger.fraction(holding.index), holding.points, holding.count))
        }
        payers.sort { ($0.points, $0.had) < ($1.points, $1.had) }
        // Different purchases may have left equal amounts.
        var merged: [Purchase.Payers] = []
        for payer in payers {
            if let last = merged.last, last.points == payer.points, last.had == payer.had {
                merged[merged.count - 1].count += payer.count
            } else {
                merged.append(payer)
            }
        }
        return Purchase(option: option, price: perPoint, payers: merged)
    }

    /// Within the reach the same options are bought in the same order, and the same supporters give all they have.
    private mutating func limitReach(_ option: Int, _ price: SharesPrice) {
        for holding in price.poor {
            let total = price.missing * Natural(UInt(holding.points))
            let distance = total - ledger.units[holding.index] * Natural(UInt(price.points))
            let scale = ledger.denominator * Natural(UInt(price.points))
            limit(
                Natural.ratio(distance, scale),
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
        let units = holdings.reduce(Natural.zero) { total, holding in
            total + ledger.units[holding.index] * Natural(UInt(holding.count))
        }
        return Fraction(isNegative: false, units, ledger.denominator)
    }
}
