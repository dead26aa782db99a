import AuditLog
import Chance
import Core
import Foundation
import Postgres
import Support
import Testing

@Suite("The log, asked for a part of it,", .withServer)
struct LogFilterTests {
    @Test("has all of a proposal and of what is below it, and nothing of others, page by page", .database)
    func object() async throws {
        let log = try TestLog()
        for number in [4, 42, 421] {
            for object in ["proposals/\(number)", "proposals/\(number)/comments/7"] {
                try await LogFilterTests.write(log, object: object)
                try await LogFilterTests.write(log, object: object, previous: leaf)
            }
        }
        try await LogFilterTests.write(log, object: "elections/42")
        try await LogFilterTests.write(log, object: nil)
        try await LogFilterTests.write(log, object: nil, body: #""\"obj\":\"proposals/42\"""#)
        try await LogFilterTests.write(
            log, object: "proposals/42", body: "\"\(String(repeating: "x", count: 60_000))\"")
        try await log.sequencer.integrate(at: t0)

        let filter = LogFilter(object: "proposals/42")
        let all = try await log.database.read { try $0.logEntries(filter, limit: 100) }
        #expect(all.map(\.index) == [15, 7, 6, 5, 4])
        #expect(all.allSatisfy { $0.object?.hasPrefix("proposals/42") ?? false })
        let page = try await log.database.read { try $0.logEntries(filter, before: 7, limit: 2) }
        #expect(page.map(\.index) == [6, 5])
        let nothing = LogFilter(object: "proposals/9")
        let other = try await log.database.read { try $0.logEntries(nothing, limit: 9) }
        #expect(other.isEmpty)
    }

    @Test(
        "has all of a day of the town: from midnight to midnight, in winter and in summer, also what came late",
        .database)
    func day() async throws {
        let log = try TestLog()
        let times = [
            "2026-01-04T22:59:00Z", "2026-01-04T23:00:00Z", "2026-01-05T22:59:00Z", "2026-01-05T23:00:00Z",
            "2026-01-05T22:58:00Z", "2026-07-04T21:59:00Z", "2026-07-04T22:00:00Z", "2026-07-05T21:00:00Z",
        ]
        for (place, time) in times.enumerated() {
            try await LogFilterTests.write(log, object: "proposals/1", at: time, office: place % 2 == 0)
            if place == 3 { try await log.sequencer.integrate(at: t0) }
        }
        try await log.sequencer.integrate(at: t0)
        func indices(_ day: String, _ object: String? = nil) async throws -> [Int] {
            let day: Day = try #require(Day(iso8601: day))
            let filter = LogFilter(object: object, day: day)
            return try await log.database.read { try $0.logEntries(filter, limit: 100) }.map(\.index)
        }
        #expect(try await indices("2026-01-04") == [0])
        #expect(try await indices("2026-01-05") == [4, 2, 1])
        #expect(try await indices("2026-01-06") == [3])
        #expect(try await indices("2026-07-04") == [5])
        #expect(try await indices("2026-07-05", "proposals/1") == [7, 6])
        #expect(try await indices("2026-07-05", "proposals/2") == [])
        #expect(try await indices("2026-03-01") == [])

        let kept = try await LogFilterTests.days(log)
        #expect(kept.contains("2026-01-05 1 4"))
        try await log.sql("DELETE FROM log_days")
        let migration = try String(
            contentsOfFile: checkout + "/sql/migrations/0018_log_filters.sql", encoding: .utf8)
        try await log.sql("INSERT INTO" + (migration.components(separatedBy: "INSERT INTO").last ?? ""))
        #expect(
            try await LogFilterTests.days(log) == kept, "the migration counts otherwise than the sequencer")
    }

    @Test("reads no more rows than it shows, however long the log is", .database)
    func plan() async throws {
        let log = try TestLog()
        let count = Tier.current == .quick ? 60_000 : 1_000_000
        // A part at a time: a statement has ten seconds.
        for start in stride(from: 0, to: count, by: 50_000) {
            try await log.sql(
                """
                INSERT INTO log_entries (index, entry, leaf_hash)
                SELECT n, convert_to('{"act":"' || CASE WHEN n % 3 = 0 THEN 'support.given' ELSE 'comment.written' END || '","at":"'
                    || to_char('2026-01-01'::timestamp + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                    || '","body":"x","obj":"proposals/' || n % 500 || '","v":1}', 'UTF8'), sha256(int8send(n))
                FROM generate_series(\(start), \(min(count, start + 50_000)) - 1) n;
                """)
        }
        try await log.sql(
            """
            INSERT INTO log_days SELECT '2026-01-01'::date + d, greatest(0, d * 1440 - 60), d * 1440 + 1379
            FROM generate_series(0, \(count) / 1440) d;
            ANALYZE log_entries;
            """)
        let day: Day = try #require(Day(iso8601: "2026-01-15"))
        for filter in [
            LogFilter(), LogFilter(noun: "support"), LogFilter(object: "proposals/42"), LogFilter(day: day),
            LogFilter(noun: "support", day: day),
        ] {
            let (shown, read) = try await log.database.transaction { db -> (Int, [Int]) in
                let before = try LogFilterTests.readSoFar(db)
                let shown = try db.logEntries(filter, before: count - 2000, limit: 51).count
                return (shown, zip(try LogFilterTests.readSoFar(db), before).map { $0 - $1 })
            }
            #expect(shown == 51 && read[0] == 0, "\(filter)")
            #expect(read[1] <= 4 * 51, "\(filter) reads \(read[1]) rows")
        }
    }

    /// How often the table was gone through as a whole, and how many rows were fetched by an index.
    private static func readSoFar(_ db: isolated Connection) throws -> [Int] {
        let row = try db.rows(
            """
            SELECT seq_scan, coalesce(idx_tup_fetch, 0) AS fetched FROM pg_stat_xact_user_tables
            WHERE relname = 'log_entries'
            """
        ).first
        return [try row?["seq_scan"] ?? 0, try row?["fetched"] ?? 0]
    }

    private let leaf = [UInt8](repeating: 200, count: 32)

    private static func days(_ log: TestLog) async throws -> [String] {
        try await log.database.read { db in
            try db.rows(
                "SELECT day || ' ' || first_index || ' ' || last_index AS row FROM log_days ORDER BY day"
            ).map { try $0["row"] }
        }
    }

    private static func write(
        _ log: TestLog, object: String?, at time: String = "2026-05-04T10:00:00Z", body: String = "\"x\"",
        office: Bool = false, previous: [UInt8]? = nil
    ) async throws {
        var members: [String: JSON] = [
            "act": "test.written", "at": .string(time), "body": try JSON(parsing: Array(body.utf8)), "v": 1,
        ]
        members["obj"] = object.map { .string($0) }
        members["actor"] = office ? "administration" : nil
        members["prev"] = previous.map { .string($0.base64) }
        let entry = JSON.object(members).canonical
        _ = try await log.owner.transaction { try $0.run("INSERT INTO log_outbox (entry) VALUES (\(entry))") }
    }
}
