/// A growing Merkle tree of which only the right edge is kept.
///
/// The edge holds the roots of the complete subtrees that the size is the sum of, largest first: one for each
/// 1 in the size's binary form. Size 7 = 4 + 2 + 1 has three. Source: RFC 6962, section 2.1.
package struct MerkleTree: Hashable, Sendable {
    /// The number of leaves.
    package private(set) var size: Int
    package private(set) var edge: [Hash]

    /// The tree without leaves.
    package init() {
        size = 0
        edge = []
    }

    /// Continues a stored tree; nil if the edge does not fit the size.
    package init?(size: Int, edge: [Hash]) {
        guard size >= 0, edge.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.edge = edge
    }

    package mutating func append(_ leaf: Hash) {
        var node = leaf
        // Every 1 at the low end of the old size is a complete subtree that now gets its right sibling.
        for _ in 0..<(~size).trailingZeroBitCount { node = nodeHash(edge.removeLast(), node) }
        edge.append(node)
        size += 1
    }

    package var root: Hash {
        guard var node = edge.last else { return emptyRoot }
        for left in edge.dropLast().reversed() { node = nodeHash(left, node) }
        return node
    }
}

/// The root of the tree with these leaf hashes.
package func root(of leaves: some Sequence<Hash>) -> Hash {
    var tree = MerkleTree()
    for leaf in leaves { tree.append(leaf) }
    return tree.root
}
