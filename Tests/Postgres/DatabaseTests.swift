import Core
import Foundation
import Postgres
import Support
import Testing

@Suite("The database", .withServer, .database)
struct DatabaseTests {
    @Test("binds every kind of value and reads it back")
    func values() async throws {
        let uuid = UUID()
        let instant = Instant(microseconds: 1_777_888_800_123_456)
        let day = Day(daysSince1970: -400)
        try await TestDatabase.inUse().web.read { db in
            let row = try #require(
                try db.rows(
                    """
                    SELECT \(7)::bigint AS a, \("ä'$1")::text AS b, \([0, 255] as [UInt8])::bytea AS c, \(uuid)::uuid AS d,
                        \(instant)::timestamptz AS e, \(day)::date AS f, \(true)::boolean AS g, \(nil as String?)::text AS h,
                        \(SQLArray(["x", ""]))::text[] AS i, \(SQLArray([[1], []] as [[UInt8]]))::bytea[] AS j
                    """
                ).first)
            #expect(try row["a"] == 7)
            #expect(try row["b"] == "ä'$1")
            #expect(try row["c"] == [0, 255] as [UInt8])
            #expect(try row["d"] == uuid)
            #expect(try row["e"] == instant)
            #expect(try row["f"] == day)
            #expect(try row["g"] == true)
            #expect(try (row["h"] as String?) == nil)
            #expect(try (row["i"] as SQLArray<String>).elements == ["x", ""])
            #expect(try (row["j"] as SQLArray<[UInt8]>).elements == [[1], []])
        }
    }

    @Test("keeps nothing of a transaction that throws")
    func rollsBack() async throws {
        let database = try TestDatabase.inUse().web
        await #expect(throws: GeneralRejection.notNow) {
            try await database.transaction { db in
                try db.run(
                    "INSERT INTO persons (name, created_on) VALUES ('Rolled back', \(Day(daysSince1970: 0)))")
                throw GeneralRejection.notNow
            }
        }
        let left = try await database.read {
            try $0.rows("SELECT 1 AS one FROM persons WHERE name = 'Rolled back'").count
        }
        #expect(left == 0)
    }

    @Test("turns a named constraint into a sentence and leaves other faults as they are")
    func refusals() async throws {
        let database = try TestDatabase.inUse().web
        await #expect(throws: GeneralRejection.notAllowed) {
            try await database.transaction { db in
                try db.run(
                    "INSERT INTO persons (name, created_on) VALUES ('', \(Day(daysSince1970: 0)))",
                    refusing: ["persons_name_is_short": GeneralRejection.notAllowed])
            }
        }
        await #expect(throws: DatabaseError.self) {
            try await database.read { try $0.run("SELECT nothing FROM nowhere") }
        }
    }

    @Test("puts a part of a statement into another and counts its places on")
    func parts() async throws {
        let part: SQL = "\(2)::bigint + \(3)::bigint"
        let sum: Int = try await TestDatabase.inUse().web.read { db in
            try #require(try db.rows("SELECT \(1)::bigint + \(part) + \(4)::bigint AS sum").first)["sum"]
        }
        #expect(sum == 10)
    }

    @Test("comes back by itself after the server dropped its connections")
    func reconnects() async throws {
        let database = try TestDatabase.inUse()
        _ = try await database.jobs.read { try $0.rows("SELECT 1 AS one").count }
        _ = try await database.owner.once {
            try $0.run(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE usename = 'mitstimme_jobs' AND datname = \(database.name)
                """)
        }
        try await Task.sleep(for: .milliseconds(50))
        #expect(try await database.jobs.transaction { try $0.rows("SELECT 1 AS one").count } == 1)
    }

    @Test("lets many wait for few connections")
    func waits() async throws {
        let database = try TestDatabase.inUse().web
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...100 {
                group.addTask {
                    try await database.transaction {
                        try $0.rows("SELECT \(number)::bigint AS n").first?["n"] ?? 0
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 5050)
    }

    @Test("is migrated twice as once, and every role is kept to its tables")
    func migratesTwice() async throws {
        let database = try TestDatabase.inUse()
        let migrator = try Migrator(folder: checkout + "/sql")
        try await migrator.migrate(database.owner)
        try await migrator.check(database.web)
        for statement in [
            "DELETE FROM log_outbox", "SELECT * FROM ballot_intake", "SELECT * FROM ballot_box",
            "CREATE TABLE x (a int)",
        ] {
            await #expect(throws: DatabaseError.self) {
                try await database.web.once { try $0.script(statement) }
            }
        }
    }
}
