import Acts
import Core
import Deliberation
import Foundation
import Identity
import Notices
import Postgres
import Proposals
import Support
import Testing
import Web

@Suite("An amendment to a proposal", .withServer)
struct AmendmentTests {
    private struct Town {
        let cast: Cast
        let proposal: ProposalID
        let author, bob, reader: TestClient

        var page: String { "/proposals/\(proposal)" }
    }

    /// Alice's proposal has three lines: five benches, one in the shade, a table.
    private func setUp() async throws -> Town {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(TestDatabase.inUse().web)
        let (author, bob) = (try await TestClient.make(), try await TestClient.make())
        try await author.signIn(cast.alice)
        try await bob.signIn(cast.bob)
        return Town(
            cast: cast, proposal: proposal, author: author, bob: bob, reader: try await TestClient.make())
    }

    private func form(_ changes: [String: String] = [:]) -> [String: String] {
        [
            "once": UUID().uuidString, "version": "1", "lines": "2", "text": "Zwei Bänke im <Schatten>.",
            "reason": "Eine ist *zu wenig*.",
        ].merging(changes) { $1 }
    }

    private func propose(_ town: Town, _ changes: [String: String] = [:], by client: TestClient? = nil)
        async throws
        -> String
    {
        let answer = try await (client ?? town.bob).post(
            "/proposals/\(town.proposal)/amendments", form(changes))
        #expect(answer.status == 303, "\(changes)")
        return String(answer.location?.split(separator: "?").first ?? "")
    }

