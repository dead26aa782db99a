import Core
import Postgres
import TransparencyLog

/// The tiles that a growing tree still changes: the last one of each level.
struct TileEdge {
    private(set) var size: Int
    /// Per level the hashes of its unfinished tile, fewer than 256.
    private var open: [[Hash]]
    private var changed: [Tile: [Hash]] = [:]

    init(size: Int, open: [[Hash]]) {
        self.size = size
        self.open = open
    }

    mutating func append(_ leaf: Hash) throws {
        let before = size
        size += 1
        try add(leaf, level: 0, index: before)
    }

    private mutating func add(_ hash: Hash, level: Int, index: Int) throws {
        if level == open.count { open.append([]) }
        open[level].append(hash)
        let number = index / Tile.fullWidth
        guard open[level].count == Tile.fullWidth else { return }
        let full = open[level]
        guard let tile = Tile(level: level, index: number) else {
            throw SequencerFault.broken("tile \(level)/\(number)")
        }
        changed[tile] = full
        open[level] = []
        try add(root(of: full), level: level + 1, index: number)
    }

    /// Every tile that changed since the last call, the unfinished ones included.
    mutating func takeChanges() -> [(level: Int, index: Int, hashes: [UInt8])] {
        var tiles = changed.map {
            (level: $0.key.level, index: $0.key.index, hashes: $0.value.flatMap(\.bytes))
        }
        changed = [:]
        var count = size
        for (level, hashes) in open.enumerated() {
            if !hashes.isEmpty { tiles.append((level, count / Tile.fullWidth, hashes.flatMap(\.bytes))) }
            count /= Tile.fullWidth
        }
        return tiles
    }
}

extension Connection {
    /// Reads a tile; a narrower one is the beginning of what is stored.
    func tile(_ tile: Tile) throws -> [Hash] {
        let rows = try rows(
            "SELECT hashes FROM log_tiles WHERE level = \(tile.level) AND index = \(tile.index)")
        guard let bytes: [UInt8] = try rows.first?["hashes"], bytes.count >= tile.width * Hash.length else {
            throw SequencerFault.broken("tile \(tile.level)/\(tile.index) is missing")
        }
        return (0..<tile.width).compactMap { Hash(bytes: bytes[$0 * Hash.length..<($0 + 1) * Hash.length]) }
    }

    /// The root of the first `size` entries, from the stored tiles.
    func storedRoot(_ size: Int) throws -> Hash { try root(size: size) { try tile($0) } }

    /// The unfinished tiles of a tree of `size` leaves.
    func tileEdge(size: Int) throws -> TileEdge {
        var open: [[Hash]] = []
        var count = size
        var level = 0
        while count > 0 {
            let width = count % Tile.fullWidth
            let edge = width == 0 ? nil : Tile(level: level, index: count / Tile.fullWidth, width: width)
            open.append(try edge.map { try tile($0) } ?? [])
            count /= Tile.fullWidth
            level += 1
        }
        return TileEdge(size: size, open: open)
    }

    /// The roots of the perfect subtrees that a tree of `size` leaves consists of, largest first.
    func frontier(size: Int) throws -> MerkleTree {
        var edge: [Hash] = []
        var start = 0
        for power in (0..<63).reversed() where size >> power & 1 == 1 {
            let level = power / 8
            let width = 1 << (power % 8)
            let first = start >> (8 * level)
            guard
                let needed = Tile(
                    level: level, index: first / Tile.fullWidth, width: first % Tile.fullWidth + width)
            else { throw SequencerFault.broken("no tile at level \(level)") }
            edge.append(root(of: try tile(needed).suffix(width)))
            start += 1 << power
        }
        guard let tree = MerkleTree(size: size, edge: edge) else {
            throw SequencerFault.broken("edge of \(size)")
        }
        return tree
    }
}
