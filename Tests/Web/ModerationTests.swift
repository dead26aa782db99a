import Core
import Deliberation
import Foundation
import Identity
import Postgres
import Support
import Testing
import Web

@Suite("The moderators' desk", .withServer)
struct DeskTests {
    private struct Town {
        let cast: Cast
        let web: Database
        let proposal: ProposalID
        let comment: CommentID
        let visitor: TestClient
        let moderator: TestClient
    }

    /// Bob wrote something, a visitor reported it, Dora is signed in.
    private func reported() async throws -> Town {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let web = try TestDatabase.inUse().web
        let proposal = try await cast.publishProposal(web)
        let comment = try await cast.comment(web, on: proposal, by: cast.bob, "Unsägliches <i>Zeug</i>")
        let town = Town(
            cast: cast, web: web, proposal: proposal, comment: comment, visitor: try await TestClient.make(),
            moderator: try await TestClient.make())
        try await town.moderator.signIn(cast.dora)
        let report = [
            "once": UUID().uuidString, "comment": comment.description, "rule": "insult",
            "words": "Das beleidigt.",
        ]
        for _ in 1...2 {
            #expect(
                try await town.visitor.post("/report", report).location
                    == "/proposals/\(proposal)?done=report")
        }
        return town
    }

    @Test(
        "shows the case in its context, previews the letter, decides once, and the words are gone", .database)
    func journey() async throws {
        let town = try await reported()
        let queue = try await town.moderator.get("/moderation").text
        #expect(
            queue.contains("Unsägliches &lt;i&gt;Zeug&lt;/i&gt;") && queue.contains("1 Meldung")
                && queue.contains("1 Fall ist offen"))
        let page = try await town.moderator.get("/moderation/cases/1").text
        #expect(
            page.contains("Das beleidigt.") && page.contains("ohne Konto")
                && page.contains("Bänke am Innenhafen"))
        #expect(!page.contains("⟦") && !queue.contains("⟦"))

        let form = ["verdict": "hide", "rule": "insult", "reason": "Der Beitrag <beleidigt>."]
        let preview = try await town.moderator.post(
            "/moderation/cases/1", form.merging(["step": "preview"]) { $1 })
        #expect(
            preview.status == 200 && preview.text.contains("So wird der Brief lauten")
                && preview.text.contains("Guten Tag, Bob"))
        #expect(
            preview.text.contains(#"<div lang="de"><p><b>Ihr Beitrag"#)
                && preview.text.contains(#"<div lang="en"><p><b>Your comment"#)
                && preview.text.contains("in der Sprache, die im Konto eingestellt ist"))
        #expect(
            try await town.visitor.get("/proposals/\(town.proposal)").text.contains("Unsägliches"),
            "a preview decides nothing")
        #expect(try await town.moderator.post("/moderation/cases/1", form).location == "/moderation?done=1")
        #expect(try await town.moderator.get("/moderation?done=1").text.contains("Fall 1 ist entschieden"))

        let second = try await town.moderator.post(
            "/moderation/cases/1", form.merging(["verdict": "keep"]) { $1 })
        #expect(second.status == 409 && second.text.contains("inzwischen schon entschieden"))
        for path in [
            "/proposals/\(town.proposal)", "/proposals/\(town.proposal)/comments?side=neutral",
            "/moderation/record", "/feeds/moderation",
        ] {
            let seen = try await town.visitor.get(path)
            #expect(
                seen.status == 200 && !seen.text.contains("Unsägliches") && !seen.text.contains("⟦"),
                "\(path)")
        }
        #expect(
            try await town.visitor.get("/proposals/\(town.proposal)").text.contains(
                "Die Moderation hat diesen Beitrag"))
        let record = try await town.visitor.get("/moderation/record/1").text
        #expect(record.contains("Der Beitrag &lt;beleidigt&gt;.") && record.contains("Regel: Beleidigung"))
        #expect(
            try await town.visitor.get("/report?comment=\(town.comment)").status == 404,
            "what is hidden cannot be reported")

        let author = try await TestClient.make()
        try await author.signIn(town.cast.bob)
        let inbox = try await author.get("/account/inbox").text
        #expect(
            inbox.contains("Ihr Beitrag ist nicht mehr zu sehen")
                && inbox.contains("Der Beitrag &lt;beleidigt&gt;."))
        #expect(
            try await town.moderator.get("/account/inbox").text.contains("Noch hat Ihnen niemand geschrieben")
        )
    }

    @Test("does not exist for anybody else", .database)
    func strangers() async throws {
        let town = try await reported()
        let administrator = try await TestClient.make()
        try await administrator.signIn(town.cast.ada)
        for client in [town.visitor, administrator] {
            for path in ["/moderation", "/moderation/cases/1"] {
                #expect(try await client.get(path).status == 404)
            }
            let decision = ["verdict": "hide", "rule": "insult", "reason": "Weil."]
            #expect(try await client.post("/moderation/cases/1", decision).status == 404)
        }
        #expect(try await town.visitor.get("/proposals/\(town.proposal)").text.contains("Unsägliches"))
        #expect(try await town.visitor.get("/moderation/record/1").status == 404, "not yet decided")
        #expect(try await town.visitor.get("/account/inbox").location?.hasPrefix("/sign-in") == true)
        #expect(try await town.moderator.get("/moderation/cases/2").status == 404)
    }

    @Test(
        "brings an unfinished decision back with its words", .database,
        arguments: [
            (["verdict": "", "rule": "insult", "reason": "Wort"], "Wählen Sie, was geschehen soll"),
            (["verdict": "hide", "rule": "", "reason": "Wort"], "nennen Sie die Regel"),
            (["verdict": "hide", "rule": "unknown", "reason": "Wort"], "nennen Sie die Regel"),
            (["verdict": "keep", "rule": "", "reason": ""], "schreiben Sie eine Begründung"),
            (
                ["verdict": "keep", "rule": "", "reason": String(repeating: "Wort", count: 501)],
                "höchstens 2"
            ),
        ])
    func unfinished(form: [String: String], sentence: String) async throws {
        let town = try await reported()
        let answer = try await town.moderator.post("/moderation/cases/1", form)
        #expect(answer.status == 422 && answer.text.contains(sentence))
        let reason = form["reason"] ?? ""
        #expect(reason.isEmpty || answer.text.contains(reason))
        #expect(try await town.moderator.get("/moderation").text.contains("1 Fall ist offen"))
    }
}

