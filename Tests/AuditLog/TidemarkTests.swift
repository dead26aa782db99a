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
        try await log.grow(200)
        try await log.publisher.publish()
        let signed = try await log.head()
        let published = try log.files()
        try await log.sql(
            """
            CREATE TABLE newer_entries AS SELECT index, entry, leaf_hash FROM log_entries WHERE index >= 100;
            CREATE TABLE newer_tiles AS SELECT * FROM log_tiles;
            ALTER TABLE log_entries DISABLE TRIGGER log_entries_stay;
            DELETE FROM log_entries WHERE index >= 100;
            ALTER TABLE log_entries ENABLE TRIGGER log_entries_stay;
            DELETE FROM log_tiles; INSERT INTO log_tiles SELECT * FROM backup_tiles;
            UPDATE log_head SET size = b.size, root = b.root, checkpoint = b.checkpoint FROM backup_head b;
            """)
        // Those of the backup's time, waiting: another history.
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

        try await log.sql(
            """
            INSERT INTO log_entries (index, entry, leaf_hash) SELECT * FROM newer_entries;
            DELETE FROM log_tiles; INSERT INTO log_tiles SELECT * FROM newer_tiles;
            """)
        try await log.owner.transaction { db in
            try db.run(
                "UPDATE log_head SET size = 300, root = \(signed.root.bytes), checkpoint = \(signed.checkpoint)"
            )
        }
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
