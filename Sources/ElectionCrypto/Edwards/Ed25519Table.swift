/// The multiples 1 … 128 of 256^i · P for 32 places i: a power is 32 additions. 480 kB.
public struct Ed25519Table: Sendable {
    private let addends: [AffineAddend]

    init(_ base: EdwardsPoint) {
        var points: [EdwardsPoint] = []
        points.reserveCapacity(32 * 128)
        var placeBase = base
        for _ in 0..<32 {
            let addend = Addend(placeBase)
            var multiple = placeBase
            points.append(multiple)
            for _ in 1..<128 {
                multiple = multiple + addend
                points.append(multiple)
            }
            placeBase = multiple.doubled
        }
        addends = AffineAddend.all(points)
    }

    func power(_ exponent: SIMD4<UInt64>, plus start: EdwardsPoint) -> EdwardsPoint {
        var result = start
        var first = 0
        for digit in SignedDigits.dense(exponent, width: 8) {
            if digit > 0 {
                result = result + addends[first + Int(digit) - 1]
            } else if digit < 0 {
                result = result - addends[first - Int(digit) - 1]
            }
            first += 128
        }
        return result
    }
}
