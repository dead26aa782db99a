extension Ed25519Group {
    public var checksMembersTogether: Bool { true }

    public func isMember(_ element: Element) -> Bool {
        EdwardsPoint.product(of: [element.point], raisedTo: [Ed25519Group.order]).isIdentity
    }

    public func powers(_ base: Element, _ exponents: [Scalar]) -> [Element] {
        base.point.powers(exponents.map(\.words)).map(Element.init)
    }

    public func memberPowers(_ base: Element, _ exponents: [Scalar]) -> [Element]? {
        var powers = base.point.powers([Ed25519Group.order] + exponents.map(\.words))
        return powers.removeFirst().isIdentity ? powers.map(Element.init) : nil
    }

    /// A sum over a random subset shows a component of small order with a probability of at least 1/2.
    ///
    /// Each round throws every point into one of 256 buckets. Bit b of the bucket's number says whether the point
    /// is in subset b, so a round tries 8 subsets for one addition a point. One product of all with random weights
    /// would not do: an even weight hides a point of order 2.
    public func areMembers(_ elements: [Element], using chance: inout some RandomNumberGenerator) -> Bool {
        // 128 subsets cost as much as 128 single tests, and the buckets.
        guard elements.count > 200 else { return elements.allSatisfy(isMember) }
        let addends = AffineAddend.all(elements.map(\.point))
        return (0..<16).allSatisfy { _ in
            var buckets = [EdwardsPoint](repeating: .identity, count: 256)
            for first in stride(from: 0, to: addends.count, by: 8) {
                var draw: UInt64 = chance.next()
                for addend in addends[first..<min(first + 8, addends.count)] {
                    let bucket = Int(draw & 255)
                    buckets[bucket] = buckets[bucket] + addend
                    draw >>= 8
                }
            }
            return subsetSums(&buckets).allSatisfy { isMember(Element(point: $0)) }
        }
    }

    /// For each bit the sum of the buckets whose number has it, from the highest bit down.
    private func subsetSums(_ buckets: inout [EdwardsPoint]) -> [EdwardsPoint] {
        (0..<8).reversed().map { bit in
            let half = 1 << bit
            var sum = EdwardsPoint.identity
            for index in 0..<half {
                let upper = Addend(buckets[half + index])
                sum = sum + upper
                // What follows asks only for the lower bits.
                buckets[index] = buckets[index] + upper
            }
            return sum
        }
    }
}
