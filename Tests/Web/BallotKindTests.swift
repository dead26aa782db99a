import Core
import Foundation
import HTTPTypes
import Support
import Tally
import Testing
import Web

@Suite("The ballot of each kind of rule", .withServer)
struct BallotKindTests {
    @Test(
        "brings the script where the rule gains by it, and nowhere else is one let in", .database,
        arguments: [
            ("yes-no", false), ("score", false), ("majority-judgment", false), ("systemic-consensus", false),
            ("approval", false), ("limited", true), ("schulze", true), ("cumulative", true),
            ("quadratic", true),
        ])
    func script(rule: String, isThere: Bool) async throws {
        let rule = try #require(Rule.named(rule))
        let place = try await PollingPlace(
            rule, options: rule.fixedOptions.isEmpty ? ["Park", "Platz"] : ["Ja", "Nein", "Enthaltung"])
        let client = try await voter(at: place)
        for path in ["/elections/1/ballot", "/elections/1/change"] {
            let page = try await client.get(path)
            #expect(page.text.contains("<script") == isThere)
            #expect(page.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == isThere)
            #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            guard isThere else { continue }
            let source = page.text.components(separatedBy: "<script src=\"").last?.prefix { $0 != "\"" }
            let script = try await client.get(String(source ?? ""))
            #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
        }
        let other = try await client.get("/elections/1").headers[.contentSecurityPolicy]
        #expect(other?.contains("script") == false)
    }

    @Test(
        "says how much too much was spent", .database,
        arguments: [
            ("cumulative", ["score-1": "6", "score-2": "5"], "11 von 10 Punkten vergeben, 1 zu viel"),
            ("quadratic", ["score-1": "8", "score-2": "7"], "Guthaben 100: 113 ausgegeben, 13 zu viel"),
            ("limited", [:], "2 von 1 Kreuz gesetzt, 1 zu viel"),
            ("cumulative", ["score-1": "5", "score-2": "5"], nil),
        ])
    func over(rule: String, form: [String: String], sentence: String?) async throws {
        let place = try await PollingPlace(try #require(Rule.named(rule)), options: ["Park", "Platz"])
        let client = try await voter(at: place)
        let answer =
            form.isEmpty ? try await bothMarked(client) : try await client.post("/elections/1/review", form)
        #expect(answer.status == (sentence == nil ? 200 : 422))
        if let sentence {
            #expect(answer.text.contains("\(sentence)</p>"))
            #expect(answer.text.contains("\(sentence)</a>"))
        }
    }

    @Test("shows a running sum of money, which may be more than there is", .database)
    func money() async throws {
        let place = try await PollingPlace(
            .greedyBudget, options: ["Park", "Platz"], costs: [3000, 4000], limit: 5000)
        let client = try await voter(at: place)
        let page = try await client.get("/elections/1/ballot")
        #expect(page.text.contains(#"data-limit="5000" data-costs="3000 4000""#))
        #expect(page.text.contains("{spent} von 5\u{202F}000 Euro angekreuzt, {left} übrig"))
        #expect(try await bothMarked(client).status == 200)
    }

    @Test("names the grades and what leaving one out means", .database)
    func grades() async throws {
        let place = try await PollingPlace(.majorityJudgment, options: ["Park", "Platz"])
        let client = try await voter(at: place)
        let page = try await client.get("/elections/1/ballot")
        #expect(page.text.contains("sehr gut (5), gut (4)"))
        #expect(page.text.contains("Keine Note zählt wie die schlechteste."))
        #expect(!page.text.contains(" checked"))
        let review = try await client.post("/elections/1/review", ["score-1": "4", "score-2": ""])
        for line in ["<li>Park: gut</li>", "<li>Platz: keine Note</li>"] {
            #expect(review.text.contains(line))
        }
        #expect(try await client.post("/elections/1/review", ["score-1": "6"]).status == 422)
    }

    @Test("asks for numbers where there are too many grades for words", .database)
    func manyGrades() async throws {
        let place = try await PollingPlace(
            .majorityJudgment, options: ["Park", "Platz"], ["highest": .whole(20)])
        let page = try await voter(at: place).get("/elections/1/ballot")
        #expect(page.text.contains("Die Noten reichen von 0 (die schlechteste) bis 20 (die beste)."))
        #expect(page.text.contains(#"min="0" max="20""#))
    }

    @Test("asks for a resistance to every option, and says at which one it is missing", .database)
    func resistance() async throws {
        let place = try await PollingPlace(.systemicConsensus, options: ["Park", "Platz"])
        let client = try await voter(at: place)
        let answer = try await client.post("/elections/1/review", ["score-1": "10", "score-2": ""])
        #expect(answer.status == 422)
        #expect(
            answer.text.contains(##"<a href="#score-2">Geben Sie auch hier eine Zahl von 0 bis 10 ein</a>"##))
        #expect(
            try await client.post("/elections/1/review", ["score-1": "11", "score-2": "0"]).status == 422)
        #expect(
            try await client.post("/elections/1/review", ["score-1": "10", "score-2": "0"]).status == 200)
    }

    @Test("keeps equal ranks as they were typed", .database)
    func equal() async throws {
        let place = try await PollingPlace(.schulze, options: ["Park", "Platz"])
        let client = try await voter(at: place)
        let review = try await client.post("/elections/1/review", ["rank-1": "1", "rank-2": "1"])
        #expect(review.text.contains("<li>1. Park und Platz</li>"))
        let again = try await client.post("/elections/1/review", ["rank-1": "1", "rank-2": "x"])
        #expect(again.status == 422)
        #expect(again.text.contains(#"value="1""#))
        #expect(again.text.contains("data-moved=\"{option} ist jetzt auf Platz {rank}.\""))
    }

    private func voter(at place: PollingPlace) async throws -> TestClient {
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        return client
    }

    /// The review of a ballot with the options 1 and 2 marked.
    private func bothMarked(_ client: TestClient) async throws -> TestClient.Answer {
        let token = try await client.token()
        return try await client.send(.post, "/elections/1/review", body: "token=\(token)&option=1&option=2")
    }
}
