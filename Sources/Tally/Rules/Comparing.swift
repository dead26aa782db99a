extension Condition {
    /// Compares `numerator`/`denominator` with `required` by cross-multiplication, never by a rounded share.
    ///
    /// Of nothing, nothing is reached but a share of 0.
    init(
        _ name: String, option: Int? = nil, _ numerator: Int, of denominator: Int,
        _ comparison: Comparison, _ required: Fraction
    ) {
        let left = Fraction(numerator)
        let right = required * Fraction(denominator)
        let isMet =
            switch comparison {
            case .moreThan: left > right && denominator > 0
            case .atLeast: left >= right && (denominator > 0 || required.isZero)
            case .lessThan: left < right && denominator > 0
            case .otherThan: left != right && denominator > 0
            }
        self.init(
            name: name, option: option, met: isMet, numerator: numerator, denominator: denominator,
            comparison: comparison, required: required)
    }
}
