import Acts
import Ballots
import Core
import Foundation
import HTML
import Identity
import Phrases
import Postgres
import Processes
import Proposals
import PublicRecord
import Support
import Tally
import Testing

@testable import Web

@Suite("The map of an election", .withServer)
struct ElectionMapTests {
    @Test("is drawn once outlines are there, and a quarter counts for its district", .database)
    func drawn() async throws {
        try await election(districts: [DistrictID(401), nil], outlined: true)
        let page = try await TestClient.make().get("/elections/1").text
        #expect(page.contains("<svg class=\"map\""))
        #expect(page.contains("<title>Homberg: 1 Vorschlag zur Wahl</title>"))
        #expect(page.contains("<title>Walsum: kein Vorschlag zur Wahl</title>"))
        #expect(page.contains("© Ada"))
    }

    @Test("appears as soon as outlines were taken in, without a new start", .database)
    func later() async throws {
        try await election(districts: [DistrictID(401), nil], outlined: false)
        let client = try await TestClient.make()
        #expect(try await !client.get("/elections/1").text.contains("class=\"map\""))
        try await addDistricts(outlined: true)
        try await client.site.refresh()
        #expect(try await client.get("/elections/1").text.contains("class=\"map\""))
    }

    @Test("is left out where no option has a place", .database)
    func nowhere() async throws {
        try await election(districts: [nil, nil], outlined: true)
        #expect(try await !TestClient.make().get("/elections/1").text.contains("class=\"map\""))
    }

    @Test("stands with the result, shaded by votes", .database)
    func counted() async throws {
        try await election(districts: [DistrictID(401), nil], outlined: true)
        let duties = ElectionDuties(try TestDatabase.inUse().jobs, origin: "demo.mitstimme.invalid/log")
        let end = PollingPlace.closes
        _ = try await duties.close(ElectionID(1), at: end)
        _ = try await duties.tally(ElectionID(1), at: end)
        let page = try await TestClient.make(clock: { end.adding(hours: 1) }).get("/elections/1").text
        #expect(page.contains("<title>Homberg: 0 Stimmen</title>"))
        #expect(page.contains(">Vorschlag 1: Idee 0</a>"))
    }

    @Test(
        "leads from the first page, the process and the proposal to the election", .database,
        arguments: [
            "/", "/processes/1", "/proposals/1",
        ])
    func found(path: String) async throws {
        try await election(districts: [nil, nil], outlined: false)
        let page = try await TestClient.make().get(path).text
        #expect(page.contains("href=\"/elections/1\""))
        #expect(page.contains("Was zuerst?"))
    }

