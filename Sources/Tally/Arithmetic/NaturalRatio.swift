extension Natural {
    /// The quotient as the nearest Double or one off by less than 1/2^51 of itself; below 2^-1000 perhaps by more.
    static func ratio(_ numerator: Natural, _ denominator: Natural) -> Double {
        let (top, bottom) = (numerator.leading, denominator.leading)
        // Cutting off loses 1/2^63 of each, rounding to Double 1/2^53 of each, dividing 1/2^53.
        return Double(
            sign: .plus, exponent: top.shift - bottom.shift,
            significand: Double(top.bits) / Double(bottom.bits))
    }

    /// The highest 64 bits, and how many bits stand below them.
    private var leading: (bits: UInt, shift: Int) {
        guard limbs.count > 1 else { return (limbs.first ?? 0, 0) }
        let shift = bitWidth - 64
        let (limb, bit) = shift.quotientAndRemainder(dividingBy: 64)
        guard bit > 0 else { return (limbs[limb], shift) }
        return (limbs[limb] >> UInt(bit) | limbs[limb + 1] << UInt(64 - bit), shift)
    }
}
