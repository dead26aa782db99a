import AuditLog
import Core
import Postgres
import Support
import Testing
import TransparencyLog

@Suite("The sequencer", .withServer)
struct SequencerTests {
    @Test("leaves no gap and no entry out when two work at once", .database)
    func two() async throws {
        let log = try TestLog()
        try await log.write(20_000)
        let other = Sequencer(try TestDatabase.inUse().jobs, key: log.key)
        async let first = SequencerTests.drain(log.sequencer)
        async let second = SequencerTests.drain(other)
        let taken = try await [first, second]
        #expect(taken.reduce(0, +) == 20_000)
        let (count, last, waits) = try await log.database.read { db -> (Int, Int, Int) in
            let row = try #require(
                try db.rows(
                    """
                    SELECT count(*) AS n, max(index) AS last, (SELECT count(*) FROM log_outbox) AS waits
                    FROM log_entries
                    """
                ).first)
            return (try row["n"], try row["last"], try row["waits"])
        }
        #expect(count == 20_000 && last == 19_999 && waits == 0)
        let entries = try await log.entries()
        #expect(Set(entries).count == 20_000)
        let head = try await log.head()
        #expect(head.size == 20_000 && head.root == root(of: entries.map { leafHash($0) }))
    }

    private static func drain(_ sequencer: Sequencer) async throws -> Int {
        var (taken, idle) = (0, 0)
        while idle < 20 {
            let count = try await sequencer.integrate(at: t0)
            taken += count
            idle = count == 0 ? idle + 1 : 0
            if count == 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
        return taken
    }

    @Test("gets no entry of 65,536 bytes: the table refuses it; one of 65,535 is published", .database)
    func longest() async throws {
        let log = try TestLog()
        await #expect(throws: DatabaseError.self) {
            try await TestDatabase.inUse().web.transaction { db in
                try db.run("INSERT INTO log_outbox (entry) VALUES (\([UInt8](repeating: 97, count: 65_536)))")
            }
        }
        let ends = [#"{"act":"test.written","at":"2026-05-04T10:00:00Z","body":{"n":""#, #""},"v":1}"#].map {
            Array($0.utf8)
        }
        let longest =
            ends[0] + [UInt8](repeating: 97, count: 65_535 - ends[0].count - ends[1].count) + ends[1]
        try await TestDatabase.inUse().web.transaction { db in
            try db.run("INSERT INTO log_outbox (entry) VALUES (\(longest))")
        }
        #expect(try await log.sequencer.integrate(at: t0) == 1)
        try await log.publisher.publish()
        #expect(try log.files()["tile/entries/000.p/1"] == [0xFF, 0xFF] + longest)
    }

    @Test(
        "signs nothing over a broken row of the outbox, says which one, and goes on once it is gone",
        .database,
        arguments: [
            ("aaa", nil), (#"{"act":"a.b"}"#, nil),
            (#"{"body":{},"act":"a.b","at":"2026-05-04T10:00:00Z","v":1}"#, nil),
            (#"{"act":"a.b","at":"2026-05-04T10:00:00Z","body":{},"v":2}"#, nil),
            (#"{"act":"a.b","at":"yesterday","body":{},"v":1}"#, nil),
            (#"{"act":"a.b","at":"2026-05-04T10:00:00Z","body":[],"v":1}"#, nil),
            (#"{"act":"a.b","at":"2026-05-04T10:00:00Z","body":{},"v":1}"#, "{}"),
            (#"{"act":"a.b","at":"2026-05-04T10:00:00Z","body":"another's","v":1}"#, "{}"),
        ] as [(String, String?)])
    func brokenRow(entry: String, content: String?) async throws {
        let log = try TestLog()
        let before = try await log.grow(3)
        try await log.write(1, "before")
        let opening: [UInt8]? = content.map { [UInt8](repeating: 1, count: 32) + Array($0.utf8) }
        let id: Int = try await log.owner.transaction { db in
            try db.rows(
                "INSERT INTO log_outbox (entry, opening) VALUES (\(Array(entry.utf8)), \(opening)) RETURNING id"
            )[0]["id"]
        }
        try await log.write(1, "after")
        let error = await #expect(throws: SequencerFault.self) { try await log.sequencer.integrate(at: t0) }
        #expect("\(try #require(error))".contains("nothing is signed: row \(id) of the outbox is broken"))
        #expect(try await log.head().checkpoint == before.checkpoint)
        try await log.sql("DELETE FROM log_outbox WHERE id = \(id)")
        #expect(try await log.sequencer.integrate(at: t0) == 2)
    }

    @Test(
        "signs nothing over a flipped bit at the edge of the tree, and publishes nothing over one in an entry",
        .database)
    func flipped() async throws {
        let log = try TestLog()
        try await log.grow(300)
        let before = try await log.head()
        try await log.sql(
            "UPDATE log_tiles SET hashes = set_byte(hashes, 5, get_byte(hashes, 5) # 1) WHERE level = 0 AND index = 1"
        )
        try await log.write(1)
        await #expect(throws: SequencerFault.self) { try await log.sequencer.integrate(at: t0) }
        await #expect(throws: SequencerFault.self) { try await log.publisher.publish() }
        #expect(try log.folder.checkpoint() == nil)
        #expect(try await log.head().checkpoint == before.checkpoint)
        try await log.sql(
            "UPDATE log_tiles SET hashes = set_byte(hashes, 5, get_byte(hashes, 5) # 1) WHERE level = 0 AND index = 1"
        )
        #expect(try await log.sequencer.integrate(at: t0) == 1)

        try await log.sql(
            """
            ALTER TABLE log_entries DISABLE TRIGGER log_entries_stay;
            UPDATE log_entries SET entry = set_byte(entry, 60, get_byte(entry, 60) # 1) WHERE index = 3;
            """)
        await #expect(throws: SequencerFault.broken("the entries from 0 on are not those of their tile")) {
            try await log.publisher.publish()
        }
        #expect(try log.folder.checkpoint() == nil)
    }

    @Test(
        "signs nothing when what was stored is not what was hashed", .database,
        arguments: [
            ("log_entries", "entry = set_byte(NEW.entry, 60, get_byte(NEW.entry, 60) # 1)"),
            ("log_tiles", "hashes = set_byte(NEW.hashes, 100, get_byte(NEW.hashes, 100) # 1)"),
        ])
    func storedOtherwise(table: String, change: String) async throws {
        let log = try TestLog()
        let before = try await log.grow(3)
        // As a bit that flips on the way to the disk.
        try await log.sql(
            """
            CREATE FUNCTION flip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.\(change); RETURN NEW; END';
            CREATE TRIGGER flips BEFORE INSERT ON \(table) FOR EACH ROW EXECUTE FUNCTION flip();
            """)
        try await log.write(2)
        await #expect(throws: SequencerFault.broken("two ways of hashing give two roots at 5")) {
            try await log.sequencer.integrate(at: t0)
        }
        #expect(try await log.head().checkpoint == before.checkpoint)
        try await log.sql("DROP TRIGGER flips ON \(table)")
        #expect(try await log.sequencer.integrate(at: t0) == 2)
    }

    @Test("signs again after an hour though nothing is new, the same bytes", .database)
    func heartbeat() async throws {
        let log = try TestLog()
        let first = try await log.grow(3)
        #expect(try await log.sequencer.integrate(at: t0.adding(minutes: 59)) == 0)
        #expect(try await log.head().signedAt == t0)
        #expect(try await log.sequencer.integrate(at: t0.adding(minutes: 61)) == 0)
        let second = try await log.head()
        #expect(second.signedAt == t0.adding(minutes: 61) && second.checkpoint == first.checkpoint)
        let publisher = log.publisher
        for minutes in [61, 122] as [Int64] {
            _ = try await log.sequencer.integrate(at: t0.adding(minutes: minutes))
            try await publisher.publish()
            #expect(log.folder.checkpointTime() == t0.adding(minutes: minutes))
        }
    }
}
