/// What a voter adds to a committee's score by the 1st, 2nd, 3rd … elected option that he supports.
struct CommitteeScore: Sendable {
    /// The most options that voters can support and count differently for each.
    static let mostLevels = 41

    /// In whole multiples of 1/`scale`; not increasing, one more than anybody supports.
    let shares: [Int128]
    let scale: Int

    /// 1, 1/2, 1/3, …; `levels` is at most `mostLevels`, so that `scale` has at most 58 bits.
    init(harmonicTo levels: Int) {
        let harmonic = Harmonic(levels: levels + 1)
        scale = Int(harmonic.common.small ?? 0)
        shares = harmonic.shares.map { Int128($0.small ?? 0) }
    }

    /// 1 for whoever supports at least one.
    init(coverageTo levels: Int) {
        scale = 1
        shares = [1] + Array(repeating: 0, count: levels)
    }

    func fraction(_ total: Int128) -> Fraction {
        let limbs = [UInt(truncatingIfNeeded: total), UInt(truncatingIfNeeded: total >> 64)]
        return Fraction(isNegative: false, Natural(limbs: limbs), Natural(UInt(scale)))
    }
}
