/// Fetches the hashes of a tile from wherever the log is stored.
///
/// The tile asked for is as wide as the tree's size allows; a wider one will do, a narrower one never.
package typealias TileReader = (Tile) throws -> [Hash]

/// What stops a proof from being computed from stored tiles.
package enum TileError: Error, Equatable, Sendable {
    /// The store holds fewer hashes than the tile must have.
    case tooNarrow(Tile)
    /// An index or size outside the tree.
    case outsideTree
}

/// The root of the first `size` leaves, from at most two tiles a level.
package func root(size: Int, reading read: TileReader) throws -> Hash {
    guard size >= 0 else { throw TileError.outsideTree }
    if size == 0 { return emptyRoot }
    return try withoutActuallyEscaping(read) { read in
        var stored = StoredTree(size: size, read: read)
        return try stored.root(of: 0..<size)
    }
}

/// The root of the first `size` leaves of a tree of `whole` leaves, whose tiles are as wide as `whole` allows.
package func root(size: Int, of whole: Int, reading read: TileReader) throws -> Hash {
    guard size >= 0, size <= whole else { throw TileError.outsideTree }
    if size == 0 { return emptyRoot }
    return try withoutActuallyEscaping(read) { read in
        var stored = StoredTree(size: whole, read: read)
        return try stored.root(of: 0..<size)
    }
}

/// `inclusionProof(of:in:)` for a log that is stored in tiles; reads O(log n) of them, each once.
package func inclusionProof(index: Int, size: Int, reading read: TileReader) throws -> [Hash] {
    guard index >= 0, index < size else { throw TileError.outsideTree }
    return try withoutActuallyEscaping(read) { read in
        var stored = StoredTree(size: size, read: read)
        return try ProofPath.inclusion(of: index, size: size).map { try stored.root(of: $0) }
    }
}

/// `consistencyProof(from:to:in:)` for a log that is stored in tiles; reads O(log n) of them, each once.
///
/// The tiles are as wide as a tree of `whole` leaves allows, by default of `to`.
package func consistencyProof(from: Int, to: Int, of whole: Int? = nil, reading read: TileReader) throws
    -> [Hash]
{
    guard from >= 0, from <= to, to <= whole ?? to else { throw TileError.outsideTree }
    return try withoutActuallyEscaping(read) { read in
        var stored = StoredTree(size: whole ?? to, read: read)
        return try ProofPath.consistency(from: from, to: to).map { try stored.root(of: $0) }
    }
}

extension Tile {
    /// The hashes of this tile, computed from the full tiles one level down. Only for levels from 1.
    package func hashes(reading read: TileReader) throws -> [Hash] {
        guard level > 0 else { throw TileError.outsideTree }
        return try (0..<width).map { element in
            let below = Tile(unchecked: level - 1, index * Tile.fullWidth + element, Tile.fullWidth)
            let hashes = try read(below)
            guard hashes.count == below.width else { throw TileError.tooNarrow(below) }
            return root(of: hashes)
        }
    }
}

/// A tree of a given size, seen through its tiles. Remembers the tiles it has read.
private struct StoredTree {
    let size: Int
    let read: TileReader
    var tiles: [Tile: [Hash]] = [:]

    /// The root over a range of leaves that begins at a multiple of its length, rounded up to a power of two.
    mutating func root(of leaves: Range<Int>) throws -> Hash {
        let count = leaves.count
        if count & (count - 1) == 0 {
            return try node(at: leaves.lowerBound, height: count.trailingZeroBitCount)
        }
        let split = leaves.lowerBound + splitPoint(of: count)
        return nodeHash(
            try root(of: leaves.lowerBound..<split), try root(of: split..<leaves.upperBound))
    }

    /// The root of the complete subtree of 2^`height` leaves that begins at `leaf`.
    private mutating func node(at leaf: Int, height: Int) throws -> Hash {
        let level = height / 8
        let first = leaf >> (8 * level)
        let index = first / Tile.fullWidth
        let width = min(Tile.fullWidth, (size >> (8 * level)) - index * Tile.fullWidth)
        let hashes = try hashes(of: Tile(unchecked: level, index, width))
        let start = first % Tile.fullWidth
        return TransparencyLog.root(of: hashes[start..<start + (1 << (height % 8))])
    }

    private mutating func hashes(of tile: Tile) throws -> [Hash] {
        if let known = tiles[tile] { return known }
        let hashes = try read(tile)
        guard hashes.count >= tile.width else { throw TileError.tooNarrow(tile) }
        tiles[tile] = hashes
        return hashes
    }
}
