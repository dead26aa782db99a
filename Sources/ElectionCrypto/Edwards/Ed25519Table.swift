/// The multiples 1 … 2^(width − 1) of 2^(width · i) · P for every place i: a power is one addition
/// a place. 165 kB.
public struct Ed25519Table: Sendable {
    private static let width = 6
    private static let multiples = 1 << (width - 1)

    private let addends: [AffineAddend]

    init(_ base: EdwardsPoint) {
        var points: [EdwardsPoint] = []
        var placeBase = base
        for _ in stride(from: 0, to: 256, by: Ed25519Table.width) {
            let addend = Addend(placeBase)
            var multiple = placeBase
            points.append(multiple)
            for _ in 1..<Ed25519Table.multiples {
                multiple = multiple + addend
                points.append(multiple)
            }
            placeBase = multiple.doubled
        }
        addends = AffineAddend.all(points)
    }

    /// base^exponent · start.
    func power(_ exponent: SIMD4<UInt64>, times start: EdwardsPoint) -> EdwardsPoint {
        var result = start
        var first = 0
        for digit in SignedDigits.dense(exponent, width: Ed25519Table.width) {
            if digit > 0 {
                result = result + addends[first + Int(digit) - 1]
            } else if digit < 0 {
                result = result - addends[first - Int(digit) - 1]
            }
            first += Ed25519Table.multiples
        }
        return result
    }
}
