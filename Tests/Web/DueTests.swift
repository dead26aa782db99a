import Acts
import Ballots
import Core
import Support
import Testing
import Web

@Suite("What is due", .withServer)
struct DueTests {
    @Test(
        "names an election that opens or closes soon, and one that should have done so", .database,
        arguments: [
            (isOpen: false, days: -3, words: "<b>noch 3 Tage</b>: Abstimmung öffnet am"),
            (isOpen: false, days: 1, words: "<b>überfällig</b>: Abstimmung sollte geöffnet sein seit"),
            (isOpen: true, days: 1, words: "<b>noch 6 Tage</b>: Abstimmung endet am"),
            (isOpen: true, days: 8, words: "<b>überfällig</b>: Abstimmung sollte beendet sein seit"),
        ])
    func elections(isOpen: Bool, days: Int64, words: String) async throws {
        let place = try await PollingPlace(isOpen: isOpen)
        let client = try await TestClient.make(clock: { t0.adding(days: days) })
        try await client.signIn(place.cast.ada)
        let page = try await client.get("/administration").text
        #expect(page.contains(words))
        #expect(page.contains("<a href=\"/administration/elections/1\">Soll der Park größer werden?</a>"))
        #expect(!page.contains("⟦"))
    }

    @Test("names one that waits for its count, and none that is counted or far away", .database)
    func counts() async throws {
        let place = try await PollingPlace()
        func page(_ days: Int64) async throws -> String {
            let client = try await TestClient.make(clock: { t0.adding(days: days) })
            try await client.signIn(place.cast.ada)
            return try await client.get("/administration").text
        }
        #expect(try await !page(-20).contains("größer"))
        _ = try await place.duties.close(ElectionID(1), at: PollingPlace.closes)
        #expect(try await page(8).contains("Abstimmung ist noch nicht ausgezählt"))
        _ = try await place.duties.tally(ElectionID(1), at: PollingPlace.closes)
        #expect(try await !page(8).contains("größer"))
    }
}
