import Acts
import Ballots
import Chance
import Core
import ElectionCrypto
import Foundation
import Identity
import Postgres
import Support
import Testing

/// As `SecrecyTests`, for credentials: whoever gets from a person to a credential could open that person's vote together
/// with enough trustees, and see whether it was cast again.
@Suite("With full access to the database, nobody gets from a person to a credential", .withServer)
struct EncryptedSecrecyTests {
    /// An election in which voter `k` has credential `k`, mixed in batches of these sizes, the last one at the close.
    private func mixed(_ sizes: [Int]) async throws -> EncryptedPolling {
        let polling = try await EncryptedPolling(voters: sizes.reduce(0, +))
        var done = 0
        for size in sizes.dropLast() {
            try await polling.cast(done..<done + size)
            done += size
            try await polling.day.mix()
        }
        try await polling.cast(done..<polling.day.voters.count)
        _ = try await polling.day.duties.close(polling.day.election.id, at: PollingDay.closes)
        return polling
    }

    /// The voters of the archive's ballots in the archive's order.
    private func order(_ polling: EncryptedPolling) async throws -> [Int] {
        let names = polling.credentials.map {
            EncryptedPolling.group.text($0.publicElement(election: polling.uuid, in: EncryptedPolling.group))
        }
        let text = String(decoding: try await polling.bytes(), as: UTF8.self)
        return text.matches(of: #/"credential":"([0-9a-f]{64})"/#).compactMap { match in
            names.firstIndex(of: String(match.1))
        }
    }

    private func roll(_ polling: EncryptedPolling, by key: String) async throws -> [Int] {
        try await Snoop(day: polling.day, receipts: []).voters(ofRollBy: key)
    }

    @Test("by the order in the archive and the rows' places", .database, arguments: [[60], [20, 39, 1]])
    func places(sizes: [Int]) async throws {
        let polling = try await mixed(sizes)
        let archive = try await order(polling)
        #expect(archive.count == 60)
        let names = polling.credentials.map {
            EncryptedPolling.group.text($0.publicElement(election: polling.uuid, in: EncryptedPolling.group))
        }
        let box = try await polling.day.owner.transaction { db -> [Int] in
            try db.script(
                "CREATE TEMPORARY TABLE snooped ON COMMIT DROP AS SELECT credential FROM encrypted_box ORDER BY ctid"
            )
            return try db.rows("SELECT credential FROM snooped").compactMap {
                names.firstIndex(of: try $0["credential"])
            }
        }
        for told in [archive, box] {
            // Batches follow each other; within them nothing is told.
            var done = 0
            for size in sizes where size > 1 {
                let batch = told[done..<done + size].map { $0 - done }
                #expect(abs(Snoop.deviations(batch)) < Snoop.mostDeviations)
                done += size
            }
            for key in ["ctid", "person_id"] {
                #expect(Snoop.hits(try await roll(polling, by: key), told) <= Snoop.mostHits)
            }
        }
    }

    @Test(
        "by transaction ids: all rows of the roll carry the last one", .database,
        arguments: [[60], [20, 39, 1]])
    func transactions(sizes: [Int]) async throws {
        let day = try await mixed(sizes).day
        let writers = try await day.number(
            "SELECT count(DISTINCT xmin::text) AS n FROM electoral_roll")
        #expect(writers == 1)
        #expect(try await day.number("SELECT count(*) AS n FROM electoral_roll WHERE xmax::text <> '0'") == 0)
    }

    @Test("by transaction ids in other tables: casting leaves its own nowhere", .database)
    func foreignTransactions() async throws {
        let polling = try await EncryptedPolling(voters: 22)
        let day = polling.day
        let before = try await day.number("SELECT txid_current()::bigint AS n")
        try await polling.cast(0..<22)
        try await polling.cast(try polling.ballot([0, 1, 0], of: 3), by: nil)
        let after = try await day.number("SELECT txid_current()::bigint AS n")
        _ = try await day.duties.close(day.election.id, at: PollingDay.closes)
        #expect(after - before > 22)
        #expect(try await Snoop.traces(of: before + 1...after - 1, day) == [])
    }

    @Test("by dead rows: the pages of roll and intake hold none", .database, arguments: [[60], [20, 39, 1]])
    func deadRows(sizes: [Int]) async throws {
        let polling = try await mixed(sizes)
        let day = polling.day
        try await day.owner.once { try $0.script("CREATE EXTENSION pageinspect") }
        let size = polling.credentials.count
        #expect(try await Snoop.items(day, "electoral_roll_1") == [size, size, 1])
        #expect(try await Snoop.items(day, "encrypted_intake_1") == [0, 0, 0])
        let toast = try await day.number(
            """
            SELECT coalesce(sum(pg_relation_size(reltoastrelid)), 0)::bigint AS n FROM pg_class
            WHERE relname = 'encrypted_intake_1'
            """)
        #expect(toast == 0)
    }

    @Test(
        "by anything else that casting writes: it touches roll and intake alone, and moves no sequence",
        .database)
    func nothingElse() async throws {
        let polling = try await EncryptedPolling(voters: 20)
        let day = polling.day
        let before = try await Snoop.digests(day)
        let numbers = try await Snoop.sequences(day)
        try await polling.cast(0..<20)
        try await polling.cast(try polling.ballot([0, 1, 0], of: 3), by: nil)
        let after = try await Snoop.digests(day)
        let changed = after.keys.filter { after[$0] != before[$0] }.sorted()
        #expect(changed == ["electoral_roll_1", "encrypted_intake_1"])
        #expect(try await Snoop.sequences(day) == numbers)
    }

    @Test(
        "by times and by keys: no table of ballots has a time, and none a person beside a credential",
        .database)
    func columns() async throws {
        let day = try await EncryptedPolling().day
        let times = try await day.number(
            """
            SELECT count(*) AS n FROM information_schema.columns
            WHERE (table_name LIKE 'encrypted%' OR table_name LIKE 'archive%') AND table_name <> 'archive_reports'
                AND (data_type LIKE 'time%' OR data_type LIKE 'date%' OR data_type LIKE 'interval%')
            """)
        #expect(times == 0)
        let joined = try await day.number(
            """
            SELECT count(*) AS n FROM information_schema.columns a JOIN information_schema.columns b USING (table_name)
            WHERE a.column_name LIKE '%credential%' AND b.column_name LIKE '%person%'
            """)
        #expect(joined == 0)
    }

    @Test("by the log: it says where the archive ends, and nothing of a ballot", .database)
    func log() async throws {
        let polling = try await mixed([30, 30])
        let entries = try await polling.day.owner.read { db in
            try db.rows("SELECT entry FROM log_outbox ORDER BY id").map { try JSON(parsing: $0["entry"]) }
        }.filter { $0["act"] == "archive.extended" }
        #expect(entries.map { $0["body"]?["height"]?.int } == [1, 31, 61])
        for entry in entries {
            #expect(
                entry["body"]?.object?.keys.sorted() == ["election", "head", "height", "length", "terms"])
        }
        #expect(entries.last?["body"]?["head"]?.string == (try await polling.archive().head.hex))
        #expect(try await polling.day.number("SELECT count(*) AS n FROM log_openings") == 0)
        #expect(try await polling.day.number("SELECT count(opening) AS n FROM log_outbox") == 0)
    }
}
