extension Natural {
    /// The greatest common divisor: Euclid's steps, many at a time as long as the leading bits tell the quotients.
    ///
    /// Source: Lehmer 1938; Knuth, The Art of Computer Programming 2, 4.5.2, algorithm L.
    static func greatestCommonDivisor(_ left: Natural, _ right: Natural) -> Natural {
        var (larger, smaller) = left < right ? (right, left) : (left, right)
        while smaller.limbs.count > 1 {
            (larger, smaller) =
                leap(larger, smaller)
                ?? (smaller, larger.quotientAndRemainder(dividingBy: smaller).remainder)
        }
        guard let last = smaller.small, last > 0 else { return larger }
        return Natural(Tally.greatestCommonDivisor(larger.divided(by: last).remainder, last))
    }

    /// Two numbers some of Euclid's steps later; nil where the leading bits do not tell the first quotient.
    private static func leap(_ larger: Natural, _ smaller: Natural) -> (Natural, Natural)? {
        // 61 bits, so that no sum below overflows.
        let shift = larger.bitWidth - 61
        var (x, y) = (Int(larger.leading(after: shift)), Int(smaller.leading(after: shift)))
        // Each number is a times the larger and b times the smaller one, with opposite signs.
        var (first, second) = ((a: 1, b: 0), (a: 0, b: 1))
        while y + second.a != 0, y + second.b != 0 {
            let quotient = (x + first.a) / (y + second.a)
            guard quotient == (x + first.b) / (y + second.b) else { break }
            (first, second) = (second, (first.a - quotient * second.a, first.b - quotient * second.b))
            (x, y) = (y, x - quotient * y)
        }
        if first.b == 0 { return nil }
        return (combined(larger, smaller, first), combined(larger, smaller, second))
    }

    /// a times one number plus b times the other, one of the factors being at most 0; the sum is not negative.
    private static func combined(_ one: Natural, _ other: Natural, _ factors: (a: Int, b: Int)) -> Natural {
        factors.b <= 0
            ? difference(one, factors.a.magnitude, other, factors.b.magnitude)
            : difference(other, factors.b.magnitude, one, factors.a.magnitude)
    }

    private static func difference(
        _ one: Natural, _ factor: UInt, _ other: Natural, _ lesserFactor: UInt
    ) -> Natural {
        var limbs = [UInt](repeating: 0, count: max(one.limbs.count, other.limbs.count) + 1)
        var (plus, minus, borrow): (UInt, UInt, UInt) = (0, 0, 0)
        for index in limbs.indices {
            let first = (index < one.limbs.count ? one.limbs[index] : 0).multipliedFullWidth(by: factor)
            let second = (index < other.limbs.count ? other.limbs[index] : 0)
                .multipliedFullWidth(by: lesserFactor)
            let (more, overflow) = first.low.addingReportingOverflow(plus)
            plus = first.high &+ (overflow ? 1 : 0)
            let (less, excess) = second.low.addingReportingOverflow(minus)
            minus = second.high &+ (excess ? 1 : 0)
            let (rest, one) = more.subtractingReportingOverflow(less)
            let (limb, two) = rest.subtractingReportingOverflow(borrow)
            limbs[index] = limb
            borrow = (one ? 1 : 0) + (two ? 1 : 0)
        }
        return Natural(limbs: limbs)
    }

    /// What stands above so many bits, which fits into one limb.
    private func leading(after shift: Int) -> UInt {
        let (limb, bit) = shift.quotientAndRemainder(dividingBy: 64)
        guard limb < limbs.count else { return 0 }
        let above = limb + 1 < limbs.count && bit > 0 ? limbs[limb + 1] << UInt(64 - bit) : 0
        return limbs[limb] >> UInt(bit) | above
    }
}
