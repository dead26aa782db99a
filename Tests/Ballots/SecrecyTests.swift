import Acts
import Ballots
import Chance
import Core
import Foundation
import Postgres
import Support
import Tally
import Testing

/// Tries every way from a person to a ballot that is stored anywhere. The write-ahead log and erased disk blocks are
/// left aside; `docs/protocol.md` names them.
@Suite("With full access to the database, nobody gets from a person to a ballot", .withServer)
struct SecrecyTests {
    /// Sizes of the mixes; the last one happens at the close and may be of one ballot.
    static let elections =
        [[60], [20, 39, 1]] + (Tier.current == .quick ? [] : [[30, 30], [25, 20, 15]])

    @Test("by ids", .database, arguments: elections)
    func ids(sizes: [Int]) async throws {
        let snoop = try await Snoop.mixed(sizes)
        let box = try await snoop.voters(ofBoxBy: "id")
        #expect(box.count == 60)
        #expect(abs(Snoop.deviations(box)) < Snoop.mostDeviations)
        for key in ["person_id", "ctid"] {
            #expect(Snoop.hits(try await snoop.voters(ofRollBy: key), box) <= Snoop.mostHits)
        }
        let version = try await snoop.day.number(
            "SELECT count(*) AS n FROM ballot_box WHERE substr(id::text, 15, 1) = '4'")
        #expect(version == 60)
    }

    @Test("by the rows' places on the disk", .database, arguments: elections)
    func places(sizes: [Int]) async throws {
        let snoop = try await Snoop.mixed(sizes)
        let roll = try await snoop.voters(ofRollBy: "ctid")
        let box = try await snoop.voters(ofBoxBy: "ctid")
        #expect(roll.count == 60 && box.count == 60)
        #expect(abs(Snoop.deviations(roll)) < Snoop.mostDeviations)
        #expect(abs(Snoop.deviations(box)) < Snoop.mostDeviations)
        #expect(Snoop.hits(roll, box) <= Snoop.mostHits)
    }

    @Test("by the rows' places in the box while the election goes on", .database)
    func placesBetween() async throws {
        let day = try await PollingDay(voters: 60)
        let snoop = Snoop(day: day, receipts: try await day.vote(day.voters))
        try await day.mix()
        let box = try await snoop.voters(ofBoxBy: "ctid")
        #expect(box.count == 60)
        #expect(abs(Snoop.deviations(box)) < Snoop.mostDeviations)
        #expect(Snoop.hits(try await snoop.voters(ofRollBy: "ctid"), box) <= Snoop.mostHits)
    }

    @Test("by the order of the hashes of numbers, codes and commitments", .database)
    func hashes() async throws {
        let snoop = try await Snoop.mixed([30, 30])
        for key in ["number_hash", "code_hash", "commitment", "salt"] {
            let box = try await snoop.voters(ofBoxBy: key)
            #expect(abs(Snoop.deviations(box)) < Snoop.mostDeviations)
            #expect(Snoop.hits(try await snoop.voters(ofRollBy: "person_id"), box) <= Snoop.mostHits)
        }
    }

    @Test(
        "by transaction ids: after the close all rows of roll and box carry one, and none was touched since",
        .database, arguments: elections)
    func transactions(sizes: [Int]) async throws {
        let day = try await Snoop.mixed(sizes).day
        let writers = try await day.number(
            """
            SELECT count(DISTINCT x) AS n FROM (
                SELECT xmin::text AS x FROM electoral_roll UNION ALL SELECT xmin::text FROM ballot_box) rows
            """)
        #expect(writers == 1)
        let touched = try await day.number(
            """
            SELECT count(*) AS n FROM (
                SELECT xmax::text AS x FROM electoral_roll UNION ALL SELECT xmax::text FROM ballot_box) rows WHERE x <> '0'
            """)
        #expect(touched == 0)
    }

    @Test("by transaction ids in other tables: casting leaves its own nowhere", .database)
    func foreignTransactions() async throws {
        let day = try await PollingDay(voters: 20)
        let before =
            try await day.owner.read { try $0.rows("SELECT txid_current()::bigint AS n").first?["n"] ?? 0 }
            as Int
        _ = try await day.vote(day.voters)
        let after =
            try await day.owner.read { try $0.rows("SELECT txid_current()::bigint AS n").first?["n"] ?? 0 }
            as Int
        _ = try await day.duties.close(day.election.id, at: PollingDay.closes)
        #expect(after - before > 20)
        #expect(try await Snoop.traces(of: before + 1...after - 1, day) == [])
    }

    @Test(
        "by dead rows: the pages of roll, intake, box and withdrawals hold none", .database,
        arguments: elections)
    func deadRows(sizes: [Int]) async throws {
        let day = try await Snoop.mixed(sizes).day
        try await day.owner.once { try $0.script("CREATE EXTENSION pageinspect") }
        for (table, rows) in [
            ("electoral_roll_1", 64), ("ballot_box_1", 60), ("ballot_intake_1", 0),
            ("ballots_withdrawn_1", 0),
        ] {
            let items = try await Snoop.items(day, table)
            #expect(items == [rows, rows, rows == 0 ? 0 : 1], "\(table)")
        }
    }

