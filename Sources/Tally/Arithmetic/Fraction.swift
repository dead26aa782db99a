/// An exact rational number of any size, in lowest terms.
///
/// Machine words as long as they suffice, whole numbers of any length beyond.
package struct Fraction: Sendable, Hashable {
    enum Form: Sendable, Hashable {
        /// The denominator is positive.
        case small(Int, Int)
        /// Only for numbers that do not fit the small form, so that equal numbers have equal forms.
        case large(isNegative: Bool, Natural, Natural)
    }

    let form: Form

    package init(_ whole: Int) { form = .small(whole, 1) }

    /// Reduces `numerator`/`denominator`; nil unless `denominator` > 0.
    package init?(_ numerator: Int, _ denominator: Int) {
        guard denominator > 0 else { return nil }
        self.init(numerator: numerator, over: denominator)
    }

    /// Reduces; `denominator` is positive.
    init(numerator: Int, over denominator: Int) {
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        // The divisor is at most the denominator, so it is an Int.
        form = .small(numerator / Int(divisor), denominator / Int(divisor))
    }

    /// Reduces; `denominator` is not zero.
    init(isNegative: Bool, _ numerator: Natural, _ denominator: Natural) {
        let divisor = Natural.greatestCommonDivisor(numerator, denominator)
        let top = numerator.quotientAndRemainder(dividingBy: divisor).quotient
        let bottom = denominator.quotientAndRemainder(dividingBy: divisor).quotient
        if let first = top.small, let second = bottom.small, let denominator = Int(exactly: second),
            first <= Int.max.magnitude + (isNegative ? 1 : 0)
        {
            form = .small(Int(truncatingIfNeeded: isNegative ? 0 &- first : first), denominator)
        } else {
            form = .large(isNegative: isNegative, top, bottom)
        }
    }

    static let zero = Fraction(0)
    static let one = Fraction(1)
    static let half = Fraction(numerator: 1, over: 2)

    /// Both parts where machine words hold them.
    package var small: (numerator: Int, denominator: Int)? {
        if case .small(let numerator, let denominator) = form { (numerator, denominator) } else { nil }
    }

    /// The number where it is whole and a machine word holds it.
    package var whole: Int? { small.flatMap { $0.denominator == 1 ? $0.numerator : nil } }

    package var isZero: Bool { form == .small(0, 1) }

    package var isNegative: Bool {
        switch form {
        case .small(let numerator, _): numerator < 0
        case .large(let isNegative, _, _): isNegative
        }
    }

    package var isWhole: Bool { parts.denominator == .one }

    /// Sign, numerator without it, and denominator.
    var parts: (isNegative: Bool, numerator: Natural, denominator: Natural) {
        switch form {
        case .small(let numerator, let denominator):
            (numerator < 0, Natural(numerator.magnitude), Natural(denominator.magnitude))
        case .large(let isNegative, let numerator, let denominator): (isNegative, numerator, denominator)
        }
    }
}

extension Fraction: CustomStringConvertible {
    /// `3` for whole numbers, else `2/3`.
    package var description: String {
        let (isNegative, numerator, denominator) = parts
        let text = (isNegative ? "-" : "") + numerator.description
        return denominator == .one ? text : text + "/" + denominator.description
    }

    /// Reads `3` and `2/3`, also when not in lowest terms; no signs but a leading minus, no spaces.
    package init?(text: String) {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: "/", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Natural(text: $0) }
        guard numbers.count == parts.count, (1...2).contains(numbers.count) else { return nil }
        let denominator = numbers.count == 2 ? numbers[1] : .one
        guard !denominator.isZero, !(isNegative && numbers[0].isZero) else { return nil }
        self.init(isNegative: isNegative, numbers[0], denominator)
    }
}
