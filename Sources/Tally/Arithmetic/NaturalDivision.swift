extension Natural {
    /// Quotient and remainder; `divisor` is not zero. Source: Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D.
    func quotientAndRemainder(dividingBy divisor: Natural) -> (quotient: Natural, remainder: Natural) {
        precondition(!divisor.isZero, "division by zero")
        if self < divisor { return (.zero, self) }
        if let small = divisor.small {
            let (quotient, remainder) = divided(by: small)
            return (quotient, Natural(remainder))
        }
        let shift = divisor.limbs[divisor.limbs.count - 1].leadingZeroBitCount
        let lower = divisor.shifted(left: shift).limbs
        var upper = shifted(left: shift).limbs
        while upper.count < limbs.count + 1 { upper.append(0) }
        let count = lower.count
        var quotient = [UInt](repeating: 0, count: upper.count - count)
        for place in quotient.indices.reversed() {
            var digit = Self.estimate(
                high: upper[place + count], low: upper[place + count - 1], next: upper[place + count - 2],
                first: lower[count - 1], second: lower[count - 2])
            if Self.subtract(lower, times: digit, from: &upper, at: place) {
                digit -= 1
                Self.addBack(lower, to: &upper, at: place)
            }
            quotient[place] = digit
        }
        return (Natural(limbs: quotient), Natural(limbs: Array(upper[..<count])).shifted(right: shift))
    }

    func divided(by divisor: UInt) -> (quotient: Natural, remainder: UInt) {
        var quotient = limbs
        var remainder: UInt = 0
        for index in quotient.indices.reversed() {
            (quotient[index], remainder) = divisor.dividingFullWidth((remainder, quotient[index]))
        }
        return (Natural(limbs: quotient), remainder)
    }

    /// The quotient's digit, or one too many.
    private static func estimate(high: UInt, low: UInt, next: UInt, first: UInt, second: UInt) -> UInt {
        var digit: UInt
        var rest: UInt
        if high >= first {
            digit = .max
            let (sum, overflow) = low.addingReportingOverflow(first)
            if overflow { return digit }
            rest = sum
        } else {
            (digit, rest) = first.dividingFullWidth((high, low))
        }
        while true {
            let product = digit.multipliedFullWidth(by: second)
            guard product.high > rest || (product.high == rest && product.low > next) else { return digit }
            digit -= 1
            let (sum, overflow) = rest.addingReportingOverflow(first)
            if overflow { return digit }
            rest = sum
        }
    }

    /// Whether the difference would be negative; then it wraps around.
    private static func subtract(
        _ lower: [UInt], times digit: UInt, from upper: inout [UInt], at place: Int
    ) -> Bool {
        var (carry, borrow): (UInt, UInt) = (0, 0)
        for (offset, limb) in lower.enumerated() {
            let (high, low) = limb.multipliedFullWidth(by: digit)
            let (product, over) = low.addingReportingOverflow(carry)
            carry = high &+ (over ? 1 : 0)
            let (first, one) = upper[place + offset].subtractingReportingOverflow(product)
            let (second, two) = first.subtractingReportingOverflow(borrow)
            upper[place + offset] = second
            borrow = (one ? 1 : 0) + (two ? 1 : 0)
        }
        let (first, one) = upper[place + lower.count].subtractingReportingOverflow(carry)
        let (second, two) = first.subtractingReportingOverflow(borrow)
        upper[place + lower.count] = second
        return one || two
    }

    private static func addBack(_ lower: [UInt], to upper: inout [UInt], at place: Int) {
        var carry: UInt = 0
        for (offset, limb) in lower.enumerated() {
            let (first, one) = upper[place + offset].addingReportingOverflow(limb)
            let (second, two) = first.addingReportingOverflow(carry)
            upper[place + offset] = second
            carry = (one ? 1 : 0) + (two ? 1 : 0)
        }
        upper[place + lower.count] &+= carry
    }
}

/// The greatest common divisor of machine words, by halving. Source: Stein 1967.
func greatestCommonDivisor(_ left: UInt, _ right: UInt) -> UInt {
    guard left != 0 else { return right }
    guard right != 0 else { return left }
    let shift = (left | right).trailingZeroBitCount
    var smaller = left >> UInt(left.trailingZeroBitCount)
    var larger = right
    while larger != 0 {
        larger >>= UInt(larger.trailingZeroBitCount)
        if smaller > larger { (smaller, larger) = (larger, smaller) }
        larger -= smaller
    }
    return smaller << UInt(shift)
}

extension Natural: CustomStringConvertible {
    /// Decimal digits.
    var description: String {
        if let small { return String(small) }
        var rest = self
        var parts: [String] = []
        while !rest.isZero {
            let (quotient, digits) = rest.divided(by: 1_000_000_000_000_000_000)
            let text = String(digits)
            parts.append(quotient.isZero ? text : String(repeating: "0", count: 18 - text.utf8.count) + text)
            rest = quotient
        }
        return parts.reversed().joined()
    }

    /// Reads decimal digits without leading zeros.
    init?(text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.count <= 100_000, text == "0" || text.utf8.first != UInt8(ascii: "0")
        else { return nil }
        var number = Natural.zero
        for byte in text.utf8 {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * Natural(10) + Natural(UInt(byte - 0x30))
        }
        self = number
    }
}
