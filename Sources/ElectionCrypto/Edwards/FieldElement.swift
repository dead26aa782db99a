/// A number modulo p = 2^255 − 19 as five limbs of 51 bits, the lowest first; each may use three bits more.
///
/// Products and `reduced` numbers have limbs below 2^52. Sums of two such, and differences of such sums, may
/// enter a product without being reduced. Nothing here branches on a value. Source: Bernstein 2006, Curve25519.
struct FieldElement: Sendable {
    var a0: UInt64
    var a1: UInt64
    var a2: UInt64
    var a3: UInt64
    var a4: UInt64

    static let zero = FieldElement(a0: 0, a1: 0, a2: 0, a3: 0, a4: 0)
    static let one = FieldElement(a0: 1, a1: 0, a2: 0, a3: 0, a4: 0)

    private static let mask: UInt64 = 1 << 51 - 1

    @inline(__always)
    static func + (left: FieldElement, right: FieldElement) -> FieldElement {
        FieldElement(
            a0: left.a0 &+ right.a0, a1: left.a1 &+ right.a1, a2: left.a2 &+ right.a2,
            a3: left.a3 &+ right.a3, a4: left.a4 &+ right.a4)
    }

    /// The limbs of 4p are added first, so that none falls below 0.
    @inline(__always)
    static func - (left: FieldElement, right: FieldElement) -> FieldElement {
        let low: UInt64 = 1 << 53 - 76
        let high: UInt64 = 1 << 53 - 4
        return FieldElement(
            a0: left.a0 &+ low &- right.a0, a1: left.a1 &+ high &- right.a1, a2: left.a2 &+ high &- right.a2,
            a3: left.a3 &+ high &- right.a3, a4: left.a4 &+ high &- right.a4)
    }

    static prefix func - (element: FieldElement) -> FieldElement { (zero - element).reduced }

    @inline(__always)
    static func * (left: FieldElement, right: FieldElement) -> FieldElement {
        let b1 = right.a1 &* 19
        let b2 = right.a2 &* 19
        let b3 = right.a3 &* 19
        let b4 = right.a4 &* 19
        let low = wide(left.a0, right.a0) &+ wide(left.a1, b4) &+ wide(left.a2, b3)
        let c0 = low &+ wide(left.a3, b2) &+ wide(left.a4, b1)
        let second = wide(left.a0, right.a1) &+ wide(left.a1, right.a0) &+ wide(left.a2, b4)
        let c1 = second &+ wide(left.a3, b3) &+ wide(left.a4, b2)
        let third = wide(left.a0, right.a2) &+ wide(left.a1, right.a1) &+ wide(left.a2, right.a0)
        let c2 = third &+ wide(left.a3, b4) &+ wide(left.a4, b3)
        let fourth = wide(left.a0, right.a3) &+ wide(left.a1, right.a2) &+ wide(left.a2, right.a1)
        let c3 = fourth &+ wide(left.a3, right.a0) &+ wide(left.a4, b4)
        let fifth = wide(left.a0, right.a4) &+ wide(left.a1, right.a3) &+ wide(left.a2, right.a2)
        let c4 = fifth &+ wide(left.a3, right.a1) &+ wide(left.a4, right.a0)
        return carried(c0, c1, c2, c3, c4)
    }

    @inline(__always)
    var squared: FieldElement {
        let d0 = a0 &* 2
        let d1 = a1 &* 2
        let b3 = a3 &* 19
        let b4 = a4 &* 19
        let c0 = FieldElement.wide(a0, a0) &+ FieldElement.wide(d1, b4) &+ FieldElement.wide(a2 &* 2, b3)
        let c1 = FieldElement.wide(d0, a1) &+ FieldElement.wide(a2 &* 2, b4) &+ FieldElement.wide(a3, b3)
        let c2 = FieldElement.wide(d0, a2) &+ FieldElement.wide(a1, a1) &+ FieldElement.wide(a3 &* 2, b4)
        let c3 = FieldElement.wide(d0, a3) &+ FieldElement.wide(d1, a2) &+ FieldElement.wide(a4, b4)
        let c4 = FieldElement.wide(d0, a4) &+ FieldElement.wide(d1, a3) &+ FieldElement.wide(a2, a2)
        return FieldElement.carried(c0, c1, c2, c3, c4)
    }

    /// The same number with limbs below 2^52.
    var reduced: FieldElement {
        let mask = FieldElement.mask
        return FieldElement(
            a0: (a0 & mask) &+ (a4 >> 51) &* 19, a1: (a1 & mask) &+ (a0 >> 51),
            a2: (a2 & mask) &+ (a1 >> 51), a3: (a3 & mask) &+ (a2 >> 51), a4: (a4 & mask) &+ (a3 >> 51))
    }

    @inline(__always)
    private static func wide(_ left: UInt64, _ right: UInt64) -> UInt128 {
        UInt128(truncatingIfNeeded: left) &* UInt128(truncatingIfNeeded: right)
    }

    /// Limbs below 1.25 · 2^54 make columns below 2^115, so that carries fit in 64 bits.
    @inline(__always)
    private static func carry(_ column: UInt128) -> UInt128 {
        UInt128(truncatingIfNeeded: UInt64(truncatingIfNeeded: column &>> 51))
    }

    @inline(__always)
    private static func carried(
        _ c0: UInt128, _ c1: UInt128, _ c2: UInt128, _ c3: UInt128, _ c4: UInt128
    ) -> FieldElement {
        let d1 = c1 &+ carry(c0)
        let d2 = c2 &+ carry(d1)
        let d3 = c3 &+ carry(d2)
        let d4 = c4 &+ carry(d3)
        let top = UInt64(truncatingIfNeeded: d4 &>> 51)
        let low = (UInt64(truncatingIfNeeded: c0) & mask) &+ top &* 19
        return FieldElement(
            a0: low & mask, a1: (UInt64(truncatingIfNeeded: d1) & mask) &+ low &>> 51,
            a2: UInt64(truncatingIfNeeded: d2) & mask, a3: UInt64(truncatingIfNeeded: d3) & mask,
            a4: UInt64(truncatingIfNeeded: d4) & mask)
    }
}
