import Acts
import AuditLog
import Ballots
import Core
import Identity
import Postgres
import Processes
import PublicRecord
import Publication
import Support
import Testing
import TransparencyLog

@Suite("Turnout of an election", .withServer)
struct TurnoutTests {
    /// Voters live in the quarters 101 and 201 and in the district 300 in turn, 22 in each; of the cast nobody asked.
    private func polling() async throws -> PollingDay {
        let day = try await PollingDay(voters: 66)
        try await day.owner.transaction { db in
            let house = db.permit(house: "test")
            for (number, parent) in [(100, nil), (200, nil), (300, nil), (101, 100), (201, 200)]
                as [(Int64, Int64?)]
            {
                let district = District(
                    id: DistrictID(number), name: "Bezirk \(number)", parent: parent.map { DistrictID($0) })
                try db.setDistrict(district, outline: nil, credit: nil, by: house)
            }
            for (index, voter) in day.voters.enumerated() {
                try db.attestResidence(
                    of: voter.id, in: DistrictID([101, 201, 300][index % 3]),
                    until: Day(daysSince1970: 40_000),
                    by: house, at: t0)
            }
        }
        return day
    }

    @Test("is told by district in the published record, small numbers put together", .database)
    func told() async throws {
        let day = try await polling()
        let voters = day.voters.enumerated().filter { $0.offset / 3 < [12, 11, 10][$0.offset % 3] }
        _ = try await day.vote(voters.map(\.element))
        try await day.finish()
        let result = try #require(try await day.result())
        let turnout = try #require(result.record.facts.turnout)
        // The four of whom nobody asked would stand alone: with the first of the smallest districts they do not.
        #expect(turnout.districts.map(\.name) == ["Bezirk 200", "Bezirk 300"])
        #expect(
            turnout.districts.map(\.count) == [
                .init(eligible: 22, voted: 11), .init(eligible: 22, voted: 10),
            ])
        #expect(turnout.rest == .init(eligible: 26, voted: 12))
        let key = try #require(LogKey(origin: PollingDay.origin, seed: [UInt8](repeating: 7, count: 32)))
        _ = try await Sequencer(day.jobs, key: key).integrate(at: PollingDay.closes)
        let bundle = try #require(try await day.bundle(key.policy().bytes))
        #expect(Bundle.verify(bundle.bytes, policy: try key.policy()).verdict == .holds)
    }

    @Test("cannot be read by district before: the web role sees no sums of the roll", .database)
    func hidden() async throws {
        let day = try await polling()
        await #expect(throws: (any Error).self) {
            try await day.web.read { try $0.rows("SELECT * FROM roll_by_district").count }
        }
        try await day.finish()
        #expect(try await day.result()?.record.facts.turnout == nil)
    }
}
