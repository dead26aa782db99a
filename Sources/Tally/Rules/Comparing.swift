extension Condition {
    /// Compares `numerator`/`denominator` with `required` by cross-multiplication, never by a rounded share.
    ///
    /// Of nothing, nothing is reached but a share of 0.
    init(
        _ name: String, option: Int? = nil, _ numerator: Int, of denominator: Int,
        _ comparison: Comparison, _ required: Fraction
    ) {
        let left = numerator.multipliedFullWidth(by: required.denominator)
        let right = denominator.multipliedFullWidth(by: required.numerator)
        let isEqual = left == right
        let isLess = left.high == right.high ? left.low < right.low : left.high < right.high
        let isMet =
            switch comparison {
            case .moreThan: !isEqual && !isLess && denominator > 0
            case .atLeast: !isLess && (denominator > 0 || required == Fraction(0))
            case .lessThan: isLess && denominator > 0
            case .otherThan: !isEqual && denominator > 0
            }
        self.init(
            name: name, option: option, met: isMet, numerator: numerator, denominator: denominator,
            comparison: comparison, required: required)
    }
}
