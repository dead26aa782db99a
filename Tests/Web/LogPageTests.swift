import Acts
import AuditLog
import Core
import Foundation
import FoundationXML
import HTTPTypes
import Identity
import Jobs
import Postgres
import Proposals
import Support
import Testing
import TransparencyLog
import Web

@Suite("The log's pages", .withServer, .database)
struct LogPageTests {
    @Test("tell entries in sentences, find a receipt, and offer a proof that holds")
    func log() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let client = try await TestClient.make()
        let leaf = try await support(cast)
        let waiting = try await client.get("/log?leaf=\(leaf.hex)")
        #expect(waiting.status == 200)
        #expect(waiting.text.contains("wartet noch"))

        let key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        _ = try await Sequencer(TestDatabase.inUse().jobs, key: key).integrate(at: t0)
        try await client.site.refresh()
        let found = try await client.get("/log?leaf=\(leaf.hex.uppercased())")
        let path = try #require(found.location)
        #expect(found.status == 303)
        let entry = try await client.get(path)
        #expect(entry.text.contains("bekam eine Unterstützung"))
        #expect(entry.text.contains(leaf.hex))

        let list = try await client.get("/log")
        #expect(list.text.contains("Der Wohnsitz einer Person wurde bestätigt."))
        #expect(!list.text.contains("⟦"))
        #expect(!list.text.contains("{"))
        let filtered = try await client.get("/log?about=support").text
        #expect(filtered.contains("bekam eine Unterstützung"))
        #expect(!filtered.contains("Der Wohnsitz einer Person wurde bestätigt."))

        let file = try await client.get(path + "/proof")
        let proof = try LogProof(parsing: Array(file.text.utf8))
        #expect(leafHash(try #require(proof.extra)).bytes == leaf)
        let checkpoint = try await client.get("/log/checkpoint")
        #expect(checkpoint.text == proof.checkpoint.description)
        #expect(checkpoint.headers[.setCookie] == nil)
        #expect(try await client.get("/log/policy").text == "log example\n")
    }

    @Test(
        "show of an entry with a thousand commitments the first hundred, and the whole as a file", .database)
    func long() async throws {
        let facts = (0..<1000).map { JSON.string(SHA256.hash(Array("\($0)".utf8)).bytes.base64) }
        let event = Event(
            "ballots.boxed", object: "elections/7",
            body: .facts([
                "added": .array(facts), "election": "7", "removed": .array(Array(facts.prefix(101))),
            ]))
        let leaf = try await TestDatabase.inUse().web.transaction { try $0.log(event, at: t0) }
        let key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        _ = try await Sequencer(TestDatabase.inUse().jobs, key: key).integrate(at: t0)
        let client = try await TestClient.make()
        let path = try #require(try await client.get("/log?leaf=\(leaf.hex)").location)
        let page = try await client.get(path).text
        #expect(page.utf8.count < 25_000)
        #expect(page.contains("added: die ersten 100 von 1\u{202F}000"))
        #expect(page.contains("removed: die ersten 100 von 101"))
        let shown = { (index: Int) in page.contains(facts[index].string ?? "⟦") }
        #expect(shown(99) && !shown(100) && !page.contains("⟦"))
        let file = try await client.get(path + "/entry")
        #expect(leafHash(Array(file.text.utf8)).bytes == leaf)
        let proof = try LogProof(parsing: Array(try await client.get(path + "/proof").text.utf8))
        #expect(proof.extra == Array(file.text.utf8))
    }

    @Test(
        "do not know entries that are none",
        arguments: ["/log/4711", "/log/-1", "/log/01", "/log/x", "/log/4711/proof", "/log/4711/entry"])
    func unknown(path: String) async throws {
        #expect(try await TestClient.make().get(path).status == 404)
    }

    @Test("serve the published files as they are, for ever, and nothing under any other name", .database)
    func tiles() async throws {
        let folder = NSTemporaryDirectory() + "mitstimme-tiles-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try await Cast(TestDatabase.inUse().owner)
        let key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        let jobs = try TestDatabase.inUse().jobs
        let client = try await TestClient.make(
            settings: SiteSettings(
                address: "http://127.0.0.1:8080", quickPasswords: true, logFolder: folder))
        #expect(try await client.get("/log/checkpoint").status == 404)
        _ = try await Sequencer(jobs, key: key).integrate(at: t0)
        try await LogPublisher(jobs, folder: LogFolder(folder)).publish()

        let checkpoint = try await client.get("/log/checkpoint")
        #expect(checkpoint.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(checkpoint.headers[.cacheControl] == "public, max-age=5")
        #expect(checkpoint.headers[.lastModified] == "Mon, 04 May 2026 10:00:00 GMT")
        let size = try Checkpoint(parsing: SignedNote(parsing: Array(checkpoint.text.utf8)).text).size
        for path in ["/log/tile/0/000.p/\(size)", "/log/tile/entries/000.p/\(size)"] {
            let tile = try await client.get(path)
            #expect(tile.status == 200 && tile.headers[.contentType] == "application/octet-stream")
            #expect(tile.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(tile.headers[.setCookie] == nil)
        }
        for path in [
            "/log/tile/0/000", "/log/tile/0/000.p/\(size + 1)", "/log/tile/0/000.p/0", "/log/tile/0/000.p/01",
            "/log/tile/00/000.p/1", "/log/tile/0/0.p/1", "/log/tile/0/x000/000.p/1", "/log/tile/0/001.p/1",
            "/log/tile/64/000.p/1", "/log/tile//0/000.p/1", "/log//tile/0/000.p/1", "/log/tile/0/000.p/1/",
            "/log/tile/0/000.p", "/log/tile/0/%30%30%30.p/1", "/log/tile/0/../checkpoint",
            "/log/tile/%2e%2e/checkpoint", "/log/tile/entries", "/log/tile/0", "/log/tile/-1/000.p/1",
            "/log/tile/+0/000.p/1", "/log/tile/0/000.p/256", "/log/tile/data/000.p/1",
        ] {
            #expect(try await client.get(path).status == 404, "\(path)")
        }
    }

    @Test("say which hash cannot be one")
    func unreadable() async throws {
        #expect(try await TestClient.make().get("/log?leaf=abc").status == 422)
    }

    private func support(_ cast: Cast) async throws -> [UInt8] {
        try await TestDatabase.inUse().web.transaction { db in
            let draft = ProposalDraft(
                title: "Bänke", district: nil, reason: "", text: "Fünf Bänke.", initiators: [])
            let permit = try db.permit(.propose, in: cast.process, for: cast.alice, at: t0)
            let id = try db.addDraft(
                draft, in: cast.process, author: cast.alice.id, once: UUID(), by: permit, at: t0)
            try db.publishProposal(id, by: permit, at: t0)
            try db.addSupport(
                to: id, by: db.permit(.support, in: cast.process, for: cast.bob, at: t0), at: t0)
            return try db.support(of: id, by: cast.bob.id) ?? []
        }
    }
}

