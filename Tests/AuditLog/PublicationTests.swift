import AuditLog
import Chance
import Core
import Foundation
import Postgres
import Support
import Testing
import TransparencyLog

@Suite("The published files", .withServer)
struct PublicationTests {
    @Test("are what a pure replay gives, around the end of a tile", .database)
    func boundaries() async throws {
        let log = try TestLog()
        let publisher = log.publisher
        var size = 0
        for next in [1, 255, 256, 257, 511, 513] {
            try await log.grow(next - size)
            try await publisher.publish()
            size = next
        }
        var files = try log.files()
        let head = try await log.head()
        #expect(files.removeValue(forKey: "checkpoint") == Array(head.checkpoint.utf8))
        let expected = try await TestLog.replay(log.entries(), [1, 255, 256, 257, 511, 513])
        #expect(files == expected)
        #expect(files["tile/0/000"]?.count == 8192)
        #expect(files["tile/1/000.p/2"]?.count == 64)
        #expect(
            files["tile/0/000.p/255"] != nil && files["tile/0/001"] != nil && files["tile/0/002.p/1"] != nil)
        let leaves = try await log.entries().map { leafHash($0) }
        #expect(head.root == root(of: leaves))
    }

    @Test(
        "stand before the checkpoint that needs them, and are published again only when there is something new",
        .database)
    func order() async throws {
        let log = try TestLog()
        let publisher = log.publisher
        try await publisher.publish()
        #expect(try log.folder.checkpoint() == nil)
        try await log.grow(300)
        // A file where a folder must be: the tiles cannot be written, so no checkpoint may be.
        try FileManager.default.createDirectory(atPath: log.folder.path, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: log.folder.path + "/tile"))
        await #expect(throws: (any Error).self) { try await publisher.publish() }
        #expect(try log.folder.checkpoint() == nil)
        try FileManager.default.removeItem(atPath: log.folder.path + "/tile")
        try await publisher.publish()
        #expect(try log.files().count == 6)
    }

    @Test("are made again from the database when the folder is deleted, emptied or damaged", .database)
    func rebuilt() async throws {
        let log = try TestLog()
        let publisher = log.publisher
        try await log.grow(600)
        try await publisher.publish()
        let files = try log.files()

        try FileManager.default.removeItem(atPath: log.folder.path)
        try await publisher.publish()
        #expect(try log.files() == files)

        var tile = try #require(files["tile/0/001"])
        tile[17] ^= 1
        try Data(tile).write(to: URL(fileURLWithPath: log.folder.path + "/tile/0/001"))
        try FileManager.default.removeItem(atPath: log.folder.path + "/tile/entries/000")
        let restarted = log.publisher
        try await restarted.publish()
        #expect(try await restarted.mend() == 2)
        #expect(try log.files() == files)

        try Data("nonsense\n".utf8).write(to: URL(fileURLWithPath: log.folder.path + "/checkpoint"))
        try FileManager.default.removeItem(atPath: log.folder.path + "/tile")
        try await log.publisher.publish()
        #expect(try log.files() == files)
    }

    @Test("are the same of two servers, whichever signs; each keeps a tidemark", .database)
    func servers() async throws {
        let (log, other) = (try TestLog(), try TestLog())
        let publishers = [log.publisher, other.publisher]
        for round in 0..<6 {
            let signer = round % 2 == 0 ? log : other
            try await signer.grow(90)
            for publisher in publishers { try await publisher.publish() }
        }
        #expect(try log.files() == other.files())
        #expect(try Tidemark.read(log.tidemarkPath)?.size == 540)
        #expect(try Tidemark.read(other.tidemarkPath)?.size == 540)
    }

    @Test(
        "are what a pure replay gives around the end of a tile of the second level", .database,
        .enabled(if: Tier.current != .quick))
    func secondLevel() async throws {
        let log = try TestLog()
        let publisher = log.publisher
        let sizes = [65_535, 65_536, 65_537]
        var size = 0
        for next in sizes {
            try await log.grow(next - size)
            try await publisher.publish()
            size = next
        }
        var files = try log.files()
        files["checkpoint"] = nil
        let expected = try await TestLog.replay(log.entries(), sizes)
        #expect(files == expected && files["tile/2/000.p/1"] != nil && files["tile/1/000"]?.count == 8192)
    }

    @Test("of another log in the same folder are replaced", .database)
    func foreign() async throws {
        let log = try TestLog()
        let other = try #require(Checkpoint(origin: "example.com/log", size: 1, root: leafHash([1])))
        try FileManager.default.createDirectory(atPath: log.folder.path, withIntermediateDirectories: true)
        try Data(try other.sign(with: log.key.signing).bytes).write(
            to: URL(fileURLWithPath: log.folder.path + "/checkpoint"))
        try await log.grow(5)
        try await log.publisher.publish()
        #expect(try log.files().keys.sorted() == ["checkpoint", "tile/0/000.p/5", "tile/entries/000.p/5"])
    }

    @Test("keep partial tiles for an hour after the full one stands; drafts of a crash go", .database)
    func sweep() async throws {
        let log = try TestLog()
        let publisher = log.publisher
        try await log.grow(10)
        try await publisher.publish()
        try await log.grow(300)
        try await publisher.publish()
        try Data([1]).write(to: URL(fileURLWithPath: log.folder.path + "/tile/0/000.abc.new"))
        try log.folder.sweep(before: t0.adding(days: -20_000))
        #expect(try log.files()["tile/0/000.p/10"] != nil)
        try log.folder.sweep(before: t0.adding(days: 20_000))
        let names = try log.files().keys.sorted()
        #expect(
            names == [
                "checkpoint", "tile/0/000", "tile/0/001.p/54", "tile/1/000.p/1", "tile/entries/000",
                "tile/entries/001.p/54",
            ])
    }

    @Test(
        "answer for narrower tiles with the beginning of the widest, and for wider ones not at all", .database
    )
    func narrower() async throws {
        let log = try TestLog()
        try await log.grow(300)
        try await log.publisher.publish()
        let entries = try await log.entries()
        let narrow = try #require(Tile(level: 0, index: 1, width: 7))
        let hashes = entries[256..<263].flatMap { leafHash($0).bytes }
        #expect(try log.folder.bytes(of: narrow, .hashes) == hashes)
        #expect(try log.folder.bytes(of: narrow, .entries) == EntryBundle.encode(Array(entries[256..<263])))
        for (level, index, width) in [(0, 1, 45), (0, 1, 256), (0, 2, 1), (1, 0, 2), (9, 0, 1), (63, 0, 1)] {
            let tile = try #require(Tile(level: level, index: index, width: width))
            #expect(try log.folder.bytes(of: tile, .hashes) == nil, "\(tile.path)")
        }
    }
}
