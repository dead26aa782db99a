/// An exact rational number in lowest terms with a positive denominator.
///
/// Comparing never overflows; arithmetic that would says so.
package struct Fraction: Sendable, Hashable {
    package let numerator: Int
    package let denominator: Int

    package init(_ whole: Int) {
        numerator = whole
        denominator = 1
    }

    /// Reduces `numerator`/`denominator`; nil unless `denominator` > 0.
    package init?(_ numerator: Int, _ denominator: Int) {
        guard denominator > 0 else { return nil }
        var (a, b) = (numerator.magnitude, denominator.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        // The divisor is at most `denominator`, so it is an Int.
        self.numerator = numerator / Int(a)
        self.denominator = denominator / Int(a)
    }

    package func subtracting(_ other: Fraction) throws(TallyError) -> Fraction {
        let (left, first) = numerator.multipliedReportingOverflow(by: other.denominator)
        let (right, second) = other.numerator.multipliedReportingOverflow(by: denominator)
        let (top, third) = left.subtractingReportingOverflow(right)
        let (bottom, fourth) = denominator.multipliedReportingOverflow(by: other.denominator)
        guard !first, !second, !third, !fourth, let difference = Fraction(top, bottom) else {
            throw .tooLarge
        }
        return difference
    }
}

extension Fraction: Comparable {
    package static func < (left: Fraction, right: Fraction) -> Bool {
        let first = left.numerator.multipliedFullWidth(by: right.denominator)
        let second = right.numerator.multipliedFullWidth(by: left.denominator)
        return first.high == second.high ? first.low < second.low : first.high < second.high
    }
}

extension Fraction: CustomStringConvertible {
    /// `3` for whole numbers, else `2/3`.
    package var description: String {
        denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)"
    }

    /// Reads `3` and `2/3`, also when not in lowest terms; no signs but a leading minus, no spaces.
    package init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in Int(part).flatMap { String($0) == part ? $0 : nil } }
        guard numbers.count == parts.count else { return nil }
        switch numbers.count {
        case 1: self.init(numbers[0])
        case 2: self.init(numbers[0], numbers[1])
        default: return nil
        }
    }
}
