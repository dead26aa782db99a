import Acts
import Core
import Deliberation
import Foundation
import Identity
import Postgres
import Proposals
import Support
import Testing
import Web

@Suite("What an amendment changes", .withServer)
struct AmendedTextTests {
    /// Alice's proposal of three lines, Bob's amendment to the second, and a client for each.
    private struct Town {
        let cast: Cast
        let proposal: ProposalID
        let author, bob: TestClient

        var page: String { "/proposals/\(proposal)" }
        var amendment: String { "\(page)/amendments/1" }
    }

    private func setUp() async throws -> Town {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(TestDatabase.inUse().web)
        let (author, bob) = (try await TestClient.make(), try await TestClient.make())
        try await author.signIn(cast.alice)
        try await bob.signIn(cast.bob)
        let town = Town(cast: cast, proposal: proposal, author: author, bob: bob)
        let form = [
            "once": UUID().uuidString, "version": "1", "lines": "2", "text": "Zwei  Bänke im <Schatten>. ",
            "reason": "Eine ist zu wenig.",
        ]
        #expect(try await bob.post("\(town.page)/amendments", form).status == 303)
        return town
    }

    private func votedOn(_ state: String) async throws {
        try await TestDatabase.inUse().owner.transaction { db in
            try db.script(
                """
                INSERT INTO phases (process_id, title, opens_at, closes_at, kind)
                SELECT id, 'Abstimmung', '2026-06-10Z', '2026-06-20Z', 'election' FROM processes LIMIT 1;
                INSERT INTO elections (once, process_id, phase_id, question, description, rule, state, roll_size)
                SELECT gen_random_uuid(), process_id, id, 'Bänke?', '', 'approval', '\(state)',
                    CASE WHEN '\(state)' = 'open' THEN 3 END FROM phases WHERE kind = 'election';
                INSERT INTO options (election_id, position, title, proposal_id)
                SELECT e.id, 1, 'Bänke', p.id FROM elections e, proposals p;
                """)
        }
    }

    @Test("marks what was said about an earlier wording", .database)
    func outdated() async throws {
        let town = try await setUp()
        let comment = [
            "once": UUID().uuidString, "version": "1", "side": "for", "lines": "2", "body": "Gut.",
        ]
        #expect(try await town.bob.post("\(town.page)/comments", comment).status == 303)
        #expect(try await town.author.post("\(town.amendment)/decide", ["outcome": "accepted"]).status == 303)
        let page = try await town.bob.get(town.page).text
        #expect(page.contains("Fassung 1") && page.contains("href=\"\(town.page)/versions\""))
    }

    @Test("is nothing that people vote on, though a draft of an election hinders nobody", .database)
    func votedOn() async throws {
        let town = try await setUp()
        try await votedOn("open")
        let shown = try await town.author.get(town.amendment).text
        #expect(shown.contains("Sein Text ändert sich nicht mehr.") && !shown.contains("value=\"accepted\""))
        let refused = try await town.author.post("\(town.amendment)/decide", ["outcome": "accepted"])
        #expect(refused.status == 409 && refused.text.contains("Sein Text ändert sich nicht mehr."))
        try await TestDatabase.inUse().owner.transaction { db in
            try db.run("UPDATE elections SET state = 'draft', roll_size = NULL")
        }
        #expect(try await town.author.post("\(town.amendment)/decide", ["outcome": "accepted"]).status == 303)
    }

    @Test("is never changed while an election opens: one waits for the other", .database)
    func opening() async throws {
        _ = try await setUp()
        try await votedOn("draft")
        let database = try TestDatabase.inUse()
        // As taking an amendment over does, which is not done yet.
        async let amending: Void = database.owner.transaction { db in
            try db.run("SELECT 1 FROM proposals FOR UPDATE")
            try db.run("SELECT pg_sleep(2)")
        }
        func sleepers() async throws -> Int {
            try await database.owner.read { db in
                try db.rows(
                    """
                    SELECT 1 AS one FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event = 'PgSleep'
                    """
                ).count
            }
        }
        while try await sleepers() == 0 { try await Task.sleep(for: .milliseconds(20)) }
        let error = await #expect(throws: DatabaseError.self) {
            try await database.web.transaction { opening in
                try opening.script("SET LOCAL lock_timeout = '200ms'")
                try opening.run("UPDATE elections SET state = 'open', roll_size = 3")
            }
        }
        try await amending
        #expect(error?.state == "55P03")
        try await database.web.transaction {
            try $0.run("UPDATE elections SET state = 'open', roll_size = 3")
        }
    }

    @Test("is one thing alone, however many end an amendment at once", .database)
    func endedOnce() async throws {
        let town = try await setUp()
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for outcome in ["accepted", "declined"] {
                let entry = ["outcome": outcome, "answer": "Darum."]
                group.addTask { try await town.author.post("\(town.amendment)/decide", entry).status }
            }
            group.addTask { try await town.bob.post("\(town.amendment)/withdraw").status }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [303, 409, 409])
    }

    @Test("is committed to in the log as it is kept and shown", .database)
    func committed() async throws {
        _ = try await setUp()
        let kept = try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT text FROM amendments").map { try $0["text"] as String }
        }
        #expect(kept == ["Zwei Bänke im <Schatten>."])
        let openings = try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT opening FROM log_outbox WHERE opening IS NOT NULL").map {
                String(decoding: (try $0["opening"] as [UInt8]).dropFirst(32), as: UTF8.self)
            }
        }
        #expect(openings.contains { $0.contains(#""text":"Zwei Bänke im <Schatten>.""#) })
    }

    @Test("goes with its author: the words, and the place in the list stays", .database)
    func erased() async throws {
        let town = try await setUp()
        try await TestDatabase.inUse().web.transaction { db in
            try db.eraseAmendments(of: town.cast.bob.id, by: db.permit(house: "test"), at: t0)
        }
        let shown = try await town.author.get(town.amendment).text
        #expect(!shown.contains("&lt;Schatten&gt;") && shown.contains("zurückgezogen"))
    }

    @Test("keeps no answer of an erased author", .database)
    func answers() async throws {
        let town = try await setUp()
        let no = ["outcome": "declined", "answer": "Meine eigenen Worte."]
        #expect(try await town.author.post("\(town.amendment)/decide", no).status == 303)
        #expect(try await town.bob.get(town.amendment).text.contains("Meine eigenen Worte."))
        try await TestDatabase.inUse().web.transaction { db in
            try db.eraseAmendments(of: town.cast.alice.id, by: db.permit(house: "test"), at: t0)
        }
        #expect(try await !town.bob.get(town.amendment).text.contains("Meine eigenen Worte."))
    }
}
