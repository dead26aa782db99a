import Chance
import Testing
import TransparencyLog

@Suite("A walk through a stored log")
struct LogWalkTests {
    private static let log = StoredLog.entries(65_537 + 255)

    @Test(
        "hands on every tile and entry once, in order, at every boundary of tiles",
        arguments: [0, 1, 255, 256, 257, 511, 512, 65_792]
            + (Tier.current == .quick ? [] : [65_535, 65_536, 65_537, 65_791]))
    func boundaries(size: Int) async throws {
        let log = StoredLog(Array(LogWalkTests.log.prefix(size)))
        let walk = try await LogWalk(try #require(log.checkpoint), in: log)
        var paths: [String] = []
        var entries: [[UInt8]] = []
        try await walk.visit(atOnce: 3) { part in
            paths.append(part.tile.path)
            #expect(log.files[part.tile.path] == part.hashes)
            guard let bundle = part.bundle else { return }
            paths.append(part.tile.entriesPath)
            entries += EntryBundle.decode(bundle) ?? []
        }
        #expect(entries.elementsEqual(LogWalkTests.log.prefix(size)))
        #expect(paths.count == Set(paths).count && Set(paths) == Set(log.files.keys))
    }

    @Test(
        "from a size on hands on what is new since then",
        arguments: [(255, 300), (256, 300), (300, 65_536), (65_535, 65_537)])
    func since(old: Int, new: Int) async throws {
        let log = StoredLog(Array(LogWalkTests.log.prefix(new)))
        var seen: Set<Tile> = []
        try await LogWalk(try #require(log.checkpoint), in: log).visit(from: old, atOnce: 1) {
            seen.insert($0.tile)
        }
        #expect(Set(Tile.needed(from: old, to: new)).isSubset(of: seen))
        #expect(seen.allSatisfy { $0.level > 0 || $0.index >= old / 256 })
    }

    @Test("reads a partial tile from the full one that it became")
    func grown() async throws {
        let whole = StoredLog(Array(LogWalkTests.log.prefix(600)))
        let small = StoredLog(Array(LogWalkTests.log.prefix(300)))
        var log = whole
        log.files["tile/1/000.p/1"] = small.files["tile/1/000.p/1"]
        var count = 0
        try await LogWalk(try #require(small.checkpoint), in: log).visit(atOnce: 4) {
            count += $0.bundle.flatMap(EntryBundle.decode)?.count ?? 0
        }
        #expect(count == 300)
    }

    @Test("stops at any file that is changed, cut, longer, swapped or missing")
    func damaged() async throws {
        let log = StoredLog(Array(LogWalkTests.log.prefix(600)))
        for (path, bytes) in log.files {
            var flipped = bytes
            flipped[bytes.count / 2] ^= 0x10
            for wrong in [flipped, Array(bytes.dropLast()), bytes + [0], [], nil] {
                var broken = log
                broken.files[path] = wrong
                await #expect(throws: LogFileFault.self, "\(path)") { try await walk(broken) }
            }
        }
        var swapped = log
        swapped.files["tile/entries/000"] = log.files["tile/entries/001"]
        await #expect(throws: LogFileFault.differs("tile/entries/000")) { try await walk(swapped) }
        swapped.files["tile/0/000"] = log.files["tile/0/001"]
        await #expect(throws: LogFileFault.differs("tile/0/000")) { try await walk(swapped) }
    }

    @Test("refuses another root and another size")
    func otherCheckpoint() async throws {
        let log = StoredLog(Array(LogWalkTests.log.prefix(300)))
        let other = try #require(Checkpoint(origin: "a", size: 300, root: emptyRoot))
        await #expect(throws: LogFileFault.otherRoot) { try await LogWalk(other, in: log) }
        let larger = try #require(Checkpoint(origin: "a", size: 301, root: emptyRoot))
        await #expect(throws: LogFileFault.missing("tile/0/001.p/45")) { try await LogWalk(larger, in: log) }
    }

    @Test("computes proofs from the files, each the same as from the leaves")
    func proofs() async throws {
        let entries = Array(LogWalkTests.log.prefix(1000))
        let log = StoredLog(entries)
        let leaves = entries.map(leafHash)
        for (old, new) in [(1, 1000), (256, 1000), (300, 1000), (999, 1000), (1000, 1000)] {
            let proof = try await log.compute { try consistencyProof(from: old, to: new, reading: $0) }
            #expect(proof == consistencyProof(from: old, to: new, in: leaves))
            let part = try await log.compute { try root(size: old, of: new, reading: $0) }
            #expect(part == root(of: leaves.prefix(old)))
        }
        let inclusion = try await log.compute { try inclusionProof(index: 700, size: 1000, reading: $0) }
        #expect(inclusion == inclusionProof(of: 700, in: leaves))
    }

    private func walk(_ log: StoredLog) async throws {
        try await LogWalk(try #require(log.checkpoint), in: log).visit(atOnce: 2) { _ in }
    }
}

@Suite("Entries of the longest kind")
struct LongEntryTests {
    @Test("are hashed as all others", arguments: [0, 1, 65_535])
    func lengths(length: Int) async throws {
        let log = StoredLog([[UInt8](repeating: 7, count: length), [], [1]])
        var count = 0
        try await LogWalk(try #require(log.checkpoint), in: log).visit(atOnce: 1) { _ in count += 1 }
        #expect(count == 1)
        #expect(EntryBundle.encode([[UInt8](repeating: 7, count: 65_536)]) == nil)
    }
}