    @Test("by dead rows while the election goes on: a mix leaves none of its batch", .database)
    func deadRowsBetween() async throws {
        let day = try await PollingDay(voters: 45)
        let receipts = try await day.vote(day.voters[..<25])
        try await day.mix()
        try await day.change(receipts[3], to: .approvals([1]))
        _ = try await day.vote(day.voters[25...])
        try await day.mix()
        try await day.owner.once { try $0.script("CREATE EXTENSION pageinspect") }
        #expect(try await Snoop.items(day, "ballot_box_1").prefix(2) == [45, 45])
        #expect(try await Snoop.items(day, "ballot_intake_1") == [0, 0, 0])
        #expect(try await Snoop.items(day, "ballots_withdrawn_1") == [0, 0, 0])
        // The opening, the two mixes: no row carries the transaction in which it was marked.
        #expect(try await Snoop.items(day, "electoral_roll_1") == [49, 49, 3])
    }

    @Test(
        "by dead rows of the intake, nor of anything at the close, though nothing was vacuumed yet", .database
    )
    func deadRowsAtOnce() async throws {
        let day = try await PollingDay(voters: 40)
        try await day.owner.once { try $0.script("CREATE EXTENSION pageinspect") }
        _ = try await day.vote(day.voters[..<25])
        try await day.jobs.transaction { db in
            _ = try db.mixBallots(of: day.election.id, by: db.permit(house: "test"), at: t0)
        }
        #expect(try await Snoop.items(day, "ballot_intake_1") == [0, 0, 0])
        _ = try await day.vote(day.voters[25...])
        try await day.web.transaction { db in
            let permit = try db.permit(office: .administration, for: day.cast.ada)
            try db.closeElection(day.election.id, by: permit, at: t0.adding(hours: 2))
        }
        try await day.jobs.transaction { db in
            _ = try db.mixLastBallots(of: day.election.id, by: db.permit(house: "test"), at: t0)
        }
        #expect(try await Snoop.items(day, "electoral_roll_1") == [44, 44, 1])
        #expect(try await Snoop.items(day, "ballot_box_1") == [40, 40, 1])
        #expect(try await Snoop.items(day, "ballot_intake_1") == [0, 0, 0])
    }

    @Test("by sequences: casting and changing move none", .database)
    func sequences() async throws {
        let day = try await PollingDay(voters: 20)
        let before = try await Snoop.sequences(day)
        let receipts = try await day.vote(day.voters)
        try await day.change(receipts[0], to: .approvals([1]))
        #expect(try await Snoop.sequences(day) == before)
        #expect(before.count > 5)
    }

    @Test("by TOAST ids: not even the largest ballot is moved out of its row", .database)
    func toast() async throws {
        let options = (1...200).map { "Option \($0)" }
        let day = try await PollingDay(
            voters: 20, rule: .score, given: ["highest": .whole(99999)], options: options)
        _ = try await day.vote(day.voters) { voter in
            .scores((0..<200).map { 10000 + ($0 * 7919 + voter * 104_729) % 89_999 })
        }
        try await day.mix()
        let size = try await day.number(
            """
            SELECT coalesce(sum(pg_relation_size(reltoastrelid)), 0)::bigint AS n FROM pg_class
            WHERE relname IN ('electoral_roll_1', 'ballot_intake_1', 'ballot_box_1') AND reltoastrelid <> 0
            """)
        #expect(try await day.number("SELECT max(octet_length(ballot))::bigint AS n FROM ballot_box") > 1200)
        #expect(size == 0)
    }

    @Test("by times: no table of ballots keeps one", .database)
    func times() async throws {
        let day = try await PollingDay()
        let columns = try await day.number(
            """
            SELECT count(*) AS n FROM information_schema.columns
            WHERE (table_name LIKE 'electoral_roll%' OR table_name LIKE 'ballot%')
                AND (data_type LIKE 'time%' OR data_type LIKE 'date%' OR data_type LIKE 'interval%')
            """)
        #expect(columns == 0)
        let commits = try await day.number(
            "SELECT count(*) AS n FROM pg_settings WHERE name = 'track_commit_timestamp' AND setting = 'on'")
        #expect(commits == 0)
    }

    @Test("by anything else that casting writes: it touches roll and intake alone", .database)
    func nothingElse() async throws {
        let day = try await PollingDay(voters: 20)
        let before = try await Snoop.digests(day)
        let receipts = try await day.vote(day.voters)
        try await day.change(receipts[0], to: .approvals([1]))
        let after = try await Snoop.digests(day)
        let changed = after.keys.filter { after[$0] != before[$0] }.sorted()
        #expect(changed == ["ballot_intake_1", "electoral_roll_1"])
        #expect(before.count > 25)
    }

    @Test("by the log: its entries are sorted, tell the hour, and casting adds no opening", .database)
    func log() async throws {
        let snoop = try await Snoop.mixed([30, 30])
        let entries = try await snoop.day.owner.read { db in
            try db.rows("SELECT entry FROM log_outbox ORDER BY id").map { try JSON(parsing: $0["entry"]) }
        }.filter { $0["act"] == "ballots.boxed" }
        #expect(entries.count == 2)
        for entry in entries {
            let added =
                entry["body"]?["added"]?.array?.compactMap { $0.string.flatMap { [UInt8](base64: $0) } } ?? []
            #expect(added.count == 30)
            #expect(added == added.sorted { $0.lexicographicallyPrecedes($1) })
            #expect(entry["at"]?.string?.hasSuffix(":00:00Z") == true)
        }
        #expect(try await snoop.day.number("SELECT count(*) AS n FROM log_openings") == 0)
        #expect(try await snoop.day.number("SELECT count(opening) AS n FROM log_outbox") == 0)
    }
}
