/// A log's stored files, each checked before it is handed on: from the signed root down to the tiles and entries.
///
/// Needs no more memory than one tile a level and the tiles that are being read.
package struct LogWalk: Sendable {
    /// A tile that belongs to the tree, and for level 0 its entries.
    package struct Part: Sendable {
        package let tile: Tile
        /// 32 bytes each.
        package let hashes: [UInt8]
        /// Nil above level 0.
        package let bundle: [UInt8]?
    }

    package let checkpoint: Checkpoint
    private let source: any LogSource
    /// For each level the hashes of its unfinished tile, 32 bytes each.
    private let edge: [[UInt8]]

    /// Reads the unfinished tiles, whose hashes must give the checkpoint's root.
    package init(_ checkpoint: Checkpoint, in source: any LogSource) async throws {
        self.checkpoint = checkpoint
        self.source = source
        var edge: [[UInt8]] = []
        var roots: [Hash] = []
        for tile in Tile.unfinished(in: checkpoint.size) {
            guard let tile else {
                edge.append([])
                continue
            }
            let hashes = try await source.hashes(of: tile)
            edge.append(hashes)
            roots.insert(contentsOf: tile.decode(hashes).map(subtrees) ?? [], at: 0)
        }
        self.edge = edge
        guard MerkleTree(size: checkpoint.size, edge: roots)?.root == checkpoint.root else {
            throw LogFileFault.otherRoot
        }
    }

    /// Hands on every part that has a leaf from index `start`, tiles of level 0 in their order.
    ///
    /// The tiles above come before the first below them, the unfinished ones at the end. `atOnce` tiles are
    /// read and hashed side by side.
    package func visit(from start: Int = 0, atOnce: Int, _ body: (Part) throws -> Void) async throws {
        let (first, end) = (start / Tile.fullWidth, checkpoint.size / Tile.fullWidth)
        var upper = UpperTiles(size: checkpoint.size, edge: edge, source: source)
        try await withThrowingTaskGroup(of: (Int, Part).self) { group in
            var (next, handed) = (first, first)
            var ready: [Int: Part] = [:]
            while handed < end {
                while next < end, next - handed < atOnce {
                    let index = next
                    let root = try await upper.hash(level: 1, index: index)
                    for part in upper.takeNew() { try body(part) }
                    group.addTask { [source] in (index, try await Self.full(index, root: root, in: source)) }
                    next += 1
                }
                guard let (index, part) = try await group.next() else { break }
                ready[index] = part
                while let part = ready.removeValue(forKey: handed) {
                    try body(part)
                    handed += 1
                }
            }
        }
        for (level, tile) in Tile.unfinished(in: checkpoint.size).enumerated() {
            guard let tile else { continue }
            try body(level == 0 ? await unfinished(tile) : Part(tile: tile, hashes: edge[level], bundle: nil))
        }
    }

    private static func full(_ index: Int, root: [UInt8], in source: any LogSource) async throws -> Part {
        guard let tile = Tile(level: 0, index: index) else { throw TileError.outsideTree }
        let hashes = try await source.hashes(of: tile)
        guard FlatHashes.root(ofFull: hashes) == root else { throw LogFileFault.differs(tile.path) }
        return try await entries(below: tile, hashes: hashes, in: source)
    }

    private func unfinished(_ tile: Tile) async throws -> Part {
        try await Self.entries(below: tile, hashes: edge[0], in: source)
    }

    private static func entries(below tile: Tile, hashes: [UInt8], in source: any LogSource) async throws
        -> Part
    {
        let bundle = try await source.bundle(of: tile)
        guard FlatHashes.leaves(of: bundle) == hashes else { throw LogFileFault.differs(tile.entriesPath) }
        return Part(tile: tile, hashes: hashes, bundle: bundle)
    }
}

/// The roots of the complete subtrees that a row of 1…255 complete subtrees consists of, largest first.
private func subtrees(_ row: [Hash]) -> [Hash] {
    var tree = MerkleTree()
    for hash in row { tree.append(hash) }
    return tree.edge
}
