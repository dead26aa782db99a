import Acts
import Ballots
import Core
import ElectionCrypto
import Foundation
import HTTPTypes
import Identity
import Postgres
import Support
import Testing
import TransparencyLog
import Web

@Suite("The voting booth", .withServer)
struct BoothTests {
    @Test("serves its scripts in a folder that is named by their digest, and never changes", .database)
    func scripts() async throws {
        let client = try await TestClient.make()
        let digest = client.site.boothDigest.hex
        let sums = try await client.get("/booth/\(digest)/SHA256SUMS")
        #expect(SHA256.hash(Array(sums.text.utf8)).bytes.hex == digest)
        let lines = sums.text.split(separator: "\n").map { $0.components(separatedBy: "  ") }
        let names = lines.map { $0[1] }
        #expect(names == names.sorted())
        #expect(
            Set(names).isSuperset(of: [
                "worker.js", "page.js", "ballot.js", "group.js", "audit.js", "fields.js",
            ]))
        for line in lines {
            let script = try await client.get("/booth/\(digest)/\(line[1])")
            #expect(SHA256.hash(Array(script.text.utf8)).bytes.hex == line[0])
            #expect(script.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
            #expect(script.headers[.contentSecurityPolicy] == "default-src 'none'; script-src 'self'")
        }
        for name in ["style.css", "..", "ballot.js.gz"] {
            #expect(try await client.get("/booth/\(digest)/\(name)").status == 404)
        }
        #expect(try await client.get("/booth/\(String(repeating: "0", count: 64))/page.js").status == 404)
    }

    @Test(
        "is there for who may vote, has the election byte for byte, and allows its scripts to ask us alone",
        .database)
    func page() async throws {
        let place = try await BoothPlace()
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        let page = try await client.get("/elections/1/booth")
        #expect(page.status == 200 && page.headers[.cacheControl] == "no-store")
        let policy = try #require(page.headers[.contentSecurityPolicy])
        #expect(
            policy.contains("default-src 'none'")
                && policy.hasSuffix("; script-src 'self'; connect-src 'self'"))
        let digest = client.site.boothDigest.hex
        for script in ["worker", "page"] {
            #expect(page.text.contains("<script src=\"/booth/\(digest)/\(script).js\" defer></script>"))
        }
        let database = try TestDatabase.inUse().web
        let archive = try #require(try await database.read { try $0.archive(of: ElectionID(1)) })
        #expect(
            attribute("data-election", in: page.text) == String(decoding: archive.parameters, as: UTF8.self))
        #expect(attribute("data-post", in: page.text) == "/elections/1/encrypted-ballots")
        #expect(attribute("data-token", in: page.text).count == 64)
        let rule = try JSON(parsing: Array(attribute("data-rule", in: page.text).utf8))
        #expect(rule["kind"]?.string == "choice" && rule["names"]?.array?.count == 3)
        #expect(!page.text.contains("checked"))
        #expect(try await client.get("/elections/1/ballot").location == "/elections/1/booth")
        #expect(try await client.post("/elections/1/cast", ["choice": "yes"]).status == 404)
        #expect(try await client.get("/elections/1").text.contains("href=\"/elections/1/booth\""))
    }

    @Test(
        "sends no choice without scripts: its forms have no address, and the page names the other ways",
        .database)
    func withoutScripts() async throws {
        _ = try await BoothPlace()
        let text = try await TestClient.make().get("/elections/1/booth").text
        let rest = text.components(separatedBy: "<template id=\"booth\"").last ?? ""
        #expect(rest.contains("<form method=\"dialog\""))
        let booth = rest.components(separatedBy: "<div id=\"without-booth\">").first ?? ""
        #expect(
            !booth.contains("action=") && !booth.contains("method=\"post\"") && !booth.contains("formaction"))
        #expect(!text.contains("Auf Papier"), "nobody has asked for paper here")
        for words in ["Sie können trotzdem abstimmen", "Am Schalter", "rechtlich binden: nein"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test(
        "lets strangers vote again, and nobody who is not on the roll, has voted on paper, or comes late",
        .database)
    func who() async throws {
        let place = try await BoothPlace()
        let stranger = try await TestClient.make()
        let page = try await stranger.get("/elections/1/booth")
        #expect(page.status == 200 && page.text.contains("Sie sind nicht angemeldet"))
        #expect(!page.text.contains("data-token"))
        try await stranger.signIn(place.cast.charlie)
        #expect(try await stranger.get("/elections/1/booth").status == 403)
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        let owner = try TestDatabase.inUse().owner
        let bob = place.cast.bob.id
        for (mark, status) in [("online", 200), ("paper", 409)] {
            try await owner.transaction { db in
                _ = try db.run("UPDATE electoral_roll SET mark = \(mark) WHERE person_id = \(bob)")
            }
            #expect(try await client.get("/elections/1/booth").status == status)
        }
        try await owner.transaction { db in _ = try db.run("DELETE FROM consents WHERE person_id = \(bob)") }
        try await owner.transaction { db in
            _ = try db.run("UPDATE electoral_roll SET mark = 'none' WHERE person_id = \(bob)")
        }
        #expect(try await client.get("/elections/1/booth").location?.hasPrefix("/account/consent") == true)
        let late = try await TestClient.make(clock: { PollingPlace.closes })
        #expect(try await late.get("/elections/1/booth").status == 409)
        #expect(try await late.get("/elections/2/booth").status == 404)
    }

    @Test("says in the log once with which scripts it encrypts, and leads to that entry", .database)
    func published() async throws {
        _ = try await BoothPlace()
        let client = try await TestClient.make()
        let digest = client.site.boothDigest
        let database = try TestDatabase.inUse()
        #expect(try await !client.get("/elections/1/booth").text.contains("/log?leaf="))
        for hours in [1, 2] as [Int64] {
            try await database.web.transaction { db in
                try db.publishBooth(digest, by: db.permit(house: "serve"), at: t0.adding(hours: hours))
            }
        }
        let entries = try await database.owner.read { db in
            try db.rows("SELECT entry FROM log_outbox").map { try JSON(parsing: $0["entry"]) }
        }.filter { $0["act"] == "booth.published" }
        #expect(entries.map { $0["body"]?["digest"]?.string } == [digest.base64])
        let leaf = try #require(try await database.web.read { try $0.boothLeaf(digest) })
        #expect(try await client.get("/elections/1/booth").text.contains("/log?leaf=\(leaf.hex)"))
    }

    @Test("names paper where people can also vote on it", .database)
    func paper() async throws {
        _ = try await BoothPlace(isAlsoOnPaper: true)
        let client = try await TestClient.make()
        #expect(try await client.get("/elections/1/booth").text.contains("Auf Papier: Kommen Sie"))
    }

    @Test("is not there for an election of the open box", .database)
    func openBox() async throws {
        _ = try await PollingPlace()
        let client = try await TestClient.make()
        #expect(try await client.get("/elections/1/booth").status == 404)
        #expect(try await client.get("/elections/1/credential").status == 404)
    }

    @Test(
        "has a page on which a browser makes the credential before the archive begins, and which can send nothing",
        .database)
    func credential() async throws {
        let town = try await PreparedTown(isNamed: false)
        let client = try await TestClient.make()
        #expect(try await client.get("/elections/1/credential").status == 404)
        #expect(
            try await town.admin.post("/administration/elections/1/ceremony", PreparedTown.names).status
                == 303)
        let page = try await client.get("/elections/1/credential")
        #expect(page.status == 200)
        let ceremony = try await TestDatabase.inUse().web.read { try $0.ceremony(of: ElectionID(1)) }
        #expect(attribute("data-uuid", in: page.text) == ceremony?.uuid)
        let digest = client.site.boothDigest.hex
        let address = "http://127.0.0.1:8080"
        let icon = try #require(page.text.firstMatch(of: #/href="(\/public\/icon-[0-9a-f]+\.svg)"/#)).1
        #expect(
            page.headers[.contentSecurityPolicy] == """
                default-src 'none'; script-src \(address)/booth/\(digest)/; \
                worker-src \(address)/booth/\(digest)/; style-src 'self'; img-src \(address)\(icon); \
                connect-src 'none'; form-action \(address)/language \(address)/sign-out; base-uri 'none'; \
                frame-ancestors 'none'
                """)
        // Every form and script of the page is one that the policy lets through.
        let forms = page.text.matches(of: #/<form[^>]* action="([^"]*)"/#).map { String($0.1) }
        #expect(Set(forms).isSubset(of: ["/language", "/sign-out"]) && !forms.isEmpty)
        let scripts = page.text.matches(of: #/<script src="([^"]*)"/#).map { String($0.1) }
        #expect(scripts.count == 3 && scripts.allSatisfy { $0.hasPrefix("/booth/\(digest)/") })
        #expect(!page.text.contains("<img"))
    }

    @Test("names both addresses by which its sealed page can be reached", .database)
    func addresses() async throws {
        _ = try await PreparedTown()
        let behindProxy = try await TestClient.make(
            settings: SiteSettings(address: "https://stadt.example", quickPasswords: true))
        let digest = behindProxy.site.boothDigest.hex
        let page = try await behindProxy.get("/elections/1/credential")
        let policy = try #require(page.headers[.contentSecurityPolicy])
        #expect(
            policy.contains(
                "; script-src https://stadt.example/booth/\(digest)/ 127.0.0.1:8080/booth/\(digest)/; "))
        let strange = try await behindProxy.get("/elections/1/credential", host: "x; script-src *")
        #expect(
            strange.headers[.contentSecurityPolicy]?.contains(
                "; script-src https://stadt.example/booth/\(digest)/; ") == true)
    }

    /// The value of the first attribute of that name, as a browser reads it.
    private func attribute(_ name: String, in page: String) -> String {
        let rest = page.components(separatedBy: "\(name)=\"").dropFirst().first ?? ""
        let text = String(rest.prefix { $0 != "\"" })
        return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
            $0.replacing($1.0, with: $1.1)
        }
    }
}
