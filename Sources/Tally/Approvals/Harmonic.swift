/// The sums 1 + 1/2 + 1/3 + … of voters' shares, as whole multiples of one small share.
struct Harmonic: Sendable {
    /// The least common multiple of 1 … `levels`.
    let common: Natural
    /// `common` divided by 1, 2, 3, ….
    let shares: [Natural]

    init(levels: Int) {
        var common = Natural.one
        for number in stride(from: 2, through: levels, by: 1) {
            let divisor = Natural.greatestCommonDivisor(common, Natural(UInt(number)))
            common = common * Natural(UInt(number)).quotientAndRemainder(dividingBy: divisor).quotient
        }
        self.common = common
        shares = (1...max(1, levels)).map { common.divided(by: UInt($0)).quotient }
    }

    /// Weights as many voters at each level count for, voters who have n already counting 1/(n + 1).
    func total(_ voters: [Int]) -> Natural {
        voters.enumerated().reduce(.zero) { total, level in
            level.element == 0 ? total : total + shares[level.offset] * Natural(UInt(level.element))
        }
    }

    func fraction(_ total: Natural) -> Fraction { Fraction(isNegative: false, total, common) }

    /// The total as a Double, off by less than 1/2^52 of itself for each level and 8 more.
    static func near(_ voters: [Int]) -> Double {
        var total = 0.0
        for (level, count) in voters.enumerated() where count > 0 {
            total += Double(count) / Double(level + 1)
        }
        return total
    }
}
