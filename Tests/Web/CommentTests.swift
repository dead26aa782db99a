import Core
import Deliberation
import Foundation
import Support
import Testing

@Suite("Commenting on a proposal's page", .withServer)
struct CommentPageTests {
    private func form(_ more: [String: String] = [:]) -> [String: String] {
        [
            "once": UUID().uuidString, "side": "for", "lines": "2-3", "version": "1",
            "body": "Im *Schatten* <b>bitte</b>",
        ]
        .merging(more) { $1 }
    }

    @Test(
        "shows the comment with its lines, a second click makes no second one, and its author takes it back",
        .database)
    func journey() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(TestDatabase.inUse().web)
        let client = try await TestClient.make()
        #expect(try await client.get("/proposals/\(proposal)").text.contains("/sign-in?next="))
        try await client.signIn(cast.bob)
        let page = try await client.get("/proposals/\(proposal)?lines=2-3").text
        #expect(
            page.contains(#"name="lines" aria-describedby="lines-hint""#) || page.contains(#"value="2-3""#))
        let entry = form()
        let first = try await client.post("/proposals/\(proposal)/comments", entry)
        #expect(first.status == 303 && first.location == "/proposals/\(proposal)?done=comment#comment-1")
        #expect(try await client.post("/proposals/\(proposal)/comments", entry).location == first.location)

        let stranger = try await TestClient.make()
        let seen = try await stranger.get("/proposals/\(proposal)?done=comment").text
        #expect(
            seen.contains("<em>Schatten</em> &lt;b&gt;bitte&lt;/b&gt;") && seen.contains("Zeilen 2 bis 3"))
        #expect(seen.contains(##"href="/proposals/\##(proposal)#z2""##))
        #expect(seen.components(separatedBy: #"id="comment-1""#).count == 2)
        #expect(!seen.contains("⟦") && !seen.contains("{"))

        #expect(try await client.post("/proposals/\(proposal)/comments/1/withdraw").status == 303)
        #expect(try await client.post("/proposals/\(proposal)/comments/1/withdraw").status == 303)
        let gone = try await stranger.get("/proposals/\(proposal)").text
        #expect(!gone.contains("Schatten</em>") && gone.contains("Dieser Beitrag wurde zurückgezogen."))
    }

    @Test(
        "brings wrong input back with every word kept", .database,
        arguments: [
            (["body": ""], "Schreiben Sie einen Text"), (["side": "sideways"], "Wählen Sie, ob"),
            (["lines": "9"], "Diese Zeilen gibt es"),
            (["lines": "٣"], "Diese Zeilen gibt es"), (["lines": "3-2"], "Diese Zeilen gibt es"),
            (["version": "7"], "inzwischen geändert"),
            (["body": String(repeating: "ä", count: 4001)], "höchstens 4"),
        ])
    func wrongInput(change: [String: String], sentence: String) async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(TestDatabase.inUse().web)
        let client = try await TestClient.make()
        try await client.signIn(cast.bob)
        let answer = try await client.post("/proposals/\(proposal)/comments", form(change))
        #expect(answer.status == 422)
        #expect(answer.text.contains(sentence))
        let body = change["body"] ?? "Im *Schatten* &lt;b&gt;bitte&lt;/b&gt;"
        #expect(body.isEmpty || answer.text.contains(body))
        #expect(!answer.text.contains("⟦"))
    }

    @Test("takes replies on the thread's page, and only there where the address fits", .database)
    func replies() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let web = try TestDatabase.inUse().web
        let (proposal, other) = (
            try await cast.publishProposal(web), try await cast.publishProposal(web, title: "Anderes")
        )
        let comment = try await cast.comment(web, on: proposal, by: cast.alice)
        let client = try await TestClient.make()
        try await client.signIn(cast.bob)
        let path = "/proposals/\(proposal)/comments/\(comment)"
        #expect(try await client.get(path).text.contains(#"id="reply""#))
        let empty = try await client.post(path + "/replies", ["body": " "])
        #expect(empty.status == 422 && empty.text.contains("Schreiben Sie einen Text"))
        let once = UUID().uuidString
        for _ in 1...2 {
            #expect(try await client.post(path + "/replies", ["once": once, "body": "Genau."]).status == 303)
        }
        #expect(try await client.get(path).text.components(separatedBy: "Genau.").count == 2)
        #expect(try await client.get("/proposals/\(proposal)/comments?side=neutral").text.contains("Genau."))
        #expect(try await client.get("/proposals/\(other)/comments/\(comment)").status == 404)
        #expect(
            try await client.post("/proposals/\(other)/comments/\(comment)/replies", ["body": "Falsch"])
                .status == 404)
        #expect(try await client.post(path + "/withdraw").status == 404, "not their own")
    }

    @Test("pages through many replies and threads by key", .database)
    func pages() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let web = try TestDatabase.inUse().web
        let proposal = try await cast.publishProposal(web)
        let first = try await cast.comment(web, on: proposal, by: cast.alice)
        for number in 1...21 {
            _ = try await cast.reply(web, to: first, by: cast.bob, "Antwort Nummer \(number).")
        }
        for number in 1...21 {
            _ = try await cast.comment(web, on: proposal, by: cast.bob, "Argument \(number).", side: .pro)
        }
        let client = try await TestClient.make()
        let path = "/proposals/\(proposal)/comments/\(first)"
        let page = try await client.get(path).text
        #expect(page.contains("Antwort Nummer 20.") && !page.contains("Antwort Nummer 21."))
        let next = try #require(page.firstMatch(of: /after=(\d+)/)?.output.1)
        #expect(try await client.get("\(path)?after=\(next)").text.contains("Antwort Nummer 21."))
        let side = "/proposals/\(proposal)/comments?side=for"
        let list = try await client.get(side).text
        #expect(list.contains("Argument 2.") && !list.contains("Argument 1."))
        let before = try #require(list.firstMatch(of: /before=(\d+)/)?.output.1)
        #expect(
            try await client.get("\(side)&amp;before=\(before)".replacing("&amp;", with: "&")).text.contains(
                "Argument 1."))
        #expect(try await client.get("/proposals/\(proposal)").text.contains("Alle Beiträge dafür"))
    }

    @Test("is closed to visitors, to a form of another session, and to links", .database)
    func strangers() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let web = try TestDatabase.inUse().web
        let proposal = try await cast.publishProposal(web)
        let comment = try await cast.comment(web, on: proposal, by: cast.alice)
        let client = try await TestClient.make()
        let acts = [
            "/proposals/\(proposal)/comments/\(comment)/replies",
            "/proposals/\(proposal)/comments/\(comment)/withdraw",
        ]
        for path in acts + ["/proposals/\(proposal)/comments"] {
            #expect(try await client.post(path, form()).status == 403)
        }
        for path in acts { #expect([404, 405].contains(try await client.get(path).status)) }
        try await client.signIn(cast.bob)
        for path in acts + ["/proposals/\(proposal)/comments"] {
            #expect(
                try await client.post(path, form(["token": String(repeating: "0", count: 64)])).status == 403)
        }
        #expect(try await client.post("/proposals/999/comments", form()).status == 404)
    }
}
