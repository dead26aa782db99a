import Core
import Foundation
import Identity
import Postgres
import Support
import Testing
import Web

@Suite("Writing and supporting a proposal", .withServer, .database)
struct ProposalTests {
    private func form(_ cast: Cast, once: String = UUID().uuidString) -> [String: String] {
        [
            "once": once, "process": cast.process.description, "title": "Bänke <am> Innenhafen",
            "text": "Fünf Bänke.\nAus Holz.",
            "reason": "Zum *Ausruhen*", "initiator-1": "AK Bänke", "initiator-kind-1": "group",
            "initiator-date-1": "2026-03-01",
        ]
    }

    @Test("goes from the form over the preview to the page, and a second click makes no second one")
    func journey() async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        try await client.signIn(cast.alice)
        #expect(try await client.get("/proposals/new").status == 200)
        let entry = form(cast)
        let first = try await client.post("/proposals/new", entry)
        let second = try await client.post("/proposals/new", entry)
        #expect(first.status == 303 && first.location == second.location)
        let preview = try #require(first.location)
        #expect(try await client.get(preview).text.contains("Bänke &lt;am&gt; Innenhafen"))
        let id = try #require(preview.split(separator: "/").last)
        #expect(try await client.get("/proposals/\(id)").status == 404, "a draft is nobody else's")
        #expect(try await client.post("\(preview)/publish").location == "/proposals/\(id)?done=published")
        #expect(try await client.post("\(preview)/publish").status == 303, "publishing twice changes nothing")
        #expect(
            try await client.post("\(preview)/edit", entry).status == 409, "what is published is no draft")
        let page = try await TestClient.make().get("/proposals/\(id)")
        #expect(page.status == 200 && page.text.contains("AK Bänke") && page.text.contains("1. März 2026"))
        #expect(page.text.contains("<em>Ausruhen</em>"))
        #expect(!page.text.contains("⟦"))

        try await client.signIn(cast.bob)
        #expect(try await client.post("/proposals/\(id)/support").location == "/proposals/\(id)?done=support")
        #expect(try await client.post("/proposals/\(id)/support").status == 409)
        #expect(try await client.post("/proposals/\(id)/support/withdraw").status == 303)
        #expect(try await client.post("/proposals/\(id)/support/withdraw").status == 409)
        #expect(try await client.post("/proposals/\(id)/withdraw").status == 404, "only the author can")
        try await client.signIn(cast.charlie)
        #expect(try await client.post("/proposals/\(id)/support").status == 403)
        try await client.signIn(cast.alice)
        #expect(try await client.post("/proposals/\(id)/withdraw").status == 303)
        #expect(try await TestClient.make().post("/proposals/\(id)/support").status == 403)
    }

    @Test("keeps a draft its author's alone, who can change and discard it")
    func drafts() async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        try await client.signIn(cast.alice)
        let location = try await client.post("/proposals/new", form(cast)).location
        let draft = try #require(location)
        var changed = form(cast)
        changed["title"] = "Tische am Innenhafen"
        #expect(try await client.get("\(draft)/edit").text.contains("Fünf Bänke."))
        #expect(try await client.post("\(draft)/edit", changed).location == draft)
        #expect(try await client.get("/account/proposals").text.contains("Tische am Innenhafen"))
        let other = try await TestClient.make()
        try await other.signIn(cast.bob)
        for path in [draft, "\(draft)/edit"] { #expect(try await other.get(path).status == 404) }
        #expect(try await other.post("\(draft)/publish").status == 404)
        let id = try #require(draft.split(separator: "/").last)
        _ = try await other.post("/account/proposals/\(id)/discard")
        #expect(try await client.get(draft).status == 200, "a stranger discards nothing")
        #expect(try await client.post("\(draft)/discard").location == "/account/proposals")
        #expect(try await client.get(draft).status == 404)
    }

    @Test(
        "comes back with every word when something is wrong",
        arguments: [
            ("title", "", "title"), ("text", " \n ", "text"),
            ("title", String(repeating: "x", count: 121), "title"),
            ("initiator-kind-1", "robot", "initiator-kind-1"),
            ("initiator-date-1", "2026-02-30", "initiator-date-1"),
            ("district", "٤٠١", "district"), ("dock-1", "abc", "dock-1"), ("process", "x", "process"),
        ])
    func refused(field: String, value: String, problem: String) async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        try await client.signIn(cast.alice)
        var entry = form(cast)
        entry[field] = value
        let answer = try await client.post("/proposals/new", entry)
        #expect(answer.status == 422)
        #expect(answer.text.contains("href=\"#\(problem)"), "the summary leads to the field")
        #expect(answer.text.contains("Zum *Ausruhen*"))
    }

    @Test("adds a row without losing a word, and wants a session of its own")
    func rows() async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        #expect(try await client.get("/proposals/new").location?.hasPrefix("/sign-in") == true)
        try await client.signIn(cast.alice)
        var entry = form(cast)
        entry["more"] = "initiator"
        let answer = try await client.post("/proposals/new", entry)
        #expect(answer.text.contains("initiator-2") && answer.text.contains("AK Bänke"))
        entry["more"] = nil
        entry["token"] = "00"
        #expect(try await client.post("/proposals/new", entry).status == 403)
    }

    @Test("is listed twenty at a time, and the list leads on", arguments: ["/", "/proposals", "/processes"])
    func lists(path: String) async throws {
        let answer = try await TestClient.make().get(path)
        #expect([200, 303].contains(answer.status))
        #expect(!answer.text.contains("⟦"))
    }

    @Test("pages by key to the very first", .timeLimit(.minutes(1)))
    func paging() async throws {
        let cast = try await Cast.shared()
        try await TestDatabase.inUse().owner.once { db in
            try db.run(
                """
                INSERT INTO proposals (once, process_id, author_id, state, title, reason, text, changed_at, published_at)
                SELECT gen_random_uuid(), \(cast.process), \(cast.alice.id), 'published', 'Blatt ' || n, '', 'Text', now(), now()
                FROM generate_series(1, 45) n
                """)
        }
        let client = try await TestClient.make()
        var path: String? = "/processes/\(cast.process)"
        var seen: Set<String> = []
        while let here = path {
            let text = try await client.get(here).text
            for match in text.matches(of: /Blatt (\d+)</) { seen.insert(String(match.1)) }
            path = text.firstMatch(of: /href="(\/processes\/\d+\?before=\d+)"/).map { String($0.1) }
        }
        #expect(seen.count == 45)
    }
}
