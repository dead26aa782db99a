import AuditLog
import Ballots
import Core
import Foundation
import HTTPTypes
import Postgres
import PublicRecord
import Support
import Tally
import Testing
import TransparencyLog
import Web

@Suite("The way of a ballot through the pages", .withServer)
struct BallotPageTests {
    @Test("leads from the ballot over the review to a receipt, which a second click shows again", .database)
    func votes() async throws {
        let place = try await PollingPlace()
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        let ballot = try await client.get("/elections/1/ballot")
        #expect(ballot.status == 200)
        #expect(ballot.text.contains("Soll der Park größer werden?"))
        #expect(!ballot.text.contains("checked"))
        let review = try await client.post("/elections/1/review", ["choice": "yes"])
        #expect(review.status == 200)
        let form = cast(review.text, choice: "yes")
        let receipt = try await client.post("/elections/1/cast", form)
        #expect(receipt.status == 200)
        #expect(receipt.headers[.cacheControl] == "no-store")
        for word in [form["number"], form["code"], "Ihre Stimme ist angenommen"] {
            #expect(receipt.text.contains(word ?? "?"))
        }
        let again = try await client.post("/elections/1/cast", form)
        #expect(again.status == 200)
        #expect(again.text.contains(form["code"] ?? "?"))
        var other = form
        other["number"] = "0000-0000"
        #expect(try await client.post("/elections/1/cast", other).status == 409)
        #expect(try await client.get("/elections/1/ballot").status == 409)
        #expect(try await client.get("/elections/1").text.contains("Sie haben abgestimmt"))
        try await place.finish()
        #expect(try await client.post("/elections/1/cast", form).text.contains(form["code"] ?? "?"))
        #expect(try await client.post("/elections/1/cast", other).status == 409)
    }

    @Test(
        "asks again with status 422 where nothing or nonsense is chosen, or number and code are none",
        .database)
    func wrong() async throws {
        let place = try await PollingPlace()
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        for choice in ["", "maybe", "٣", "<script>", "yes no"] {
            #expect(try await client.post("/elections/1/review", ["choice": choice]).status == 422)
        }
        for (number, code) in [("", ""), ("7KQ4-9XWM", "x"), ("x", "7KQ4-9XWM-2D3F-HJ5T")] {
            let form = ["choice": "yes", "number": number, "code": code]
            #expect(try await client.post("/elections/1/cast", form).status == 422)
        }
    }

    @Test(
        "takes points as whole numbers within the bounds", .database,
        arguments: [
            ("3", "", 200), ("5", "0", 200), ("6", "1", 422), ("-1", "1", 422), ("1.5", "1", 422),
            ("03", "1", 422), ("٣", "1", 422),
        ])
    func scores(first: String, second: String, status: Int) async throws {
        let place = try await PollingPlace(.score, options: ["Park", "Platz"])
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        let answer = try await client.post("/elections/1/review", ["score-1": first, "score-2": second])
        #expect(answer.status == status)
        #expect(answer.text.contains("value=\"\(first)\""))
    }

    @Test("takes marks, and none at all", .database)
    func approvals() async throws {
        let place = try await PollingPlace(.approval, options: ["Park", "Platz"])
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        #expect(try await client.post("/elections/1/review", ["option": "2"]).text.contains("<li>Platz</li>"))
        #expect(try await client.post("/elections/1/review").status == 200)
        #expect(try await client.post("/elections/1/review", ["option": "3"]).status == 422)
    }

    @Test("is closed to strangers, to those not on the roll, to drafts and after the end", .database)
    func refused() async throws {
        let place = try await PollingPlace()
        let stranger = try await TestClient.make()
        #expect(try await stranger.get("/elections/1/ballot").location?.hasPrefix("/sign-in") == true)
        #expect(try await stranger.post("/elections/1/review", ["choice": "yes"]).status == 403)
        #expect(try await stranger.post("/elections/1/cast", ["choice": "yes"]).status == 403)
        try await stranger.signIn(place.cast.charlie)
        #expect(try await stranger.get("/elections/1/ballot").status == 403)
        let form = ["choice": "yes", "number": "7KQ4-9XWM", "code": "7KQ4-9XWM-2D3F-HJ5T"]
        #expect(try await stranger.post("/elections/1/cast", form).status == 403)
        #expect(try await stranger.get("/elections/2/ballot").status == 404)
        let late = try await TestClient.make(clock: { PollingPlace.closes })
        try await late.signIn(place.cast.bob)
        #expect(try await late.get("/elections/1/ballot").status == 409)
        #expect(try await late.post("/elections/1/cast", form).status == 409)
        #expect(try await late.get("/elections/1/change").status == 409)
    }

