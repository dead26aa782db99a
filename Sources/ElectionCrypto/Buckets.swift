/// A product of many powers: the bases are sorted into buckets by one digit of their exponents at a time.
///
/// Source: Pippenger 1976, in the form of Bernstein, Doumen, Lange and Oosterwijk 2012, section 4.
struct Buckets<Value> {
    let identity: Value
    let multiply: (inout Value, Value) -> Void
    let square: (inout Value) -> Void

    /// ∏ base^exponent; exponents are limbs, the lowest first. Both lists have the same length.
    func product(of bases: [Value], raisedTo exponents: [[UInt]]) -> Value {
        let bits = exponents.map(Limbs.bitCount).max() ?? 0
        let width = digitWidth(bases.count)
        var result = identity
        for shift in stride(from: 0, to: bits, by: width).reversed() {
            for _ in 0..<width { square(&result) }
            multiply(&result, digitProduct(of: bases, raisedTo: exponents, from: shift, width: width))
        }
        return result
    }

    /// ∏ base^digit: a bucket's content counts as often as the running product passes it.
    private func digitProduct(
        of bases: [Value], raisedTo exponents: [[UInt]], from shift: Int, width: Int
    ) -> Value {
        var buckets = [Value?](repeating: nil, count: 1 << width)
        for (base, exponent) in zip(bases, exponents) {
            let digit = Limbs.digit(exponent, from: shift, width: width)
            guard digit > 0 else { continue }
            guard var bucket = buckets[digit] else {
                buckets[digit] = base
                continue
            }
            multiply(&bucket, base)
            buckets[digit] = bucket
        }
        var running = identity
        var result = identity
        for digit in (1..<1 << width).reversed() {
            if let bucket = buckets[digit] { multiply(&running, bucket) }
            multiply(&result, running)
        }
        return result
    }

    /// The width that needs the fewest products a bit: `count` + 2 · 2^width for each digit.
    private func digitWidth(_ count: Int) -> Int {
        (1...16).min { cost(count, $0) < cost(count, $1) } ?? 1
    }

    private func cost(_ count: Int, _ width: Int) -> Double {
        Double(count + 2 << width) / Double(width)
    }
}
