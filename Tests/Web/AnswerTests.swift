import Acts
import Core
import Foundation
import Identity
import Notices
import Postgres
import Proposals
import Support
import Testing
import Web

@Suite("The city's answer to a proposal", .withServer)
struct AnswerTests {
    private func form(_ changes: [String: String] = [:]) -> [String: String] {
        [
            "once": UUID().uuidString, "stance": "partly", "office": "Amt für <Stadtgrün>",
            "body": "Drei Bänke *sofort*,\n\nzwei im Herbst.",
        ].merging(changes) { $1 }
    }

    private func setUp() async throws -> (Cast, TestClient, String) {
        let cast = try await Cast.shared()
        let proposal = try await cast.publishProposal(TestDatabase.inUse().web)
        let client = try await TestClient.make()
        try await client.signIn(cast.ada)
        return (cast, client, "/proposals/\(proposal)")
    }

    private func events() async throws -> [String] {
        try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT entry FROM log_outbox").map {
                String(decoding: try $0["entry"] as [UInt8], as: UTF8.self)
            }
            .filter { $0.contains("\"act\":\"proposal.answered\"") }
        }
    }

    @Test(
        "goes from the form to the page, to the log and to the author, once however often one clicks",
        .database)
    func answered() async throws {
        let (cast, client, proposal) = try await setUp()
        #expect(try await client.get(proposal).text.contains("href=\"\(proposal)/answer\""))
        #expect(try await client.get("\(proposal)/answer").status == 200)
        let entry = form()
        for _ in 1...2 {
            let answer = try await client.post("\(proposal)/answer", entry)
            #expect(answer.status == 303 && answer.location == "\(proposal)?done=answered")
        }
        let later = form(["stance": "accepted", "body": "Alle fünf stehen."])
        #expect(try await client.post("\(proposal)/answer", later).status == 303)

        let page = try await TestClient.make().get(proposal).text
        for words in [
            "Antwort der Stadt", "Wird zum Teil umgesetzt", "Amt für &lt;Stadtgrün&gt;", "<em>sofort</em>",
            "Wird umgesetzt", "beantwortet",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(page.ranges(of: "Drei Bänke").count == 1)
        let (first, second) = (page.range(of: "Drei Bänke"), page.range(of: "Alle fünf stehen."))
        #expect(try #require(first).lowerBound < #require(second).lowerBound)
        #expect(!page.contains("\(proposal)/answer") && !page.contains("⟦"))

        let told = try await TestDatabase.inUse().web.read { try $0.inbox(of: cast.alice.id, limit: 9) }
        #expect(told.count == 2 && told[0].subject == "Die Stadt hat geantwortet: Bänke am Innenhafen")
        #expect(told[1].body.contains("Amt für <Stadtgrün>: Wird zum Teil umgesetzt."))
        #expect(told[1].body.contains(proposal) && !told[1].body.contains("{"))
        let logged = try await events()
        #expect(logged.count == 2)
        #expect(logged.allSatisfy { $0.contains("\"actor\":\"administration\"") && !$0.contains("Bänke") })
    }

    @Test(
        "comes back with every word kept when something is missing", .database,
        arguments: [
            (field: "stance", value: "", words: "Wählen Sie aus, was aus dem Vorschlag wird."),
            ("stance", "perhaps", "Wählen Sie aus, was aus dem Vorschlag wird."),
            ("office", "", "Geben Sie an, welches Amt antwortet."),
            ("office", String(repeating: "x", count: 121), "Bitte kürzen Sie auf höchstens 120"),
            ("body", "", "Schreiben Sie die Antwort."),
            ("body", String(repeating: "x", count: 8001), "Bitte kürzen Sie auf höchstens 8"),
        ])
    func wrong(field: String, value: String, words: String) async throws {
        let (_, client, proposal) = try await setUp()
        let answer = try await client.post("\(proposal)/answer", form([field: value]))
        #expect(answer.status == 422)
        #expect(answer.text.contains(words), "\(words)")
        #expect(field == "body" || answer.text.contains("zwei im Herbst."))
        #expect(try await events().isEmpty)
    }

    @Test("is the administration's alone, and only to what stands there", .database)
    func refused() async throws {
        let (cast, client, proposal) = try await setUp()
        let bob = try await TestClient.make()
        #expect(try await bob.get("\(proposal)/answer").location?.hasPrefix("/sign-in") == true)
        try await bob.signIn(cast.bob)
        #expect(try await bob.get("\(proposal)/answer").status == 404)
        #expect(try await bob.post("\(proposal)/answer", form()).status == 404)
        #expect(!(try await bob.get(proposal).text.contains("\(proposal)/answer")))
        #expect(try await client.get("/proposals/999/answer").status == 404)
        #expect(try await client.post("/proposals/999/answer", form()).status == 409)

        try await bob.signIn(cast.alice)
        #expect(try await bob.post("\(proposal)/withdraw").status == 303)
        #expect(try await client.get("\(proposal)/answer").status == 409)
        #expect(try await client.post("\(proposal)/answer", form()).status == 409)
        #expect(try await events().isEmpty)
    }

    @Test("is due for a proposal with enough supports, until the city has answered", .database)
    func due() async throws {
        let (cast, client, proposal) = try await setUp()
        try await TestDatabase.inUse().owner.transaction { try $0.run("UPDATE processes SET threshold = 1") }
        let link = "<b>Antwort fällig</b>: <a href=\"\(proposal)/answer\">"
        #expect(try await !client.get("/administration").text.contains(link))
        let bob = try await TestClient.make()
        try await bob.signIn(cast.bob)
        #expect(try await bob.post("\(proposal)/support").status == 303)
        #expect(try await client.get("/administration").text.contains(link))
        #expect(try await client.get(proposal).text.contains("muss die Stadt antworten"))
        #expect(try await client.post("\(proposal)/answer", form()).status == 303)
        #expect(try await !client.get("/administration").text.contains(link))
        #expect(try await client.get(proposal).text.contains("Die Stadt hat geantwortet."))
    }

    @Test("is never changed: not even the server's role may", .database)
    func fixed() async throws {
        let (_, client, proposal) = try await setUp()
        #expect(try await client.post("\(proposal)/answer", form()).status == 303)
        for statement in ["UPDATE answers SET body = 'Nein'", "DELETE FROM answers"] {
            let error = await #expect(throws: DatabaseError.self) {
                try await TestDatabase.inUse().web.once { try $0.script(statement) }
            }
            #expect(error?.state == "42501", "\(statement)")
        }
    }
}
