/// Whether `proof` shows that `leaf` is the leaf at `index` (from 0) of the tree with `size` leaves and this root.
///
/// Source: RFC 9162, section 2.1.3.2.
package func verifyInclusion(leaf: Hash, index: Int, size: Int, proof: [Hash], root: Hash) -> Bool {
    guard index >= 0, index < size else { return false }
    var (position, last) = (index, size - 1)
    var node = leaf
    for sibling in proof {
        guard last != 0 else { return false }
        if isRightChild(&position, &last) {
            node = nodeHash(sibling, node)
        } else {
            node = nodeHash(node, sibling)
        }
        position >>= 1
        last >>= 1
    }
    // A proof that ends below the root would let one leaf be proved at several positions.
    return last == 0 && node == root
}

/// Whether `proof` shows that the tree of size `to` begins with the tree of size `from`.
///
/// Every tree begins with the empty one, whose root must be `emptyRoot`. Source: RFC 9162, section 2.1.4.2.
package func verifyConsistency(from: Int, fromRoot: Hash, to: Int, toRoot: Hash, proof: [Hash]) -> Bool {
    guard from >= 0, from <= to else { return false }
    if from == to { return proof.isEmpty && fromRoot == toRoot && (to > 0 || toRoot == emptyRoot) }
    if from == 0 { return proof.isEmpty && fromRoot == emptyRoot }
    let nodes = from & (from - 1) == 0 ? [fromRoot] + proof : proof
    guard !proof.isEmpty, let start = nodes.first else { return false }

    var (position, last) = (from - 1, to - 1)
    let shared = (~position).trailingZeroBitCount
    position >>= shared
    last >>= shared
    var (old, new) = (start, start)
    for sibling in nodes.dropFirst() {
        guard last != 0 else { return false }
        if isRightChild(&position, &last) {
            old = nodeHash(sibling, old)
            new = nodeHash(sibling, new)
        } else {
            new = nodeHash(new, sibling)
        }
        position >>= 1
        last >>= 1
    }
    return last == 0 && old == fromRoot && new == toRoot
}

/// Whether the next node of a proof is a left sibling. Climbs the levels where the right edge has no sibling.
private func isRightChild(_ position: inout Int, _ last: inout Int) -> Bool {
    guard position & 1 == 1 || position == last else { return false }
    while position & 1 == 0, position != 0 {
        position >>= 1
        last >>= 1
    }
    return true
}