@Suite("The feeds", .withServer, .database)
struct FeedTests {
    @Test("are Atom with stable ids and absolute addresses; what is hidden is gone")
    func proposals() async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        let id = try await TestDatabase.inUse().web.transaction { db in
            let draft = ProposalDraft(
                title: "Bänke & <Bäume>", district: nil, reason: "", text: "Fünf.", initiators: [])
            let permit = try db.permit(.propose, in: cast.process, for: cast.alice, at: t0)
            let id = try db.addDraft(
                draft, in: cast.process, author: cast.alice.id, once: UUID(), by: permit, at: t0)
            try db.publishProposal(id, by: permit, at: t0)
            return id
        }
        let feed = try await client.get("/feeds/proposals")
        #expect(feed.headers[.contentType] == "application/atom+xml; charset=utf-8")
        #expect(feed.text.contains("<title>Bänke &amp; &lt;Bäume&gt;</title>"))
        #expect(feed.text.contains("<id>tag:127.0.0.1,2026:proposals/\(id)</id>"))
        #expect(feed.text.contains("href=\"http://127.0.0.1:8080/proposals/\(id)\""))
        #expect(XMLParser(data: Data(feed.text.utf8)).parse())
        try await TestDatabase.inUse().web.transaction { db in
            try db.setHidden(true, proposal: id, by: db.permit(house: "test"), at: t0)
        }
        #expect(try await !client.get("/feeds/proposals").text.contains("Bäume"))
    }

    @Test(
        "are not sent again to whoever has them, and are once something changed", .database,
        arguments: ["/feeds/proposals", "/feeds/moderation", "/feeds/log"])
    func unchanged(path: String) async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        let first = try await client.get(path)
        let tag = try #require(first.headers[.eTag])
        #expect(tag.hasPrefix("W/\""))
        for known in [tag, String(tag.dropFirst(2)), "\"x\", \(tag)", "*"] {
            let again = try await client.get(path, [.ifNoneMatch: known])
            #expect(again.status == 304 && again.text.isEmpty && again.headers[.eTag] == tag, "\(known)")
            #expect(again.headers[.cacheControl] == "public, max-age=60")
        }
        #expect(try await client.get(path, [.ifNoneMatch: "W/\"0\", \"1\""]).status == 200)
        #expect(try await client.get(path + "?language=en", [.ifNoneMatch: tag]).status == 200)
        guard path == "/feeds/proposals" else { return }
        _ = try await cast.publishProposal(TestDatabase.inUse().web)
        #expect(try await client.get(path, [.ifNoneMatch: tag]).status == 200)
    }

    @Test(
        "of moderation and of the log are well-formed, in German or in English",
        arguments: ["/feeds/moderation", "/feeds/log"])
    func others(path: String) async throws {
        let client = try await TestClient.make()
        for query in ["", "?language=en"] {
            let feed = try await client.get(path + query)
            #expect(feed.status == 200)
            #expect(XMLParser(data: Data(feed.text.utf8)).parse())
        }
    }
}
