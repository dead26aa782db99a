import AuditLog
import Core
import Foundation
import Postgres
import Support
import Testing
import TransparencyLog

@Suite("The tidemark", .withServer)
struct TidemarkTests {
    @Test("follows every signature and is never lowered", .database)
    func follows() async throws {
        let log = try TestLog()
        #expect(try Tidemark.read(log.tidemarkPath) == nil)
        let first = try await log.grow(3)
        #expect(try Tidemark.read(log.tidemarkPath)?.size == 3)
        try await log.grow(4)
        try await log.tidemark.raise(to: first.checkpoint)
        let mark = try #require(try Tidemark.read(log.tidemarkPath))
        #expect(mark.size == 7)
        #expect(try await mark.root == log.head().root)
    }

    @Test(
        "keeps a database that was set back from signing and from publishing; set right again it goes on",
        .database)
    func behind() async throws {
        let log = try TestLog()
        try await log.grow(100)
        try await log.publisher.publish()
        try await log.sql("CREATE TABLE backup_head AS SELECT * FROM log_head")
        try await log.sql("CREATE TABLE backup_tiles AS SELECT * FROM log_tiles")
        try await log.grow(200, "new")
        try await log.publisher.publish()
        let signed = try await log.head()
        let published = try log.files()
        try await log.sql(
            """
            ALTER TABLE log_entries DISABLE TRIGGER log_entries_stay;
            DELETE FROM log_entries WHERE index >= 100;
            ALTER TABLE log_entries ENABLE TRIGGER log_entries_stay;
            DELETE FROM log_tiles; INSERT INTO log_tiles SELECT * FROM backup_tiles;
            UPDATE log_head SET size = b.size, root = b.root, checkpoint = b.checkpoint FROM backup_head b;
            """)
        // Waiting in the backup: some that were put into the tree since, and others of another history.
        try await log.write(30, "new")
        try await log.write(250, "other")

        // As after a restart: the mark is read from the file.
        let tidemark = Tidemark(path: log.tidemarkPath)
        let sequencer = Sequencer(log.database, key: log.key, tidemark: tidemark)
        let publisher = LogPublisher(log.database, folder: log.folder, tidemark: tidemark)
        let fault = SequencerFault.behind(signed: 300, stored: 100)
        for _ in 0..<2 {
            await #expect(throws: fault) { try await sequencer.integrate(at: t0) }
            await #expect(throws: fault) { try await publisher.publish() }
        }
        #expect(fault.description.contains("an older backup was brought back"))
        #expect(try await log.head().size == 100)
        #expect(try log.files() == published)

        let mark = try Tidemark.read(log.tidemarkPath)
        func recover(from folder: LogFolder) async throws -> Int {
            try await log.owner.transaction { db in
                try db.recoverLog(from: folder, key: log.key, mark: mark, at: t0)
            }
        }
        let bundle = log.folder.path + "/tile/entries/001.p/44"
        let right = try #require(FileManager.default.contents(atPath: bundle))
        var wrong = right
        wrong[50] ^= 1
        try wrong.write(to: URL(fileURLWithPath: bundle))
        await #expect(throws: RecoveryFault.otherRoot) { try await recover(from: log.folder) }
        try FileManager.default.removeItem(atPath: bundle)
        await #expect(throws: RecoveryFault.missing("tile/entries/001.p/44")) {
            try await recover(from: log.folder)
        }
        await #expect(throws: RecoveryFault.notOurs) { try await recover(from: LogFolder("/nowhere")) }
        #expect(try await log.head().size == 100)
        try right.write(to: URL(fileURLWithPath: bundle))
        #expect(try await recover(from: log.folder) == 200)
        #expect(try await log.head().checkpoint == signed.checkpoint, "The same tree, signed as before.")
        #expect(try await recover(from: log.folder) == 0)
        #expect(try await sequencer.integrate(at: t0) == 250)
        #expect(try Tidemark.read(log.tidemarkPath)?.size == 550)
    }

    @Test("refuses another history of the same length, or of a greater one", .database, arguments: [0, 5])
    func rewritten(more: Int) async throws {
        let log = try TestLog()
        try await log.grow(20)
        try await log.sql(
            """
            ALTER TABLE log_entries DISABLE TRIGGER log_entries_stay;
            DELETE FROM log_entries; DELETE FROM log_tiles; DELETE FROM log_head;
            """)
        try await log.write(20 + more, "other")
        // A sequencer elsewhere, without this mark, signed it.
        while try await Sequencer(log.database, key: log.key).integrate(at: t0) > 0 {}
        try await log.write(1)
        await #expect(throws: SequencerFault.rewritten(size: 20)) {
            try await log.sequencer.integrate(at: t0)
        }
        await #expect(throws: SequencerFault.rewritten(size: 20)) { try await log.publisher.publish() }
    }

    @Test("that cannot be read, or of another log, lets nothing be signed", .database)
    func unreadable() async throws {
        let log = try TestLog()
        try await log.grow(2)
        let right = try #require(try? Data(contentsOf: URL(fileURLWithPath: log.tidemarkPath)))
        try await log.write(1)
        func fault() async -> SequencerFault? {
            let sequencer = Sequencer(log.database, key: log.key, tidemark: Tidemark(path: log.tidemarkPath))
            do {
                _ = try await sequencer.integrate(at: t0)
                return nil
            } catch {
                return error as? SequencerFault
            }
        }
        try Data("half".utf8).write(to: URL(fileURLWithPath: log.tidemarkPath))
        #expect(await fault() == .unreadableTidemark(log.tidemarkPath))
        let other = try #require(LogKey(origin: "example.com/log", seed: Array(repeating: 8, count: 32)))
        let foreign = try #require(Checkpoint(origin: "example.com/log", size: 1, root: leafHash([1])))
        try Data(try foreign.sign(with: other.signing).bytes).write(
            to: URL(fileURLWithPath: log.tidemarkPath))
        #expect(await fault() == .foreignOrigin("example.com/log"))
        try right.write(to: URL(fileURLWithPath: log.tidemarkPath))
        #expect(await fault() == nil)
    }
}
