import Testing
import TransparencyLog

@Suite("A tile")
struct TileTests {
    @Test("has the path of the specification, and is found by it", arguments: [
        (0, 0, 256, "tile/0/000"),
        (0, 255, 256, "tile/0/255"),
        (1, 999, 256, "tile/1/999"),
        (2, 1000, 256, "tile/2/x001/000"),
        (0, 1_234_067, 256, "tile/0/x001/x234/067"),
        (0, 273, 112, "tile/0/273.p/112"),
        (63, 1_234_067, 1, "tile/63/x001/x234/067.p/1"),
    ])
    func paths(level: Int, index: Int, width: Int, path: String) throws {
        let tile = try #require(Tile(level: level, index: index, width: width))
        #expect(tile.path == path)
        #expect(Tile(path: path) == tile)
        if level == 0 {
            #expect(tile.entriesPath == "tile/entries" + path.dropFirst(6))
            #expect(Tile(path: tile.entriesPath) == tile)
        }
    }

    @Test("is not found by another path", arguments: [
        "tile/0/0", "tile/00/000", "tile/0/x000/001", "tile/0/x001", "tile/0/001/000", "tile/0/000.p/0",
        "tile/0/000.p/256", "tile/0/000.p/07", "tile/0/000.p", "tile/64/000", "tile/+1/000", "tile/0/+01", "tile/0/",
        "tile/0", "/tile/0/000", "tile/0/000/", "tile/entries/", "tile/8/0/000",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    ])
    func wrongPaths(path: String) {
        #expect(Tile(path: path) == nil)
    }

    @Test("is never wider than 256, higher than 63 or empty")
    func ranges() {
        #expect(Tile(level: 64, index: 0) == nil)
        #expect(Tile(level: 0, index: -1) == nil)
        #expect(Tile(level: 0, index: 0, width: 0) == nil)
        #expect(Tile(level: 0, index: 0, width: 257) == nil)
    }

    @Test("is needed when the log grows", arguments: [
        (0, 0, []),
        (0, 255, ["tile/0/000.p/255"]),
        (0, 256, ["tile/0/000", "tile/1/000.p/1"]),
        (255, 257, ["tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1"]),
        (256, 257, ["tile/0/001.p/1"]),
        (257, 257, []),
        (0, 513, ["tile/0/000", "tile/0/001", "tile/0/002.p/1", "tile/1/000.p/2"]),
        (65_535, 65_536, ["tile/0/255", "tile/1/000", "tile/2/000.p/1"]),
        (65_536, 65_537, ["tile/0/256.p/1"]),
    ])
    func needed(from: Int, to: Int, paths: [String]) {
        #expect(Tile.needed(from: from, to: to).map(\.path) == paths)
    }

    @Test("of a log of 70 000 entries is one of 277")
    func largeLog() {
        let tiles = Tile.needed(from: 0, to: 70_000)
        #expect(tiles.count == 277)
        #expect(tiles.filter { !$0.isFull }.map(\.path) == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])
    }

    @Test("refuses a file of another length")
    func length() throws {
        let tile = try #require(Tile(level: 0, index: 0, width: 2))
        #expect(tile.encode([emptyRoot]) == nil)
        #expect(tile.decode([UInt8](repeating: 0, count: 63)) == nil)
        #expect(tile.full.decode([UInt8](repeating: 0, count: 32)) == nil)
    }
}

@Suite("An entry bundle")
struct EntryBundleTests {
    @Test("keeps entries of every length up to 65 535 bytes")
    func lengths() throws {
        let entries = [0, 1, 255, 256, 65_535].map { [UInt8](repeating: 7, count: $0) }
        let bytes = try #require(EntryBundle.encode(entries))
        #expect(EntryBundle.decode(bytes) == entries)
        #expect(EntryBundle.decode([]) == [])
    }

    @Test("refuses a longer entry, and bytes that end within one")
    func refusals() {
        #expect(EntryBundle.encode([[UInt8](repeating: 7, count: 65_536)]) == nil)
        #expect(EntryBundle.decode([0]) == nil)
        #expect(EntryBundle.decode([0, 2, 1]) == nil)
    }
}

