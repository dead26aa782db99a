import Acts
import AuditLog
import Ballots
import Core
import Postgres
import PublicRecord
import Support
import Tally
import Testing

@testable import struct Ballots.BoxedPart

@Suite("The mixer", .withServer)
struct MixerTests {
    @Test("leaves 19 ballots waiting and boxes 20", .database)
    func threshold() async throws {
        let day = try await PollingDay(voters: 20)
        _ = try await day.vote(day.voters[..<19])
        try await day.mix()
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_intake") == 19)
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_box") == 0)
        try await day.vote(day.voters[19], .approvals([0]))
        try await day.mix()
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_intake") == 0)
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_box") == 20)
        #expect(try await day.number("SELECT count(*) AS n FROM electoral_roll WHERE fresh") == 0)
    }

    @Test("boxes a single ballot at the close", .database)
    func last() async throws {
        let day = try await PollingDay()
        let receipts = try await day.vote(day.voters[..<1])
        try await day.finish()
        #expect(try await day.place(receipts[0]) == .boxed)
        #expect(try await day.result()?.record.ballots == 1)
    }

    @Test("logs what was added and what was removed, and empties the list of withdrawals", .database)
    func removed() async throws {
        let day = try await PollingDay(voters: 20)
        let receipts = try await day.vote(day.voters)
        try await day.mix()
        try await day.change(receipts[4], to: .approvals([1]))
        #expect(try await day.number("SELECT count(*) AS n FROM ballots_withdrawn") == 1)
        try await day.finish()
        #expect(try await day.number("SELECT count(*) AS n FROM ballots_withdrawn") == 0)
        let entries = try await day.owner.read { db in
            try db.rows("SELECT entry FROM log_outbox ORDER BY id").map { try JSON(parsing: $0["entry"]) }
        }.filter { $0["act"] == "ballots.boxed" }
        #expect(entries.map { $0["body"]?["added"]?.array?.count } == [20, 1])
        #expect(entries.map { $0["body"]?["removed"]?.array?.count } == [0, 1])
        #expect(
            entries.first?["body"]?["added"]?.array?.contains(
                entries[1]["body"]?["removed"]?.array?.first ?? 0) == true)
        #expect(entries.allSatisfy { $0["at"]?.string?.hasSuffix(":00:00Z") == true })
    }

    @Test(
        "tells a large batch in events of at most 1,000 commitments, all sorted",
        arguments: [
            (added: 0, removed: 0, parts: []), (added: 1000, removed: 0, parts: [1000]),
            (added: 999, removed: 2, parts: [1000, 1]),
            (added: 2500, removed: 1200, parts: [1000, 1000, 1000, 700]),
        ])
    func parts(added: Int, removed: Int, parts: [Int]) {
        func commitments(_ count: Int, _ last: UInt8) -> [[UInt8]] {
            (0..<count).map { (number: Int) -> [UInt8] in
                let first = UInt8(number * 7 % 256)
                return [first, UInt8(number / 256), last]
            }
        }
        let (new, gone) = (commitments(added, 0), commitments(removed, 1))
        let all = BoxedPart.parts(added: new, removed: gone)
        #expect(all.map { $0.added.count + $0.removed.count } == parts)
        #expect(all.flatMap(\.added) == new.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(all.flatMap(\.removed) == gone.sorted { $0.lexicographicallyPrecedes($1) })
    }

    /// Each writing statement of close, mix and count, and the commit itself, fails once.
    @Test(
        "and the count, stopped at any statement, leave nothing half done and end the same when run again",
        .database,
        arguments: [
            "BEFORE UPDATE ON elections", "BEFORE INSERT ON ballot_box_1", "BEFORE TRUNCATE ON ballot_box_1",
            "BEFORE UPDATE ON electoral_roll_1", "BEFORE TRUNCATE ON electoral_roll_1",
            "BEFORE INSERT ON electoral_roll_1",
            "BEFORE TRUNCATE ON ballot_intake_1", "BEFORE TRUNCATE ON ballots_withdrawn_1",
            "BEFORE INSERT ON log_outbox",
            "BEFORE INSERT ON jobs", "BEFORE INSERT ON outcomes",
        ])
    func stopped(at statement: String) async throws {
        let day = try await PollingDay(voters: 25)
        let receipts = try await day.vote(day.voters[..<22])
        try await failing(day, statement) {
            try await day.mix()
        } then: {
            try await day.mix()
        }
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_box") == 22)
        try await day.change(receipts[2], to: .approvals([2]))
        _ = try await day.vote(day.voters[22...])
        try await failing(day, statement) {
            _ = try await day.duties.close(day.election.id, at: PollingDay.closes)
        } then: {
            _ = try await day.duties.close(day.election.id, at: PollingDay.closes)
        }
        try await failing(day, statement) {
            _ = try await day.duties.tally(day.election.id, at: PollingDay.closes)
        } then: {
            _ = try await day.duties.tally(day.election.id, at: PollingDay.closes)
        }
        let files = try await day.web.read { try $0.files(of: day.election.id) }
        try await day.finish()
        #expect(try await day.web.read { try $0.files(of: day.election.id) }?.record == files?.record)
        #expect(try await day.result()?.record.ballots == 25)
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_box") == 25)
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_intake") == 0)
        for (event, count) in [("election.closed", 1), ("election.counted", 1), ("ballots.boxed", 2)] {
            #expect(try await logged(day, event) == count)
        }
    }

    private func logged(_ day: PollingDay, _ event: String) async throws -> Int {
        try await day.owner.read { db in
            try db.rows("SELECT entry FROM log_outbox").filter { row in
                try JSON(parsing: row["entry"])["act"] == .string(event)
            }.count
        }
    }

    /// Runs `work` while `statement` fails, checks that nothing is half done, and runs it again.
    private func failing(
        _ day: PollingDay, _ statement: String, _ work: () async throws -> Void,
        then again: () async throws -> Void
    ) async throws {
        let before = try await contents(day)
        try await day.owner.once { db in
            try db.script(
                """
                CREATE OR REPLACE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'stopped'; END $$;
                CREATE TRIGGER stop \(statement) FOR EACH STATEMENT EXECUTE FUNCTION stop();
                """)
        }
        do {
            try await work()
        } catch {
            // Closing is a transaction of its own before the mix, so its state and its event may stand already.
            if try await logged(day, "election.closed") == 0 { #expect(try await contents(day) == before) }
        }
        let table = statement.split(separator: " ").last.map(String.init) ?? ""
        try await day.owner.once { try $0.script("DROP TRIGGER stop ON \(table)") }
        try await again()
    }

    private func contents(_ day: PollingDay) async throws -> [Int] {
        var counts: [Int] = []
        for statement: SQL in [
            "SELECT count(*) AS n FROM ballot_intake", "SELECT count(*) AS n FROM ballot_box",
            "SELECT count(*) AS n FROM electoral_roll WHERE fresh", "SELECT count(*) AS n FROM log_outbox",
            "SELECT count(*) AS n FROM elections WHERE state = 'open'",
        ] { counts.append(try await day.number(statement)) }
        return counts
    }
}
