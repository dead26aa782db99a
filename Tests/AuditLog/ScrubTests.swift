import AuditLog
import Core
import Foundation
import Postgres
import Support
import Testing
import TransparencyLog

@Suite("The scrub", .withServer)
struct ScrubTests {
    private func pass(_ scrub: LogScrub, _ tiles: Int) async throws -> [String] {
        var found: [String] = []
        for _ in 0..<tiles { found += try await scrub.step(at: t0).damaged }
        return found
    }

    @Test("finds nothing in a sound log, at any size around the ends of tiles", .database)
    func sound() async throws {
        let log = try TestLog()
        let scrub = LogScrub(log.database)
        #expect(try await pass(scrub, 2) == [])
        for size in [1, 254, 1, 1, 255, 1, 600] {
            try await log.grow(size)
            #expect(try await pass(scrub, 8) == [])
        }
    }

    @Test(
        "finds a flipped bit and stops the signing, until the bit is set right", .database,
        arguments: [
            ("log_entries", "entry", "index = 300", "entry 300"),
            ("log_entries", "leaf_hash", "index = 5", "entry 5"),
            ("log_tiles", "hashes", "level = 0 AND index = 0", "tile 0/0"),
            ("log_tiles", "hashes", "level = 1", "tile 1/0"),
        ])
    func flipped(table: String, column: String, place: String, name: String) async throws {
        let log = try TestLog()
        try await log.grow(800)
        let flip = """
            ALTER TABLE log_entries DISABLE TRIGGER log_entries_stay;
            UPDATE \(table) SET \(column) = set_byte(\(column), 3, get_byte(\(column), 3) # 8) WHERE \(place);
            ALTER TABLE log_entries ENABLE TRIGGER log_entries_stay;
            """
        let scrub = LogScrub(log.database)
        #expect(try await pass(scrub, 4) == [])
        try await log.sql(flip)
        #expect(try await pass(scrub, 4).first == name)
        #expect(try await pass(scrub, 4) == [], "It is reported once.")
        try await log.write(1)
        await #expect(throws: (any Error).self) { try await log.sequencer.integrate(at: t0) }
        let fault = try await log.database.read { try $0.faultOfDamage() }
        #expect(fault == .damaged(name))
        try await log.sql(flip)
        #expect(try await pass(scrub, 1) == [])
        #expect(try await log.sequencer.integrate(at: t0) == 1)
    }

    @Test("mends a damaged file of the server's folder", .database)
    func files() async throws {
        let log = try TestLog()
        let publisher = log.publisher
        let scrub = LogScrub(log.database, publisher: publisher)
        try await log.grow(600)
        try await publisher.publish()
        let files = try log.files()
        for name in ["tile/0/001", "tile/entries/002.p/88", "tile/1/000.p/2"] {
            var bytes = try #require(files[name])
            bytes[9] ^= 4
            try Data(bytes).write(to: URL(fileURLWithPath: "\(log.folder.path)/\(name)"))
        }
        var mended = 0
        for _ in 0..<3 { mended += try await scrub.step(at: t0).mended }
        #expect(mended == 3)
        #expect(try log.files() == files)
    }
}
