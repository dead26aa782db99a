/// The resistance against one option.
struct Resistance {
    let points: Int
    let raters: Int
    /// The sum of resistance, or its mean; nil where nobody rated the option.
    let total: Fraction?
    /// 1 without resistance, 0 where all have the greatest.
    let acceptance: Fraction?
    /// The share of scores from 8 to 10.
    let conflict: Fraction?
    /// The total, then tens, nines, … ones: less is better.
    let key: [Fraction]

    init(_ counts: [Int], isMean: Bool) {
        let points = counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
        let raters = counts.reduce(0, +)
        self.points = points
        self.raters = raters
        guard raters > 0 else {
            (total, acceptance, conflict, key) = (nil, nil, nil, [])
            return
        }
        let divisor = isMean ? raters : 1
        let total = Fraction(numerator: points, over: divisor)
        self.total = total
        acceptance = Fraction(numerator: 10 * raters - points, over: 10 * raters)
        conflict = Fraction(numerator: counts[8] + counts[9] + counts[10], over: raters)
        key = [total] + counts.dropFirst().reversed().map { Fraction(numerator: $0, over: divisor) }
    }

    /// The highest score that two options of equal resistance have unequally often; nil where these differ.
    static func firstDifference(
        _ above: Resistance, _ below: Resistance
    ) -> (score: Int, less: Fraction, more: Fraction)? {
        guard above.total == below.total else { return nil }
        return (1...10).lazy.map { (11 - $0, above.key[$0], below.key[$0]) }.first { $0.1 != $0.2 }
    }
}
