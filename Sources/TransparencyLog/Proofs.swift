/// The inclusion proof of the leaf at `index`, its sibling first, the root's child last.
///
/// `index` must be one of the leaves. Source: RFC 6962, section 2.1.1.
package func inclusionProof(of index: Int, in leaves: [Hash]) -> [Hash] {
    precondition(leaves.indices.contains(index), "the leaf must be in the tree")
    return ProofPath.inclusion(of: index, size: leaves.count).map { root(of: leaves[$0]) }
}

/// The proof that the first `to` leaves begin with the first `from` leaves. Empty for `from` 0 and for equal sizes.
///
/// 0 ≤ `from` ≤ `to` ≤ the number of leaves. Source: RFC 6962, section 2.1.2.
package func consistencyProof(from: Int, to: Int, in leaves: [Hash]) -> [Hash] {
    precondition(0 <= from && from <= to && to <= leaves.count, "the sizes must lie in the tree")
    return ProofPath.consistency(from: from, to: to).map { root(of: leaves[$0]) }
}

/// Which subtrees a proof is made of, as ranges of leaves, in the proof's order.
enum ProofPath {
    static func inclusion(of index: Int, size: Int) -> [Range<Int>] {
        var siblings: [Range<Int>] = []
        var tree = 0..<size
        while tree.count > 1 {
            let split = tree.lowerBound + splitPoint(of: tree.count)
            if index < split {
                siblings.append(split..<tree.upperBound)
                tree = tree.lowerBound..<split
            } else {
                siblings.append(tree.lowerBound..<split)
                tree = split..<tree.upperBound
            }
        }
        return siblings.reversed()
    }

    static func consistency(from: Int, to: Int) -> [Range<Int>] {
        guard from > 0, from < to else { return [] }
        var siblings: [Range<Int>] = []
        var tree = 0..<to
        while tree.upperBound != from {
            let split = tree.lowerBound + splitPoint(of: tree.count)
            if from <= split {
                siblings.append(split..<tree.upperBound)
                tree = tree.lowerBound..<split
            } else {
                siblings.append(tree.lowerBound..<split)
                tree = split..<tree.upperBound
            }
        }
        // The old tree as a whole is known to the verifier, a part of it is not.
        if tree.lowerBound > 0 { siblings.append(tree) }
        return siblings.reversed()
    }
}

/// The largest power of two below `count`; `count` > 1.
func splitPoint(of count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
}
