/// A whole number of any size, not negative. Limbs of 64 bits, the lowest first, none of them leading zeros.
struct Natural: Sendable, Hashable {
    private(set) var limbs: [UInt]

    init(_ number: UInt) { limbs = number == 0 ? [] : [number] }

    init(limbs: [UInt]) {
        self.limbs = limbs
        while self.limbs.last == 0 { self.limbs.removeLast() }
    }

    static let zero = Natural(0)
    static let one = Natural(1)

    var isZero: Bool { limbs.isEmpty }
    var isEven: Bool { (limbs.first ?? 0) & 1 == 0 }

    /// The number where one limb holds it.
    var small: UInt? { limbs.count > 1 ? nil : limbs.first ?? 0 }

    var bitWidth: Int { limbs.isEmpty ? 0 : limbs.count * 64 - limbs[limbs.count - 1].leadingZeroBitCount }

    static func + (left: Natural, right: Natural) -> Natural {
        let (long, short) = left.limbs.count < right.limbs.count ? (right, left) : (left, right)
        var sum = long.limbs
        var carry: UInt = 0
        for index in sum.indices {
            if index >= short.limbs.count, carry == 0 { break }
            let other = index < short.limbs.count ? short.limbs[index] : 0
            let (first, one) = sum[index].addingReportingOverflow(other)
            let (second, two) = first.addingReportingOverflow(carry)
            sum[index] = second
            carry = (one ? 1 : 0) + (two ? 1 : 0)
        }
        if carry > 0 { sum.append(carry) }
        return Natural(limbs: sum)
    }

    /// The difference; `right` is at most `left`.
    static func - (left: Natural, right: Natural) -> Natural {
        precondition(left >= right, "a natural number would be negative")
        var difference = left.limbs
        var borrow: UInt = 0
        for index in difference.indices {
            if index >= right.limbs.count, borrow == 0 { break }
            let other = index < right.limbs.count ? right.limbs[index] : 0
            let (first, one) = difference[index].subtractingReportingOverflow(other)
            let (second, two) = first.subtractingReportingOverflow(borrow)
            difference[index] = second
            borrow = (one ? 1 : 0) + (two ? 1 : 0)
        }
        return Natural(limbs: difference)
    }

    static func * (left: Natural, right: Natural) -> Natural {
        if left.isZero || right.isZero { return .zero }
        var product = [UInt](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (index, factor) in left.limbs.enumerated() {
            var carry: UInt = 0
            for (offset, other) in right.limbs.enumerated() {
                let (high, low) = factor.multipliedFullWidth(by: other)
                let (first, one) = low.addingReportingOverflow(product[index + offset])
                let (second, two) = first.addingReportingOverflow(carry)
                product[index + offset] = second
                // At most 2^64 - 2 + 1 + 1: no overflow, since high is at most 2^64 - 2 and then low is small.
                carry = high &+ (one ? 1 : 0) &+ (two ? 1 : 0)
            }
            product[index + right.limbs.count] = carry
        }
        return Natural(limbs: product)
    }

    /// Shifted by fewer than 64 bits.
    func shifted(left bits: Int) -> Natural {
        guard bits > 0 else { return self }
        var shifted = [UInt](repeating: 0, count: limbs.count + 1)
        for (index, limb) in limbs.enumerated() {
            shifted[index] |= limb << UInt(bits)
            shifted[index + 1] = limb >> UInt(64 - bits)
        }
        return Natural(limbs: shifted)
    }

    /// Shifted by any number of bits; those that fall out are lost.
    func shifted(right bits: Int) -> Natural {
        let (whole, rest) = bits.quotientAndRemainder(dividingBy: 64)
        guard whole < limbs.count else { return .zero }
        var shifted = Array(limbs[whole...])
        if rest > 0 {
            for index in shifted.indices {
                let next = index + 1 < shifted.count ? shifted[index + 1] << UInt(64 - rest) : 0
                shifted[index] = shifted[index] >> UInt(rest) | next
            }
        }
        return Natural(limbs: shifted)
    }
}

extension Natural: Comparable {
    static func < (left: Natural, right: Natural) -> Bool {
        if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
        for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
            return left.limbs[index] < right.limbs[index]
        }
        return false
    }
}
