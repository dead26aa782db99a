import Acts
import AuditLog
import Core
import Identity
import Moderation
import Phrases
import Postgres
import Processes
import Proposals
import Support
import Testing

@Suite("The invented town", .withServer, .database)
struct DemoTests {
    /// Not a full hour, as starts hardly ever are.
    private let now = t0.adding(minutes: 43)

    @Test("is loaded once, whole, counted exactly and in the order of time, and only into a demo")
    func loads() async throws {
        let database = try TestDatabase.inUse().web
        let duties = try ElectionDuties(TestDatabase.inUse().jobs, origin: "demo.mitstimme.invalid/log")
        let demo = Demo(database, duties: duties)
        let town = try DemoTown(folder: checkout + "/Resources/demo")
        let catalogue = try Catalogue(directory: checkout + "/Resources/phrases")
        await #expect(throws: GeneralRejection.notAllowed) {
            try await demo.load(town, catalogue: catalogue, at: now)
        }
        try await database.transaction { db in
            try db.foundTown(Town(name: town.name, isDemo: true), by: db.permit(house: "test"))
        }
        let size = try await demo.load(town, catalogue: catalogue, at: now)
        #expect(size == DemoSize(people: 331, processes: 3, proposals: 24, comments: 60, supports: 3289))
        #expect(try await demo.load(town, catalogue: catalogue, at: now) == nil)

        let cards = try await database.read { try $0.proposalCards(limit: 50) }
        #expect(cards.count == 24)
        #expect(cards.map(\.supports).reduce(0, +) == 3289)
        #expect(cards.map(\.comments).reduce(0, +) == 59)
        #expect(try await database.read { try $0.districts().count } == 53)
        #expect(try await database.read { try $0.openCases().count } == 3)
        #expect(
            try await database.read { try $0.moderationRecord(limit: 9).map(\.verdict) } == [.keep, .hide])
        #expect(try await database.read { try $0.count(of: .administration) } == 0)
        #expect(
            try await database.read { try $0.account(email: "person-1@demo.mitstimme.invalid")?.passwordHash }
                == "none")

        let key = try #require(
            LogKey(origin: "demo.mitstimme.invalid/log", seed: Array(repeating: 7, count: 32)))
        let sequencer = try Sequencer(TestDatabase.inUse().jobs, key: key)
        while try await sequencer.integrate(at: now) > 0 {}
        let entries = try await database.read { try $0.logEntries(limit: 10_000) }
        #expect(entries.map(\.at) == entries.map(\.at).sorted(by: >))
        #expect(entries.count { $0.type == "proposal.answered" } == 3)
        #expect(entries.count { $0.type.hasPrefix("complaint.") } == 2)
        #expect(entries.count { $0.type.hasPrefix("amendment.") } == 5)
        #expect(entries.count { $0.type == "proposal.changed" } == 1)
        let elections = entries.filter { $0.object?.hasPrefix("elections/") == true }.map(\.type)
        var expected = (1...2).flatMap { _ in ["roll.frozen", "archive.extended"] }
        for _ in 1...4 { expected += ["roll.frozen", "election.opened"] }
        expected += ["election.opened", "election.opened"]
        for _ in 1...3 { expected += ["election.closed", "ballots.boxed"] }
        expected += ["election.closed", "archive.extended"]
        for _ in 1...3 { expected.append("election.counted") }
        // The end of voting, the paper; the tally, two trustees, the result.
        expected += ["archive.extended", "batch.sealed", "paper.completed"]
        for _ in 1...4 { expected.append("archive.extended") }
        expected += ["election.counted", "ballots.boxed", "archive.extended"]
        #expect(elections.reversed() == expected)
    }
}