    @Test("shows where the money of a budget goes, which names proposals by their numbers", .database)
    func money() async throws {
        let cast = try await election(districts: [DistrictID(401), nil], outlined: true)
        let admin = try await TestClient.make()
        try await admin.signIn(cast.ada)
        var form = [
            "once": UUID().uuidString, "rule": "greedy-budget", "process": "1", "question": "Wofür?",
            "opens": "2026-05-04T13:00", "closes": "2026-05-11T18:00", "budget": "5.000",
            "options": "#1; 3.000\n#2; 1.000\nBank am Hafen; 2.000",
        ]
        #expect(
            try await admin.post("/administration/elections/new", form).location
                == "/administration/elections/2")
        #expect(try await admin.get("/administration/elections/2").text.contains("Idee 0"))
        form["once"] = UUID().uuidString
        form["options"] = "#1; 3.000\n#99; 1.000"
        let refused = try await admin.post("/administration/elections/new", form)
        #expect(refused.status == 422 && refused.text.contains("#99; 1.000"))
        #expect(try await admin.post("/administration/elections/2/open").status == 303)
        let voter = try await TestClient.make()
        try await voter.signIn(cast.bob)
        let review = try await voter.post("/elections/2/review", ["option": "1"]).text
        var vote = ["option": "1"]
        for name in ["number", "code"] { vote[name] = PollingPlace.value(of: name, in: review) }
        #expect(try await voter.post("/elections/2/cast", vote).status == 200)
        #expect(try await admin.post("/administration/elections/2/close").status == 303)
        let duties = ElectionDuties(try TestDatabase.inUse().jobs, origin: "demo.mitstimme.invalid/log")
        let end = PollingPlace.closes
        _ = try await duties.close(ElectionID(2), at: end)
        _ = try await duties.tally(ElectionID(2), at: end)
        let page = try await TestClient.make(clock: { end.adding(hours: 1) }).get("/elections/2").text
        #expect(page.contains("Wohin das Geld geht"))
        #expect(page.contains("<title>Homberg: 3"))
    }

    @Test("shades districts by their turnout, and says which are counted together", .database)
    func turnout() async throws {
        try await addDistricts(outlined: true)
        let map = try await TestDatabase.inUse().web.read { try TownMap(mark: "", $0) }
        let count = DistrictTurnout.Count(eligible: 60, voted: 20)
        let districts: [DistrictTurnout.District] = [
            .init(DistrictID(400), "Homberg", count),
            .init(DistrictID(500), "Mitte", .init(eligible: 90, voted: 60)),
        ]
        let unknown = DistrictTurnout.Count(eligible: 40, voted: 11)
        let turnout = try #require(DistrictTurnout(districts, unknown: unknown))
        let words = try Catalogue(directory: checkout + "/Resources/phrases")[.german]
        let drawn = DistrictTurnoutView(words: words, turnout: turnout, map: map).html.text
        #expect(drawn.contains("<title>Homberg: 33,3") && drawn.contains("<title>Walsum: zusammen mit"))
        let told = DistrictTurnoutView(words: words, turnout: turnout, map: nil).html.text
        #expect(!told.contains("<svg") && told.contains("weniger als 10 Menschen"))
        for page in [drawn, told] {
            #expect(
                page.contains("Mitte") && page.contains("Übrige und ohne Angabe") && page.contains("66,7"))
        }
    }

    @Test(
        "has no shade that stands for nothing",
        arguments: [
            ([0], 0, [0...0]), ([3, 0], 0, [0...0, 1...1, 2...2, 3...3]),
            ([100], 0, [0...25, 26...50, 51...75, 76...100]),
            ([1], 1, [1...1]), ([2, 1], 1, [1...1, 2...2]),
            ([9], 1, [1...3, 4...5, 6...7, 8...9]), ([48, 63], 48, [48...51, 52...55, 56...59, 60...63]),
            ([48, 48], 48, [48...48]),
        ])
    func shades(values: [Int], lowest: Int, ranges: [ClosedRange<Int>]) {
        let shades = Shades(values, from: lowest)
        #expect(shades.ranges == ranges)
        for (index, range) in ranges.enumerated() {
            #expect(range.allSatisfy { shades.shade(of: $0) == index + 1 })
        }
        #expect(shades.shade(of: nil) == 0)
    }

    private func addDistricts(outlined: Bool) async throws {
        let square = JSON.array([
            .array(
                [(0, 0), (90_000, 0), (90_000, 90_000), (0, 90_000)].map { east, north in
                    .array([.int(6_700_000 + east), .int(51_400_000 + north)])
                })
        ])
        let towns: [(Int64, String, Int64?)] = [
            (100, "Walsum", nil), (400, "Homberg", nil), (401, "Ruhrort", 400),
        ]
        try await TestDatabase.inUse().owner.transaction { db in
            for (number, name, parent) in towns {
                guard let id = DistrictID(rawValue: number) else { continue }
                try db.setDistrict(
                    District(id: id, name: name, parent: parent.flatMap { DistrictID(rawValue: $0) }),
                    outline: outlined && parent == nil ? .some(square) : Optional.none,
                    credit: outlined ? "© Ada" : nil,
                    by: db.permit(house: "test"))
            }
        }
    }

    /// Election 1, open, on proposals 1 and 2 that lie in these districts.
    @discardableResult
    private func election(districts: [DistrictID?], outlined: Bool) async throws -> Cast {
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        try await addDistricts(outlined: outlined)
        try await database.web.transaction { db in
            let permit = try db.permit(.propose, in: cast.process, for: cast.alice, at: t0)
            var options: [ElectionOption] = []
            for (index, district) in districts.enumerated() {
                let draft = ProposalDraft(
                    title: "Idee \(index)", district: district, reason: "Darum.", text: "Etwas bauen.",
                    initiators: [])
                let id = try db.addDraft(
                    draft, in: cast.process, author: cast.alice.id, once: UUID(), by: permit, at: t0)
                try db.publishProposal(id, by: permit, at: t0)
                options.append(ElectionOption(title: "Idee \(index)", proposal: id))
            }
            let office = try db.permit(office: .administration, for: cast.ada)
            let election = ElectionDraft(
                process: cast.process, question: "Was zuerst?", description: "", rule: .approval,
                parameters: try Parameters(of: .approval, [:]), options: options, opensAt: t0,
                closesAt: PollingPlace.closes)
            try db.openElection(
                try db.createElection(election, once: UUID(), by: office, at: t0), by: office, at: t0)
        }
        return cast
    }
}
