import Core
import Foundation
import HTTPTypes
import Postgres
import Support
import Testing
import Web

@Suite("A fixed page", .withServer, .database)
struct StaticPageTests {
    static let paths = ["/guide", "/rules", "/easy", "/accessibility", "/open-data", "/privacy", "/imprint"]

    @Test("can be read in every language, with all its words", arguments: paths)
    func read(path: String) async throws {
        let client = try await TestClient.make()
        for language in ["de", "en", "de-simple"] {
            _ = try await client.post("/language", ["language": language, "path": path])
            let answer = try await client.get(path)
            #expect(answer.status == 200)
            #expect(answer.text.contains("<html lang=\"\(language)\">"))
            #expect(!answer.text.contains("⟦"), "\(path) in \(language)")
            #expect(answer.text.components(separatedBy: "<h1>").count == 2)
        }
    }

    @Test("names the operator, and says so where a demo invented it")
    func operators() async throws {
        #expect(try await TestClient.make().get("/imprint").text.contains("erfunden"))
        let real = ResponsibleBody(
            name: "Stadt <Duisburg>", address: "Burgplatz 19, 47051 Duisburg", email: "post@example.org")
        let client = try await TestClient.make(
            settings: SiteSettings(address: "https://example.org", responsible: real))
        let imprint = try await client.get("/imprint").text
        #expect(imprint.contains("Stadt &lt;Duisburg&gt;"))
        #expect(!imprint.contains("erfunden"))
    }

    @Test("for machines tells robots and finders of weaknesses what they may know")
    func machines() async throws {
        let client = try await TestClient.make()
        let robots = try await client.get("/robots.txt")
        #expect(robots.text.hasPrefix("User-agent: *\n"))
        #expect(robots.headers[.contentType] == "text/plain; charset=utf-8")
        let security = try await client.get("/.well-known/security.txt").text
        #expect(security.contains("Contact: mailto:hallo@mitstimme.invalid\n"))
        #expect(security.contains("Expires: 2026-10-31T00:00:00Z\n"))
    }
}

@Suite("Reporting a barrier", .withServer, .database)
struct BarrierTests {
    @Test(
        "needs no account, keeps wrong words, and mails every administrator once however often the button is clicked"
    )
    func report() async throws {
        _ = try await Cast(TestDatabase.inUse().owner)
        let client = try await TestClient.make()
        #expect(try await client.get("/report/barrier").status == 200)
        let wrong = try await client.post("/report/barrier", ["page": "<b>", "words": "", "email": "kein"])
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("&lt;b&gt;"))
        let form = [
            "once": UUID().uuidString, "page": "/proposals", "words": "Der Kontrast ist zu schwach.",
            "email": "",
        ]
        for _ in 1...2 {
            #expect(try await client.post("/report/barrier", form).location == "/report/barrier?done=sent")
        }
        #expect(try await client.get("/report/barrier?done=sent").text.contains("Danke"))
        let mails = try await TestDatabase.inUse().owner.read {
            try $0.rows("SELECT recipient, body FROM mails").map { row -> [String] in
                [try row["recipient"], try row["body"]]
            }
        }
        #expect(mails.count == 1)
        #expect(mails.first?.first == "ada@example.org")
        #expect(mails.first?.last?.contains("Der Kontrast ist zu schwach.") == true)
    }
}
