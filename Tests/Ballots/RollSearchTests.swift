import Ballots
import Core
import Identity
import Postgres
import Support
import Testing

@Suite("The electoral roll at the counter", .withServer)
struct RollSearchTests {
    @Test(
        "finds people by the words of their names or their whole address, in a query of letters alone",
        .database)
    func search() async throws {
        let day = try await PollingDay(voters: 3, isAlsoOnPaper: true)
        let id = day.election.id
        try await day.owner.transaction {
            for (person, name) in zip(day.voters, ["Thomas Müller-Lüdenscheidt", "Ürün O'Neil", "Müllerin"]) {
                try $0.run("UPDATE persons SET name = \(name) WHERE id = \(person.id)")
            }
        }
        func found(_ sought: String) async throws -> [String] {
            try await day.web.read { try $0.rollEntries(matching: sought, in: id, limit: 9).map(\.name) }
        }
        #expect(try await found("müller") == ["Müllerin", "Thomas Müller-Lüdenscheidt"])
        #expect(try await found("LÜDEN tho") == ["Thomas Müller-Lüdenscheidt"])
        #expect(try await found("o'ne") == ["Ürün O'Neil"])
        #expect(try await found("ürün") == ["Ürün O'Neil"])
        #expect(try await found("STIMME1@example.org") == ["Ürün O'Neil"])
        for nobody in ["eidt", "stimme1@", "%", "' | !('", "\\", "", "@"] {
            #expect(try await found(nobody) == [], "\(nobody)")
        }
    }
}
