import Acts
import AuditLog
import Core
import Foundation
import Phrases
import Postgres
import Proposals
import Support
import Testing
import Web

@Suite("The log's page, asked for a part,", .withServer, .database)
struct LogFilterPageTests {
    @Test(
        "shows a proposal with what belongs to it, a day, and both with a kind; the proposal leads there",
        .database)
    func filters() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let client = try await TestClient.make()
        let database = try TestDatabase.inUse().web
        let id = try await cast.publishProposal(database)
        let other = try await cast.publishProposal(database)
        try await database.transaction { db in
            try db.addSupport(
                to: id, by: db.permit(.support, in: cast.process, for: cast.bob, at: t0), at: t0)
        }
        let key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        _ = try await Sequencer(TestDatabase.inUse().jobs, key: key).integrate(at: t0)
        try await client.site.refresh()

        let link = "/log?proposal=\(id)"
        #expect(try await client.get("/proposals/\(id)").text.contains("href=\"\(link)\""))
        let all = try await client.get(link).text
        #expect(all.contains("Vorschlag \(id) wurde veröffentlicht."))
        #expect(all.contains("Vorschlag \(id) bekam eine Unterstützung."))
        #expect(!all.contains("Vorschlag \(other) wurde") && !all.contains("Wohnsitz einer Person"))
        #expect(all.contains("<h2>Vorschlag \(id)</h2>") && all.contains("<details open>"))
        #expect(all.contains("href=\"/log?about=support&amp;proposal=\(id)\""))
        let supports = try await client.get("/log?about=support&proposal=\(id)").text
        #expect(supports.contains("bekam eine Unterstützung") && !supports.contains("wurde veröffentlicht."))
        #expect(supports.contains("<input type=\"hidden\" name=\"about\" value=\"support\">"))

        let day = TownTime.local(t0).day.iso8601
        let today = try await client.get("/log?proposal=&day=\(day)").text
        #expect(today.contains("Vorschlag \(other) wurde veröffentlicht."))
        #expect(today.contains("value=\"\(day)\""))
        let never = try await client.get("/log?proposal=\(id)&day=1999-12-31")
        #expect(never.status == 200 && never.text.contains("Dazu steht nichts im Protokoll."))
        #expect(try await client.get("/log?proposal=999999").text.contains("Dazu steht nichts"))
        #expect(try await client.get("/log?proposal=00\(id)").text.contains("<h2>Vorschlag \(id)</h2>"))
    }

    @Test(
        "keeps what was typed and says what is wrong with it",
        arguments: [
            ("proposal=abc", "ganze Zahl"), ("proposal=-1", "ganze Zahl"), ("proposal=0", "ganze Zahl"),
            ("proposal=99999999999999999999", "ganze Zahl"), ("proposal=4/comments", "ganze Zahl"),
            ("day=2026-02-30", "einen Tag an"), ("day=morgen", "einen Tag an"),
            ("about=comment&proposal=%22%3E%3Cb%3E", "ganze Zahl"),
        ])
    func wrong(query: String, sentence: String) async throws {
        let page = try await TestClient.make().get("/log?\(query)")
        #expect(page.status == 422)
        #expect(page.text.contains("Es gibt ein Problem") && page.text.contains(sentence))
        #expect(page.text.contains("aria-invalid=\"true\"") && !page.text.contains("><b>\""))
        #expect(!page.text.contains("class=\"timeline\""))
    }

    @Test("leads on from page to page with the same choice", .database)
    func pages() async throws {
        let client = try await TestClient.make()
        _ = try await TestDatabase.inUse().owner.transaction { db in
            try db.run(
                """
                INSERT INTO log_outbox (entry)
                SELECT convert_to('{"act":"support.withdrawn","at":"2025-05-04T10:00:00Z","body":{},"obj":"proposals/777","v":1}', 'UTF8')
                FROM generate_series(1, 120)
                """)
        }
        let key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        _ = try await Sequencer(TestDatabase.inUse().jobs, key: key).integrate(at: t0)
        var (path, shown): (String?, Int) = ("/log?proposal=777&day=2025-05-04", 0)
        while let next = path {
            let text = try await client.get(next).text
            shown += text.components(separatedBy: "zurückgenommen.").count - 1
            let address = #/href="(\/log\?proposal=777&amp;day=2025-05-04&amp;before=\d+)"/#
            let older = text.firstMatch(of: address)
            path = older.map { String($0.1).replacing("&amp;", with: "&") }
        }
        #expect(shown == 120)
    }
}
