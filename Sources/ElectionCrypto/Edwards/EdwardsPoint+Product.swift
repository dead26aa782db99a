/// Sums of multiples, in the words of a group that is written as a product.
extension EdwardsPoint {
    /// ∏ base^exponent, exponents below 2^255.
    static func product(of bases: [EdwardsPoint], raisedTo exponents: [SIMD4<UInt64>]) -> EdwardsPoint {
        bases.count < 300
            ? interleaved(bases.map(\.oddMultiples), raisedTo: exponents)
            : bucketed(of: bases, raisedTo: exponents)
    }

    /// base^exponent for each exponent below 2^255.
    ///
    /// The exponents are cut into four words, so that the powers share 192 doublings and take 64 each.
    func powers(_ exponents: [SIMD4<UInt64>]) -> [EdwardsPoint] {
        var piece = self
        let tables = (0..<4).map { index in
            if index > 0 { piece = piece.doubled(times: 64) }
            return piece.oddMultiples
        }
        return exponents.map { exponent in
            let words = (0..<4).map { SIMD4(exponent[$0], 0, 0, 0) }
            return EdwardsPoint.interleaved(tables, raisedTo: words)
        }
    }

    /// For a few: all share their doublings. Source: Straus 1964; Möller 2001.
    private static func interleaved(
        _ tables: [[Addend]], raisedTo exponents: [SIMD4<UInt64>]
    ) -> EdwardsPoint {
        let digits = exponents.map { SignedDigits.sparse($0, width: 5) }
        let length = digits.map(\.count).max() ?? 0
        var result = identity
        // Doublings that wait for an addition, because only the last of them needs T.
        var pending = 0
        for place in (0..<length).reversed() {
            for index in digits.indices where place < digits[index].count && digits[index][place] != 0 {
                result = result.doubled(times: pending)
                pending = 0
                let digit = Int(digits[index][place])
                let addend = tables[index][abs(digit) / 2]
                result = digit > 0 ? result + addend : result - addend
            }
            pending += 1
        }
        return result.doubled(times: max(pending - 1, 0))
    }

    /// For many: the bases are sorted into buckets by one digit at a time, see `Buckets`.
    private static func bucketed(
        of bases: [EdwardsPoint], raisedTo exponents: [SIMD4<UInt64>]
    ) -> EdwardsPoint {
        let width = bucketWidth(bases.count)
        let addends = AffineAddend.all(bases)
        let digits = exponents.map { SignedDigits.dense($0, width: width) }
        var result = identity
        for place in (0..<(255 + width) / width).reversed() {
            result = result.doubled(times: width)
            var buckets = [EdwardsPoint](repeating: identity, count: 1 << (width - 1) + 1)
            for (addend, digits) in zip(addends, digits) {
                let digit = Int(digits[place])
                if digit > 0 {
                    buckets[digit] = buckets[digit] + addend
                } else if digit < 0 {
                    buckets[-digit] = buckets[-digit] - addend
                }
            }
            result = result + Addend(total(of: buckets))
        }
        return result
    }

    /// ∑ index · bucket.
    private static func total(of buckets: [EdwardsPoint]) -> EdwardsPoint {
        var running = identity
        var result = identity
        for bucket in buckets.dropFirst().reversed() {
            running = running + Addend(bucket)
            result = result + Addend(running)
        }
        return result
    }

    /// The width that needs the fewest additions a bit.
    private static func bucketWidth(_ count: Int) -> Int {
        func cost(_ width: Int) -> Double { Double(count + 1 << width) / Double(width) }
        return (5...14).min { cost($0) < cost($1) } ?? 8
    }

    /// 1, 3, 5, … 15 times this point.
    private var oddMultiples: [Addend] {
        let two = Addend(doubled)
        var multiple = self
        var addends = [Addend(multiple)]
        for _ in 1..<8 {
            multiple = multiple + two
            addends.append(Addend(multiple))
        }
        return addends
    }
}
