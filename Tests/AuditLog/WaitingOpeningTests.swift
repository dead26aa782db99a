import AuditLog
import Core
import Foundation
import Postgres
import Support
import Testing
import TransparencyLog

@Suite("An opening in the outbox", .withServer)
struct WaitingOpeningTests {
    private func write(_ number: Int) async throws -> LoggedAct {
        let event = Event(
            "support.given", object: "proposals/\(number)", body: .committed(["n": .string("\(number)")]))
        let leaf = try await TestDatabase.inUse().web.transaction { try $0.log(event, at: t0) }
        return LoggedAct(leaf: leaf, object: "proposals/\(number)")
    }

    /// How many openings are kept, and how many wait.
    private func openings() async throws -> [Int] {
        try await TestDatabase.inUse().owner.read { db in
            try db.rows(
                """
                SELECT count(*) AS n FROM log_openings UNION ALL SELECT count(*) FROM log_outbox WHERE opening IS NOT NULL
                """
            ).map { try $0["n"] }
        }
    }

    @Test("moves to the others with its entry, and opens its commitment", .database)
    func moves() async throws {
        let log = try TestLog()
        let act = try await write(1)
        #expect(try await log.database.read { try $0.logOpening(ofLeaf: act.leaf) } == nil)
        try await log.sequencer.integrate(at: t0)
        let opening = try #require(try await log.database.read { try $0.logOpening(ofLeaf: act.leaf) })
        let digest = commitment(type: "support.given", salt: opening.salt, content: opening.content)
        let entry = try #require(try await log.entries().first)
        #expect(try JSON(parsing: entry)["body"]?.string == digest)
        #expect(String(decoding: opening.content, as: UTF8.self) == #"{"n":"1"}"#)
    }

    @Test("is gone when its person is erased while the sequencer works", .database)
    func race() async throws {
        let log = try TestLog()
        let (web, jobs) = try (TestDatabase.inUse().web, TestDatabase.inUse().jobs)
        for number in 1...40 {
            let acts = [try await write(2 * number), try await write(2 * number + 1)]
            async let taken = Sequencer(jobs, key: log.key).integrate(at: t0)
            async let erased = web.transaction { try $0.eraseOpenings(acts, at: t0) }
            _ = try await taken
            #expect(try await erased == 2, "round \(number)")
        }
        while try await log.sequencer.integrate(at: t0) > 0 {}
        #expect(try await log.entries().count == 80)
        #expect(try await openings() == [0, 0])
        #expect(try await web.read { try $0.erasedActs() }.count == 80)
    }

    @Test("is out of reach for the web server, which erases it by its hash alone", .database)
    func reach() async throws {
        let act = try await write(1)
        let web = try TestDatabase.inUse().web
        for statement in [
            "SELECT opening FROM log_outbox", "UPDATE log_outbox SET opening = NULL",
        ] {
            let error = await #expect(throws: DatabaseError.self) {
                try await web.once { try $0.script(statement) }
            }
            #expect(error?.state == "42501", "\(statement)")
        }
        #expect(try await openings() == [0, 1])
        #expect(try await web.transaction { try $0.eraseOpenings([act], at: t0) } == 1)
        #expect(try await openings() == [0, 0])
    }

    @Test("has more than its 32 bytes of salt, or is not there", .database)
    func whole() async throws {
        let log = try TestLog()
        let error = await #expect(throws: DatabaseError.self) {
            try await log.sql("INSERT INTO log_outbox (entry, opening) VALUES ('e', sha256('a'))")
        }
        #expect(error?.constraint == "log_outbox_entry_fits")
        try await log.sql("INSERT INTO log_outbox (entry, opening) VALUES ('e', sha256('a') || '{'::bytea)")
        #expect(try await openings() == [0, 1])
    }
}
