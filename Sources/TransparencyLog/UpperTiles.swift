/// The tiles above level 0 while the tiles below are read in their order: one a level is kept.
struct UpperTiles {
    private let size: Int
    private let edge: [[UInt8]]
    private let source: any LogSource
    /// The last full tile that was read, by level.
    private var read: [Int: (index: Int, hashes: [UInt8])] = [:]
    private var new: [LogWalk.Part] = []

    /// `edge`: for each level the hashes of its unfinished tile, checked before.
    init(size: Int, edge: [[UInt8]], source: any LogSource) {
        self.size = size
        self.edge = edge
        self.source = source
    }

    /// The hash at `index` of the whole level, 32 bytes: the root of the full tile with that index one level down.
    mutating func hash(level: Int, index: Int) async throws -> [UInt8] {
        let hashes = try await tile(level: level, index: index / Tile.fullWidth)
        let start = index % Tile.fullWidth * Hash.length
        guard start + Hash.length <= hashes.count else { throw TileError.outsideTree }
        return Array(hashes[start..<start + Hash.length])
    }

    private mutating func tile(level: Int, index: Int) async throws -> [UInt8] {
        guard level < edge.count else { throw TileError.outsideTree }
        if index == size >> (8 * level) / Tile.fullWidth { return edge[level] }
        if let known = read[level], known.index == index { return known.hashes }
        guard let tile = Tile(level: level, index: index) else { throw TileError.outsideTree }
        let root = try await hash(level: level + 1, index: index)
        let hashes = try await source.hashes(of: tile)
        guard FlatHashes.root(ofFull: hashes) == root else { throw LogFileFault.differs(tile.path) }
        read[level] = (index, hashes)
        new.append(LogWalk.Part(tile: tile, hashes: hashes, bundle: nil))
        return hashes
    }

    /// The full tiles read since the last call, the lower ones last.
    mutating func takeNew() -> [LogWalk.Part] {
        defer { new = [] }
        return new
    }
}