    @Test("changes a vote with the code alone, without signing in", .database)
    func changes() async throws {
        let place = try await PollingPlace()
        let voter = try await TestClient.make()
        try await voter.signIn(place.cast.bob)
        let form = cast(try await voter.post("/elections/1/review", ["choice": "yes"]).text, choice: "yes")
        _ = try await voter.post("/elections/1/cast", form)
        let visitor = try await TestClient.make()
        #expect(try await visitor.get("/elections/1/change").text.contains("name=\"old-code\""))
        let entry = ["choice": "no", "old-code": form["code"] ?? ""]
        let review = try await visitor.post("/elections/1/change/review", entry)
        #expect(review.status == 200)
        var change = cast(review.text, choice: "no")
        change["old-code"] = form["code"]
        let receipt = try await visitor.post("/elections/1/change", change)
        #expect(receipt.status == 200)
        #expect(receipt.text.contains("Ihre Stimme ist geändert"))
        #expect(try await visitor.post("/elections/1/change", change).status == 200)
        change["old-code"] = "0000-0000-0000-0000"
        change["number"] = "0000-0000"
        let wrong = try await visitor.post("/elections/1/change", change)
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("passt zu keiner Stimme"))
        let malformed = try await visitor.post(
            "/elections/1/change/review", ["choice": "no", "old-code": "abc"])
        #expect(malformed.status == 422)
        #expect(malformed.text.contains("value=\"abc\""))
    }

    @Test("tells by its number where a ballot is, and says plainly when there is none", .database)
    func tells() async throws {
        let place = try await PollingPlace()
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        let form = cast(try await client.post("/elections/1/review", ["choice": "yes"]).text, choice: "yes")
        _ = try await client.post("/elections/1/cast", form)
        let visitor = try await TestClient.make()
        #expect(try await visitor.get("/elections/receipt?election=1").text.contains("selected"))
        let number = form["number"] ?? ""
        let waiting = try await visitor.post(
            "/elections/receipt", ["election": "1", "number": number.lowercased()])
        #expect(waiting.text.contains("Ihre Stimme wartet"))
        try await place.finish()
        #expect(
            try await visitor.post("/elections/receipt", ["election": "1", "number": number]).text.contains(
                "ist in der Urne"))
        for (election, number) in [("1", "0000-0000"), ("1", "x"), ("", number), ("7", number)] {
            #expect(
                try await visitor.post("/elections/receipt", ["election": election, "number": number]).status
                    == 422)
        }
    }

    @Test("gives whoever has the number the receipt as a file, which holds and names nobody", .database)
    func file() async throws {
        let place = try await PollingPlace()
        let key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        let policy = try key.policy()
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        let form = cast(try await client.post("/elections/1/review", ["choice": "yes"]).text, choice: "yes")
        _ = try await client.post("/elections/1/cast", form)
        let visitor = try await TestClient.make(policy: String(decoding: policy.bytes, as: UTF8.self))
        let ask = ["election": "1", "number": form["number"] ?? "", "file": "1"]
        let waiting = try await visitor.post("/elections/receipt", ask)
        #expect(waiting.text.contains("Ihre Stimme wartet") && !waiting.text.contains("Beleg speichern"))
        try await place.finish()
        let early = try await visitor.post("/elections/receipt", ask)
        #expect(early.text.contains("ist in der Urne"), "its entry waits for the log")
        _ = try await Sequencer(TestDatabase.inUse().jobs, key: key).integrate(at: t0)
        #expect(
            try await visitor.post("/elections/receipt", ask.filter { $0.key != "file" }).text.contains(
                "Beleg speichern"))
        let file = try await visitor.post("/elections/receipt", ask)
        #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
        #expect(file.headers[.cacheControl] == "no-store")
        #expect(file.text.contains("Soll der Park größer werden?") && file.text.contains("class=\"qr\""))
        for word in ["Bob", form["number"] ?? "?", form["code"] ?? "?"] {
            #expect(!file.text.contains(word), "\(word)")
        }
        let receipt = try Receipt(parsing: Array(file.text.utf8))
        guard case .holds = receipt.verify(policy: policy) else {
            Issue.record("it does not hold")
            return
        }
        let ballots = try await visitor.get("/elections/1/ballots.jsonl").text
        let counted = try ballots.split(separator: "\n").map { line -> [UInt8] in
            let json = try JSON(parsing: Array(line.utf8))
            let salt = try #require(json["salt"]?.string.flatMap { [UInt8](base64: $0) })
            return SHA256.hash(
                Array("mitstimme-ballot/v1".utf8) + [0] + Array("1".utf8) + [0] + salt
                    + (json["ballot"] ?? .null).canonical
            ).bytes
        }
        #expect(counted.contains(try #require(receipt.commitment)), "it is among those that were counted")
    }

    private func cast(_ review: String, choice: String) -> [String: String] {
        [
            "choice": choice, "number": PollingPlace.value(of: "number", in: review),
            "code": PollingPlace.value(of: "code", in: review),
        ]
    }
}
