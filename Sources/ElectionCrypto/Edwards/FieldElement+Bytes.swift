/// The number as 32 bytes in RFC 8032, here as four words of 64 bits, the lowest first.
extension FieldElement {
    typealias Words = (UInt64, UInt64, UInt64, UInt64)

    /// The smallest number not below 0 that is equal modulo p.
    var words: Words {
        // Two rounds bring the number below 2^255 + 2^6.
        let weak = reduced.reduced
        var overflow = (weak.a0 &+ 19) >> 51
        overflow = (weak.a1 &+ overflow) >> 51
        overflow = (weak.a2 &+ overflow) >> 51
        overflow = (weak.a3 &+ overflow) >> 51
        overflow = (weak.a4 &+ overflow) >> 51
        // p is subtracted by adding 19 and leaving out bit 255.
        let mask: UInt64 = 1 << 51 - 1
        let b0 = weak.a0 &+ 19 &* overflow
        let b1 = weak.a1 &+ b0 >> 51
        let b2 = weak.a2 &+ b1 >> 51
        let b3 = weak.a3 &+ b2 >> 51
        let b4 = weak.a4 &+ b3 >> 51
        let (l0, l1, l2, l3, l4) = (b0 & mask, b1 & mask, b2 & mask, b3 & mask, b4 & mask)
        return (
            l0 | l1 << 51, l1 >> 13 | l2 << 38, l2 >> 26 | l3 << 25, l3 >> 39 | l4 << 12
        )
    }

    /// A number below 2^255; bit 255 is left out.
    init(_ words: Words) {
        let mask: UInt64 = 1 << 51 - 1
        a0 = words.0 & mask
        a1 = (words.0 >> 51 | words.1 << 13) & mask
        a2 = (words.1 >> 38 | words.2 << 26) & mask
        a3 = (words.2 >> 25 | words.3 << 39) & mask
        a4 = words.3 >> 12 & mask
    }

    var isZero: Bool { words == (0, 0, 0, 0) }

    /// Whether the smallest number is odd, which RFC 8032 calls its sign.
    var isOdd: Bool { words.0 & 1 == 1 }
}