@Suite("The report form", .withServer)
struct ReportFormTests {
    @Test("brings wrong input back, and refuses what is not there", .database)
    func wrongInput() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(TestDatabase.inUse().web)
        let client = try await TestClient.make()
        let page = try await client.get("/report?proposal=\(proposal)")
        #expect(
            page.status == 200 && page.text.contains("Diesen Vorschlag melden") && !page.text.contains("⟦"))
        let answer = try await client.post(
            "/report", ["proposal": proposal.description, "words": "Meine <Worte>"])
        #expect(
            answer.status == 422 && answer.text.contains("Wählen Sie, worum es geht")
                && answer.text.contains("Meine &lt;Worte&gt;"))
        let long = try await client.post(
            "/report",
            [
                "proposal": proposal.description, "rule": "threat",
                "words": String(repeating: "ä", count: 2001),
            ])
        #expect(long.status == 422)
        for query in ["", "?proposal=999", "?comment=1", "?proposal=x", "?proposal=٣"] {
            #expect(try await client.get("/report" + query).status == 404)
        }
        #expect(try await client.post("/report", ["proposal": "999", "rule": "threat"]).status == 404)
    }

    @Test("tells a person who reports twice that it is known", .database)
    func twice() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(TestDatabase.inUse().web)
        let client = try await TestClient.make()
        try await client.signIn(cast.bob)
        let form = ["proposal": proposal.description, "rule": "advertising"]
        #expect(try await client.post("/report", form).status == 303)
        let again = try await client.post("/report", form)
        #expect(again.status == 409 && again.text.contains("schon gemeldet"))
    }
}

@Suite("The public record of moderation", .withServer)
struct RecordTests {
    @Test("is paged by key, newest first, in both languages", .database)
    func paged() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        try await TestDatabase.inUse().owner.transaction { db in
            for number in 1...21 as ClosedRange<Int64> {
                try db.run(
                    "INSERT INTO cases (kind, subject, opened_at, state) VALUES ('comment', \(number), \(t0), 'kept')"
                )
                try db.run(
                    """
                    INSERT INTO decisions (case_id, verdict, reason, decided_by, decided_at, leaf)
                    SELECT max(id), 'keep', 'Grund Nummer ' || \(number) || '.', \(cast.dora.id), \(t0), ''::bytea FROM cases
                    """)
            }
        }
        let client = try await TestClient.make()
        let page = try await client.get("/moderation/record").text
        #expect(
            page.contains("Grund Nummer 21.") && page.contains("Grund Nummer 2.")
                && !page.contains("Grund Nummer 1."))
        let before = try #require(page.firstMatch(of: /before=([0-9-]+)/)?.output.1)
        #expect(try await client.get("/moderation/record?before=\(before)").text.contains("Grund Nummer 1."))
        for wrong in ["1", "a-b", "-1-1", "99999999999999999999-1"] {
            #expect(
                try await client.get("/moderation/record?before=\(wrong)").text.contains("Grund Nummer 21."))
        }
        _ = try await client.post("/language", ["language": "en", "path": "/moderation/record"])
        let english = try await client.get("/moderation/record").text
        #expect(english.contains("Decisions of moderation") && !english.contains("⟦"))
    }
}
