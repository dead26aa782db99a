import Acts
import AuditLog
import Core
import Foundation
import HTTPTypes
import Identity
import Postgres
import Proposals
import PublicRecord
import Support
import Testing
import TransparencyLog
import Web

@Suite("Receipts of the log", .withServer)
struct ReceiptTests {
    @Test(
        "are one file for each act of a person, which holds by the trust file, and are theirs alone",
        .database)
    func own() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        let policy = try key.policy()
        let client = try await TestClient.make(policy: String(decoding: policy.bytes, as: UTF8.self))
        #expect(try await client.get("/account/log").location?.hasPrefix("/sign-in") == true)
        try await client.signIn(cast.bob)
        #expect(try await client.get("/account/log").text.contains("Noch steht nichts von Ihnen"))
        let leaf = try await support(cast)
        let path = "/account/log/\(leaf.hex)/receipt"
        #expect(try await client.get("/account/log").text.contains("wartet noch"))
        #expect(try await client.get(path).status == 404, "it waits still")
        _ = try await Sequencer(TestDatabase.inUse().jobs, key: key).integrate(at: t0)
        let list = try await client.get("/account/log").text
        #expect(list.contains("bekam eine Unterstützung") && list.contains(path))
        #expect(!list.contains("Bänke"), "it is Alice who published")

        let file = try await client.get(path)
        #expect(file.status == 200)
        let receipt = try Receipt(parsing: Array(file.text.utf8))
        #expect(receipt.opening != nil && leafHash(receipt.leaf).bytes == leaf)
        guard case .holds = receipt.verify(policy: policy) else {
            Issue.record("it does not hold")
            return
        }
        #expect(file.text.contains("class=\"qr\"") && !file.text.contains("{{"))

        let other = try await TestClient.make(policy: String(decoding: policy.bytes, as: UTF8.self))
        try await other.signIn(cast.alice)
        #expect(try await other.get(path).status == 404)
        #expect(try await other.get("/account/log/xyz/receipt").status == 404)
        #expect(try await other.get("/account/log").text.contains("veröffentlicht"))
    }

    @Test("are checked on a page that asks only our own log, with proofs of consistency", .database)
    func verify() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        let sequencer = try Sequencer(TestDatabase.inUse().jobs, key: key)
        _ = try await sequencer.integrate(at: t0)
        let head = { try await TestDatabase.inUse().web.read { try $0.logHead() } }
        let old = try #require(try await head())
        _ = try await support(cast)
        _ = try await sequencer.integrate(at: t0)
        let new = try #require(try await head())
        let client = try await TestClient.make()
        #expect(
            try await client.get("/log/observe").text.contains("recount mirror http://127.0.0.1:8080/log"))
        #expect(try await client.get("/log/witnesses").text.contains("Noch beobachtet niemand"))
        let watched = try await TestClient.make(
            policy: """
                log example.org/log+\(key.signing.vkey.description.split(separator: "+").dropFirst().joined(separator: "+"))
                witness press witness.example.net/press+e175a987+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X
                quorum press

                """)
        #expect(try await watched.get("/log").text.contains("Noch nie haben genügend Beobachter bestätigt."))
        #expect(try await watched.get("/log/0").text.contains("noch nicht bestätigt"))
        let watchers = try await watched.get("/log/witnesses").text
        #expect(watchers.contains("press") && watchers.contains("Noch nichts bestätigt"))
        let page = try await client.get("/log/verify")
        #expect(page.headers[.contentSecurityPolicy]?.contains("connect-src 'self'") == true)
        let lines = try await client.get("/log/consistency/\(old.size)/\(new.size)").text.split(
            separator: "\n")
        let hashes = lines.compactMap { [UInt8](base64: String($0)).flatMap { Hash(bytes: $0) } }
        #expect(hashes.count == lines.count)
        #expect(
            verifyConsistency(
                from: old.size, fromRoot: old.root, to: new.size, toRoot: new.root, proof: hashes))
        for path in ["2/1", "0/999", "01/2", "x/1", "-1/1"] {
            #expect(try await client.get("/log/consistency/\(path)").status == 404, "\(path)")
        }
    }

    @Test(
        "show two states as one history, a contradiction, a foreign signature or an unknown size", .database)
    func compare() async throws {
        _ = try await Cast(TestDatabase.inUse().owner)
        let key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        _ = try await Sequencer(TestDatabase.inUse().jobs, key: key).integrate(at: t0)
        let client = try await TestClient.make(policy: String(decoding: key.policy().bytes, as: UTF8.self))
        let form = try await client.get("/log/compare").text
        #expect(form.contains("example.org/log"))
        let head = try #require(try await TestDatabase.inUse().web.read { try $0.logHead() })
        func told(_ second: String) async throws -> String {
            try await client.post("/log/compare", ["first": head.checkpoint, "second": second]).text
        }
        func signed(_ size: Int, _ root: Hash, by key: LogKey) throws -> String {
            try #require(Checkpoint(origin: "example.org/log", size: size, root: root)).sign(
                with: key.signing
            )
            .description
        }
        let crlf = head.checkpoint.replacing("\n", with: "\r\n")
        #expect(try await told(crlf).contains("Beide gehören zur selben Geschichte"))
        let lie = try signed(head.size, leafHash([1]), by: key)
        #expect(try await told(lie).contains("Die Stände widersprechen sich"))
        let far = try signed(head.size + 99, leafHash([1]), by: key)
        #expect(try await told(far).contains("So groß ist das Protokoll noch nicht"))
        let both = try await client.post("/log/compare", ["first": far, "second": lie])
        #expect(both.text.contains("Die Stände widersprechen sich"), "proven, whatever the other is")
        let stranger = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 8, count: 32)))
        let foreign = try signed(head.size, head.root, by: stranger)
        #expect(try await told(foreign).contains("nicht die Stadt unterschrieben"))
        let wrong = try await client.post("/log/compare", ["first": "x", "second": ""])
        #expect(wrong.status == 422)
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
