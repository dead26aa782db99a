import Acts
import Ballots
import Chance
import Core
import Foundation
import Identity
import Postgres
import Secrets
import Support
import Tally
import Testing

@Suite("An election by every rule", .withServer)
struct EveryRuleTests {
    /// In a quick run one of each kind of ballot and aim.
    static let rules: [Rule] =
        Tier.current == .quick
        ? [.yesNo, .majorityJudgment, .schulze, .scottishSTV, .proportionalApproval, .equalShares, .dhondt]
        : Rule.all

    @Test("is made from its form, voted in, counted, assessed and shown", .database, arguments: rules)
    func held(rule: Rule) async throws {
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        let admin = try await TestClient.make()
        try await admin.signIn(cast.ada)
        let page = try await admin.get("/administration/elections/new?rule=\(rule.id)")
        #expect(page.status == 200)
        var form = [
            "once": UUID().uuidString, "rule": rule.id, "process": "1", "question": "Was zuerst?",
            "opens": "2026-05-04T13:00", "closes": "2026-05-11T18:00", "seats": "1",
        ]
        if rule.fixedOptions.isEmpty { form["options"] = "Park\nPlatz\nBrunnen" }
        if rule.aim == .budget {
            form["budget"] = "10.000"
            form["options"] = "Park; 6.000\nPlatz; 5.000\nBrunnen; 3.000"
        }
        for parameter in rule.parameters where parameter.kind == .option {
            form["parameter-status-quo"] = "3"
        }
        #expect(
            try await admin.post("/administration/elections/new", form).location
                == "/administration/elections/1")
        #expect(try await admin.post("/administration/elections/1/open").status == 303)

        let voter = try await TestClient.make()
        try await voter.signIn(cast.bob)
        #expect(try await voter.get("/elections/1/ballot").status == 200)
        let choice = ballot(rule)
        let review = try await voter.post("/elections/1/review", choice)
        #expect(review.status == 200, "\(review.text)")
        let drawn = ["number", "code"].map { ($0, PollingPlace.value(of: $0, in: review.text)) }
        let vote = choice.merging(drawn) { first, _ in first }
        #expect(try await voter.post("/elections/1/cast", vote).status == 200)

        let duties = ElectionDuties(database.jobs, origin: "demo.mitstimme.invalid/log")
        #expect(try await admin.post("/administration/elections/1/close").status == 303)
        let end = PollingPlace.closes
        _ = try await duties.close(ElectionID(1), at: end)
        _ = try await duties.tally(ElectionID(1), at: end)
        let client = try await TestClient.make(clock: { end.adding(hours: 1) })
        if rule.aim != .apportionment, rule.id != "yes-no" {
            #expect(
                try await client.get("/elections/1").text.contains("Wir rechnen noch nach anderen Regeln"))
        }
        _ = try await duties.assess(ElectionID(1), at: end)
        let result = try await client.get("/elections/1").text
        #expect(!result.contains("Wir rechnen noch") && result.contains("Was der Nachweis zeigt"))
        #expect(result.contains(rule.fixedOptions.isEmpty ? "Park" : "Ja"))
        #expect(try await client.get("/council/1").status == 200)
        #expect(try await client.get("/elections/1/outcome.json").status == 200)
        _ = try await duties.assess(ElectionID(1), at: end)
    }

    /// Marks the first option, and where the ballot has more places the second, too.
    private func ballot(_ rule: Rule) -> [String: String] {
        switch rule.ballot {
        case .choice: ["choice": rule.fixedOptions.first ?? "1"]
        case .approvals: ["option": "1"]
        case .scores: ["score-1": "1", "score-2": "0", "score-3": "0"]
        case .ranking: ["rank-1": "1", "rank-2": "2"]
        }
    }
}