    private func events() async throws -> [String] {
        try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT entry FROM log_outbox").map {
                String(decoding: try $0["entry"] as [UInt8], as: UTF8.self)
            }
        }
    }

    private func acts(_ type: String) async throws -> [String] {
        try await events().filter { $0.contains("\"act\":\"\(type)\"") }
    }

    private func inbox(_ person: Person) async throws -> [String] {
        try await TestDatabase.inUse().web.read { try $0.inbox(of: person.id, limit: 9) }.map {
            $0.subject + "\n" + $0.body
        }
    }

    @Test("goes from the lines to a new version, with both sides told and the old wording kept", .database)
    func accepted() async throws {
        let town = try await setUp()
        #expect(
            try await town.bob.get(town.page).text.contains(
                "href=\"/proposals/\(town.proposal)/amendments/new\""))
        let blank = try await town.bob.get("/proposals/\(town.proposal)/amendments/new?lines=2")
        #expect(blank.status == 200 && blank.text.contains("Eine Bank im Schatten.</textarea>"))
        let entry = form()
        for _ in 1...2 {
            let answer = try await town.bob.post("/proposals/\(town.proposal)/amendments", entry)
            #expect(answer.location == "/proposals/\(town.proposal)/amendments/1?done=proposed")
        }
        let path = "/proposals/\(town.proposal)/amendments/1"
        let proposal = try await town.reader.get(town.page).text
        #expect(proposal.contains(#"<li id="z2" class="marked">"#) && proposal.contains("href=\"\(path)\""))
        #expect(proposal.contains("1 Änderungsvorschlag</a>"))
        let shown = try await town.reader.get(path).text
        for words in [
            "Eine Bank im Schatten.", "Zwei Bänke im &lt;Schatten&gt;.", "<em>zu wenig</em>", "Bob", "offen",
        ] {
            #expect(shown.contains(words), "\(words)")
        }
        #expect(!shown.contains("So entscheiden") && !shown.contains("⟦") && !proposal.contains("⟦"))
        #expect(try await inbox(town.cast.alice).first?.contains(path) == true)

        #expect(try await town.author.get(path).text.contains("So entscheiden"))
        let decided = try await town.author.post("\(path)/decide", ["outcome": "accepted", "answer": ""])
        #expect(decided.location == "\(path)?done=accepted")
        let after = try await town.reader.get(town.page).text
        #expect(
            after.contains("Zwei Bänke im &lt;Schatten&gt;.") && !after.contains("Eine Bank im Schatten."))
        #expect(after.contains("Fassung 2</a>") && !after.contains("class=\"marked\""))
        let versions = try await town.reader.get("/proposals/\(town.proposal)/versions").text
        #expect(versions.contains("<del>Eine Bank im Schatten.</del>"))
        #expect(versions.contains("<ins>Zwei Bänke im &lt;Schatten&gt;.</ins>") && !versions.contains("⟦"))
        #expect(try await town.reader.get(path).text.contains("übernommen"))
        #expect(try await inbox(town.cast.bob).first?.contains("ist übernommen") == true)
    }

    @Test("is logged without its words, each act once", .database)
    func logged() async throws {
        let town = try await setUp()
        let first = try await propose(town)
        let second = try await propose(town, ["lines": "3", "text": "Zwei Tische."])
        let third = try await propose(town, ["lines": "1", "text": ""])
        #expect(try await town.author.post("\(first)/decide", ["outcome": "accepted"]).status == 303)
        let no = ["outcome": "declined", "answer": "Ein Tisch reicht."]
        #expect(try await town.author.post("\(second)/decide", no).status == 303)
        for _ in 1...2 { #expect(try await town.bob.post("\(third)/withdraw").status == 303) }
        #expect(try await acts("amendment.proposed").count == 3)
        #expect(try await acts("proposal.changed").count == 1)
        let decided = try await acts("amendment.decided")
        #expect(decided.contains { $0.contains(#""body":{"outcome":"accepted"}"#) })
        #expect(decided.contains { $0.contains(#""body":{"outcome":"declined"}"#) } && decided.count == 2)
        #expect(try await acts("amendment.withdrawn").count == 1)
        #expect(try await events().allSatisfy { !$0.contains("Tisch") && !$0.contains("Schatten") })
        #expect(try await town.reader.get(second).text.contains("Ein Tisch reicht."))
        #expect(try await town.reader.get(third).text.contains("Diese Zeilen sollen wegfallen."))
        let own = try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT object FROM own_leaves WHERE person_id = \(town.cast.bob.id)").count
        }
        #expect(own == 4, "three amendments and the one that was taken back")
        let about = try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT leaf FROM leaves_about WHERE person_id = \(town.cast.bob.id)").count
        }
        #expect(about == 6, "and two decisions about them")
    }

    @Test("keeps its lines when others change, and is not taken over where these changed", .database)
    func collides() async throws {
        let town = try await setUp()
        let longer = try await propose(town, ["lines": "1", "text": "Fünf Bänke am Wasser.\nMit Lehnen."])
        let table = try await propose(town, ["lines": "3", "text": "Zwei Tische."])
        let clash = try await propose(town, ["lines": "1", "text": "Sechs Bänke am Wasser."])
        #expect(try await town.author.post("\(longer)/decide", ["outcome": "accepted"]).status == 303)
        let page = try await town.reader.get(town.page).text
        #expect(page.contains(#"<li id="z4" class="marked">"#), "the table is line 4 now")
        #expect(try await town.author.post("\(table)/decide", ["outcome": "accepted"]).status == 303)
        #expect(try await town.reader.get(town.page).text.contains("Zwei Tische."))
        #expect(try await town.author.post("\(clash)/decide", ["outcome": "accepted"]).status == 303)
        let late = try await propose(town, ["version": "4", "lines": "1", "text": "Sieben."])
        let later = try await propose(town, ["version": "4", "lines": "1", "text": "Acht."])
        #expect(try await town.author.post("\(late)/decide", ["outcome": "accepted"]).status == 303)
        let shown = try await town.author.get(later).text
        #expect(shown.contains("inzwischen geändert") && !shown.contains("value=\"accepted\""))
        let refused = try await town.author.post("\(later)/decide", ["outcome": "accepted"])
        #expect(refused.status == 409 && refused.text.contains("inzwischen geändert"))
        #expect(try await acts("proposal.changed").count == 4)
        #expect(
            try await town.bob.post("/proposals/\(town.proposal)/amendments", form()).status == 422,
            "an old version")
    }

    @Test(
        "comes back with every word kept when something is wrong", .database,
        arguments: [
            ("lines", "", "Geben Sie die Zeilen an."), ("lines", "٣", "Diese Zeilen gibt es nicht."),
            ("lines", "3-4", "Diese Zeilen gibt es nicht."), ("text", "Eine  Bank im Schatten.", "schon so"),
            ("version", "2", "inzwischen geändert"), ("reason", "", "warum sich das ändern soll"),
            ("reason", String(repeating: "x", count: 2001), "höchstens 2"),
            ("text", String(repeating: "x", count: 8001), "höchstens 8"),
        ])
    func wrong(field: String, value: String, sentence: String) async throws {
        let town = try await setUp()
        let answer = try await town.bob.post("/proposals/\(town.proposal)/amendments", form([field: value]))
        #expect(answer.status == 422 && answer.text.contains(sentence))
        #expect(field == "reason" || answer.text.contains("Eine ist *zu wenig*."))
        #expect(try await acts("amendment.proposed").isEmpty)
    }

    @Test("is decided by the proposal's author alone, once, and taken back by whoever proposed it", .database)
    func refused() async throws {
        let town = try await setUp()
        let path = try await propose(town)
        #expect(
            try await town.reader.get("/proposals/\(town.proposal)/amendments/new").location?.hasPrefix(
                "/sign-in") == true)
        #expect(try await town.reader.get("/proposals/999/amendments").status == 404)
        #expect(try await town.reader.get("/proposals/\(town.proposal)/amendments/999").status == 404)
        let yes = ["outcome": "accepted", "answer": ""]
        let page = town.proposal
        #expect(try await town.bob.post("/proposals/\(page)/amendments/1/decide", yes).status == 404)
        #expect(try await town.author.post("/proposals/\(page)/amendments/1/withdraw").status == 404)
        let empty = try await town.author.post("\(path)/decide", ["outcome": "declined", "answer": ""])
        #expect(empty.status == 422 && empty.text.contains("warum Sie die Änderung nicht übernehmen"))
        #expect(try await town.author.post("\(path)/decide", ["outcome": "x"]).status == 422)
        #expect(try await town.author.post("\(path)/decide", yes).status == 303)
        #expect(try await town.author.post("\(path)/decide", yes).status == 409)
        #expect(try await town.bob.post("\(path)/withdraw").status == 409)
        let all = try await propose(town, ["version": "2", "lines": "1-3", "text": ""])
        let nothing = try await town.author.post("\(all)/decide", yes)
        #expect(nothing.status == 422 && nothing.text.contains("bliebe nichts"))
        #expect(try await town.author.post("/proposals/\(town.proposal)/withdraw").status == 303)
        #expect(
            try await town.bob.post("/proposals/\(town.proposal)/amendments", form(["version": "2"])).status
                == 409)
    }

    @Test("is hidden by moderation like any other text, and comes back after a complaint", .database)
    func moderated() async throws {
        let town = try await setUp()
        let path = try await propose(town)
        let report = ["once": UUID().uuidString, "amendment": "1", "rule": "advertising"]
        let form = try await town.reader.get("/report?amendment=1").text
        #expect(form.contains("Diesen Änderungsvorschlag melden") && form.contains("&lt;Schatten&gt;"))
        #expect(try await town.reader.post("/report", report).status == 303)
        let dora = try await TestClient.make()
        try await dora.signIn(town.cast.dora)
        let desk = try await dora.get("/moderation/cases/1").text
        #expect(
            desk.contains("Zwei Bänke im &lt;Schatten&gt;.") && desk.contains("href=\"\(path)\"")
                && !desk.contains("⟦"))
        let decision = ["verdict": "hide", "rule": "advertising", "reason": "Das wirbt."]
        #expect(try await dora.post("/moderation/cases/1", decision).status == 303)
        #expect(try await town.reader.get(path).status == 404)
        #expect(try await !town.reader.get(town.page).text.contains("marked"))
        #expect(try await town.author.post("\(path)/decide", ["outcome": "accepted"]).status == 404)
        #expect(
            try await inbox(town.cast.bob).first?.contains("Ihr Änderungsvorschlag ist nicht mehr zu sehen")
                == true)
        let complaint = ["once": UUID().uuidString, "words": "Ich werbe nicht."]
        #expect(try await town.bob.post("/moderation/record/1/complaint", complaint).status == 303)
        try await TestDatabase.inUse().owner.transaction { db in
            try db.giveRole(.moderation, to: town.cast.ada.id, by: db.permit(house: "test"), at: t0)
        }
        let ada = try await TestClient.make()
        try await ada.signIn(town.cast.ada)
        let review = ["verdict": "keep", "reason": "Stimmt."]
        #expect(try await ada.post("/moderation/complaints/1", review).status == 303)
        #expect(try await town.reader.get(path).status == 200)
    }

    @Test("stands in a list that is paged by key, newest first", .database)
    func paged() async throws {
        let town = try await setUp()
        #expect(
            try await town.reader.get("/proposals/\(town.proposal)/amendments").text.contains(
                "Noch hat niemand"))
        _ = try await propose(town)
        try await TestDatabase.inUse().owner.transaction { db in
            try db.script(
                """
                INSERT INTO amendments (once, proposal_id, author_id, version, first_line, last_line, text, reason, proposed_at)
                SELECT gen_random_uuid(), proposal_id, author_id, 1, 1, 1, 'Wort ' || n, 'Grund', proposed_at
                FROM amendments, generate_series(1, 22) n
                """)
        }
        let first = try await town.reader.get("/proposals/\(town.proposal)/amendments").text
        #expect(
            first.contains("Änderung 23: Zeile 1<") && first.contains("Änderung 4:"))
        #expect(!first.contains("Änderung 3:"))
        let link = try #require(first.firstMatch(of: #/amendments\?before=[0-9]+/#)).output
        let second = try await town.reader.get("/proposals/\(town.proposal)/\(link)").text
        #expect(second.contains("Änderung 3:") && !second.contains("Änderung 4:"))
        #expect(try await town.reader.get(town.page).status == 200)
    }
}
