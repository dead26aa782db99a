import Ballots
import Core
import ElectionCrypto
import Foundation
import HTTPTypes
import Identity
import Postgres
import Support
import Testing
import Web

@Suite("An encrypted ballot", .withServer)
struct EncryptedBallotTests {
    /// A ballot for option `choice` of 3 with the credential of this number.
    private func ballot(_ place: BoothPlace, _ choice: Int, of number: Int) async throws -> [UInt8] {
        let archive = try #require(
            try await TestDatabase.inUse().web.read { try $0.archive(of: ElectionID(1)) })
        let election = try EncryptedElection(
            ElectionParameters(parsing: archive.parameters), in: Ed25519Group.shared)
        var chance = SystemRandomNumberGenerator()
        return try election.ballot(
            [(0..<3).map { $0 == choice ? 1 : 0 }], credential: place.credentials[number], using: &chance)
    }

    private func cast(_ ballot: [UInt8], _ client: TestClient) async throws -> (status: Int, JSON) {
        let answer = try await client.post(
            "/elections/1/encrypted-ballots", ["ballot": String(decoding: ballot, as: UTF8.self)])
        return (answer.status, try JSON(parsing: Array(answer.text.utf8)))
    }

    @Test("is taken once a person, again with its credential alone, and found by its tracker", .database)
    func way() async throws {
        let place = try await BoothPlace()
        let (client, stranger) = (try await TestClient.make(), try await TestClient.make())
        let first = try await ballot(place, 0, of: 0)
        let refused = try await cast(first, stranger)
        #expect(refused.status == 409 && refused.1["refused"]?.string == "election.credential-unused")
        #expect(refused.1["sentence"]?.string?.contains("melden Sie sich") == true)
        try await client.signIn(place.cast.bob)
        for _ in 1...2 {
            let (status, answer) = try await cast(first, client)
            #expect(status == 200)
            #expect(answer == ["place": "waiting", "tracker": .string(Digest(of: first).base64)])
        }
        let second = try await cast(try await ballot(place, 1, of: 1), client)
        #expect(second.status == 409 && second.1["refused"]?.string == "election.credential-unused")
        #expect(try await cast(try await ballot(place, 2, of: 0), stranger).status == 200)

        let tracker = Digest(of: first).base64
        let unknown = Digest(of: "nothing").base64
        for (asked, place) in [(tracker, "waiting"), (unknown, "unknown")] {
            let answer = try await stranger.post("/elections/1/tracker.json", ["tracker": asked])
            #expect(answer.text == "{\"place\":\"\(place)\"}")
        }
        let other = tracker.replacing("+", with: "-").replacing("/", with: "_")
        for asked in [tracker, other, String(tracker.prefix(20)) + " \n" + String(tracker.dropFirst(20))] {
            let page = try await stranger.post("/elections/1/tracker", ["tracker": asked])
            #expect(page.status == 200 && page.text.contains("Ihr Stimmzettel ist angekommen"))
        }
        // As the mixer does with both of them.
        try await TestDatabase.inUse().owner.transaction { db in
            try db.run(
                """
                INSERT INTO encrypted_box (election_id, digest, credential, turn)
                SELECT election_id, digest, credential, turn FROM encrypted_intake
                """)
            try db.run("DELETE FROM encrypted_intake")
        }
        let replaced = try await stranger.post("/elections/1/tracker", ["tracker": tracker])
        #expect(replaced.status == 200 && replaced.text.contains("Dieser Stimmzettel wurde ersetzt"))
        let answer = try await stranger.post("/elections/1/tracker.json", ["tracker": tracker])
        #expect(answer.text == #"{"place":"replaced"}"#)
        #expect(try await stranger.get("/elections/1/tracker").status == 200)
        for (wrong, words) in [("abc", "43 Zeichen"), (unknown, "nicht da")] {
            let page = try await stranger.post("/elections/1/tracker", ["tracker": wrong])
            #expect(page.status == 422 && page.text.contains(words))
        }
        #expect(try await stranger.post("/elections/1/tracker.json", ["tracker": "abc"]).status == 404)
        #expect(try await stranger.get("/elections/2/tracker").status == 404)
    }

    @Test("is put off for a minute where too many wait for their check, and is not lost", .database)
    func crowded() async throws {
        let place = try await BoothPlace()
        let right = try await ballot(place, 0, of: 0)
        let full = try await TestClient.make(
            settings: SiteSettings(
                address: "http://127.0.0.1:8080", quickPasswords: true, mostBallotsWaiting: 0))
        try await full.signIn(place.cast.bob)
        let answer = try await full.post(
            "/elections/1/encrypted-ballots", ["ballot": String(decoding: right, as: UTF8.self)])
        #expect(answer.status == 429 && answer.headers[.retryAfter] == "60")
        #expect(answer.text.contains(#""refused":"election.too-many-waiting""#))
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        #expect(try await cast(right, client).status == 200)
    }

    @Test("is refused with a reason when it is malformed, of nobody, too late or too large", .database)
    func refusals() async throws {
        let place = try await BoothPlace()
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        for (wrong, reason) in [("", "unproven"), ("{}", "unproven"), ("\u{FEFF}{", "unproven")] {
            let (status, answer) = try await cast(Array(wrong.utf8), client)
            #expect(status == 422 && answer["refused"]?.string == "election.ballot-\(reason)")
        }
        let right = try await ballot(place, 0, of: 0)
        let late = try await TestClient.make(clock: { PollingPlace.closes })
        let answer = try await cast(right, late)
        #expect(answer.status == 409 && answer.1["refused"]?.string == "election.not-open")
        let large = try await client.post(
            "/elections/1/encrypted-ballots", ["ballot": String(repeating: "1", count: 300_000)])
        #expect(large.status == 413)
        let forged = try await client.post(
            "/elections/1/encrypted-ballots",
            ["ballot": String(decoding: right, as: UTF8.self), "token": "forged"])
        #expect(forged.status == 403)
    }

    @Test("stands in an archive that anybody takes away, with what was promised", .database)
    func files() async throws {
        _ = try await BoothPlace()
        let client = try await TestClient.make()
        let archive = try #require(
            try await TestDatabase.inUse().web.read { try $0.archive(of: ElectionID(1)) })
        let file = try await client.get("/elections/1/archive.bel")
        #expect(file.status == 200 && file.headers[.contentType] == "application/x-tar")
        #expect(file.text.utf8.count == archive.length)
        #expect(file.text.hasPrefix("BELENIOS"))
        #expect(Array(try await client.get("/elections/1/terms.json").text.utf8) == archive.terms)
        #expect(Array(try await client.get("/elections/1/election.json").text.utf8) == archive.parameters)
        #expect(try await client.get("/elections/1/verification.json").status == 404, "not before the result")
        for name in ["archive.bel", "terms.json", "election.json", "verification.json"] {
            #expect(try await client.get("/elections/2/\(name)").status == 404)
        }
    }
}