@Suite("A log stored in tiles")
struct StoredTreeTests {
    static let leaves = (0..<3000).map { leafHash([UInt8]("entry \($0)".utf8)) }
    static let sizes = [1, 2, 7, 255, 256, 257, 511, 512, 513, 777, 1024, 1999, 2560, 2817, 3000]

    /// The tiles of the first `size` leaves, made level by level as a sequencer makes them.
    private func tiles(size: Int) throws -> [Tile: [Hash]] {
        var stored: [Tile: [Hash]] = [:]
        for tile in Tile.needed(from: 0, to: size) {
            stored[tile] =
                try tile.level > 0
                ? tile.hashes { try #require(stored[$0]) }
                : Array(Self.leaves[tile.index * 256..<tile.index * 256 + tile.width])
        }
        return stored
    }

    @Test("has the same root and inclusion proofs as the leaves themselves", arguments: sizes)
    func inclusion(size: Int) throws {
        let stored = try tiles(size: size)
        let leaves = Array(Self.leaves.prefix(size))
        let all = root(of: leaves)
        #expect(try root(size: size) { try #require(stored[$0]) } == all)
        for index in Set([0, 1, 254, 255, 256, 257, size / 2, size * 2 / 3, size - 2, size - 1])
        where leaves.indices.contains(index) {
            var reads: [Tile] = []
            let proof = try inclusionProof(index: index, size: size) { tile in
                reads.append(tile)
                return try #require(stored[tile])
            }
            #expect(proof == inclusionProof(of: index, in: leaves))
            #expect(verifyInclusion(leaf: leaves[index], index: index, size: size, proof: proof, root: all))
            #expect(reads.count <= 4 && Set(reads).count == reads.count)
        }
    }

    @Test("has the same consistency proofs as the leaves themselves", arguments: sizes)
    func consistency(to: Int) throws {
        let stored = try tiles(size: to)
        for from in Set(Self.sizes + [0, to / 2, to / 3, to - 1]) where from >= 0 && from <= to {
            let proof = try consistencyProof(from: from, to: to) { try #require(stored[$0]) }
            #expect(proof == consistencyProof(from: from, to: to, in: Self.leaves))
        }
    }

    @Test("of a thousand million entries is proved from few tiles")
    func hugeLog() throws {
        // Every leaf is the same, so every tile of a level holds one hash over and over.
        var levels = [leafHash([])]
        for _ in 0..<4 { levels.append(root(of: Array(repeating: levels[levels.count - 1], count: 256))) }
        let size = 1_000_000_007
        var reads = 0
        let read: TileReader = { tile in
            reads += 1
            return Array(repeating: levels[tile.level], count: tile.width)
        }
        let all = try root(size: size, reading: read)
        let proof = try inclusionProof(index: 123_456_789, size: size, reading: read)
        #expect(verifyInclusion(leaf: levels[0], index: 123_456_789, size: size, proof: proof, root: all))
        let old = try root(size: 999_999, reading: read)
        let growth = try consistencyProof(from: 999_999, to: size, reading: read)
        #expect(verifyConsistency(from: 999_999, fromRoot: old, to: size, toRoot: all, proof: growth))
        #expect(reads <= 32)
    }

    @Test("throws for sizes outside the tree and tiles that are too narrow")
    func faults() throws {
        let read: TileReader = { _ in [] }
        #expect(throws: TileError.outsideTree) { try inclusionProof(index: 3, size: 3, reading: read) }
        #expect(throws: TileError.outsideTree) { try inclusionProof(index: -1, size: 3, reading: read) }
        #expect(throws: TileError.outsideTree) { try consistencyProof(from: 4, to: 3, reading: read) }
        #expect(throws: TileError.outsideTree) { try root(size: -1, reading: read) }
        #expect(try root(size: 0, reading: read) == emptyRoot)
        let narrow = try #require(Tile(level: 0, index: 0, width: 3))
        #expect(throws: TileError.tooNarrow(narrow)) { try root(size: 3, reading: read) }
    }
}
