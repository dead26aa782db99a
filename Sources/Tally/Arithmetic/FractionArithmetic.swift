extension Fraction {
    package static func + (left: Fraction, right: Fraction) -> Fraction {
        if case .small(let a, let b) = left.form, case .small(let c, let d) = right.form {
            if b == 1, d == 1 {
                let (sum, overflow) = a.addingReportingOverflow(c)
                if !overflow { return Fraction(sum) }
            }
            let (first, one) = a.multipliedReportingOverflow(by: d)
            let (second, two) = c.multipliedReportingOverflow(by: b)
            let (top, three) = first.addingReportingOverflow(second)
            let (bottom, four) = b.multipliedReportingOverflow(by: d)
            if !one, !two, !three, !four { return Fraction(numerator: top, over: bottom) }
        }
        let (a, b) = (left.parts, right.parts)
        let (first, second) = (a.numerator * b.denominator, b.numerator * a.denominator)
        let bottom = a.denominator * b.denominator
        if a.isNegative == b.isNegative {
            return Fraction(isNegative: a.isNegative, first + second, bottom)
        }
        return first >= second
            ? Fraction(isNegative: a.isNegative, first - second, bottom)
            : Fraction(isNegative: b.isNegative, second - first, bottom)
    }

    package static prefix func - (number: Fraction) -> Fraction {
        if case .small(let numerator, let denominator) = number.form, numerator != .min {
            return Fraction(numerator: -numerator, over: denominator)
        }
        let (isNegative, numerator, denominator) = number.parts
        return Fraction(isNegative: !isNegative, numerator, denominator)
    }

    package static func - (left: Fraction, right: Fraction) -> Fraction { left + -right }

    package static func * (left: Fraction, right: Fraction) -> Fraction {
        if case .small(let a, let b) = left.form, case .small(let c, let d) = right.form {
            let (top, one) = a.multipliedReportingOverflow(by: c)
            let (bottom, two) = b.multipliedReportingOverflow(by: d)
            if !one, !two { return Fraction(numerator: top, over: bottom) }
        }
        let (a, b) = (left.parts, right.parts)
        return Fraction(
            isNegative: a.isNegative != b.isNegative, a.numerator * b.numerator, a.denominator * b.denominator
        )
    }

    /// The quotient; `right` is not zero.
    package static func / (left: Fraction, right: Fraction) -> Fraction { left * right.reciprocal }

    /// 1 divided by the number, which is not zero.
    package var reciprocal: Fraction {
        precondition(!isZero, "division by zero")
        if case .small(let numerator, let denominator) = form, numerator > 0 {
            return Fraction(numerator: denominator, over: numerator)
        }
        let (isNegative, numerator, denominator) = parts
        return Fraction(isNegative: isNegative, denominator, numerator)
    }

    package static func += (left: inout Fraction, right: Fraction) { left = left + right }
    package static func -= (left: inout Fraction, right: Fraction) { left = left - right }

    /// The largest whole number that is at most this one.
    package var roundedDown: Fraction {
        let (isNegative, numerator, denominator) = parts
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let magnitude = isNegative && !remainder.isZero ? quotient + .one : quotient
        return Fraction(isNegative: isNegative, magnitude, .one)
    }

    /// Cut off after so many decimal places, towards zero, as statutes say it.
    package func truncated(places: Int) -> Fraction {
        let scale = Fraction.power(of: 10, places)
        let cut = (isNegative ? -(-self * scale).roundedDown : (self * scale).roundedDown)
        return cut / scale
    }

    /// 10^3 and the like; the exponent is not negative.
    static func power(of base: Int, _ exponent: Int) -> Fraction {
        (0..<exponent).reduce(.one) { power, _ in power * Fraction(base) }
    }

    /// The decimal digits of the magnitude before and after the point, the last one rounded half up.
    /// Only for people: nothing is compared with it.
    package func digits(places: Int) -> (whole: String, decimals: String) {
        let scaled = (isNegative ? -self : self) * Fraction.power(of: 10, places) + .half
        let text = scaled.roundedDown.description
        let padded = String(repeating: "0", count: max(0, places + 1 - text.utf8.count)) + text
        return (String(padded.dropLast(places)), String(padded.suffix(places)))
    }
}

extension Fraction: Comparable {
    package static func < (left: Fraction, right: Fraction) -> Bool {
        if case .small(let a, let b) = left.form, case .small(let c, let d) = right.form {
            if b == d { return a < c }
            let first = a.multipliedFullWidth(by: d)
            let second = c.multipliedFullWidth(by: b)
            return first.high == second.high ? first.low < second.low : first.high < second.high
        }
        let (a, b) = (left.parts, right.parts)
        if a.isNegative != b.isNegative { return a.isNegative }
        let (first, second) = (a.numerator * b.denominator, b.numerator * a.denominator)
        return a.isNegative ? second < first : first < second
    }
}
