import Acts
import Core
import Foundation
import Identity
import Notices
import Phrases
import Postgres
import Proposals
import Support
import Testing
import Web

@Suite("Supporters of a proposal", .withServer)
struct SupporterTests {
    private let catalogue = Result { try Catalogue(directory: checkout + "/Resources/phrases") }

    private func support(_ proposal: ProposalID, by person: Person) async throws {
        try await TestDatabase.inUse().web.transaction { db in
            try db.addSupport(to: proposal, by: .own(person.id), at: t0)
        }
    }

    private func tell(_ proposal: ProposalID) async throws {
        try await TestDatabase.inUse().web.tellSupporters(
            of: proposal, catalogue: catalogue.get(), address: "https://mitstimme.example", at: t0)
    }

    private func told(_ person: Person) async throws -> [String] {
        try await TestDatabase.inUse().web.read { try $0.inbox(of: person.id, limit: 9) }
            .filter { $0.subject.hasPrefix("Neuer Text: ") }.map(\.body)
    }

    private func count(_ statement: SQL) async throws -> Int {
        try await TestDatabase.inUse().owner.read { try $0.rows(statement).first?["n"] ?? -1 }
    }

    /// Bob proposes other words for line 2 and Alice, whose proposal it is, takes them over.
    private func change(_ proposal: ProposalID, version: Int, text: String, _ cast: Cast) async throws {
        let (bob, alice) = (try await TestClient.make(), try await TestClient.make())
        try await bob.signIn(cast.bob)
        try await alice.signIn(cast.alice)
        let form = [
            "once": UUID().uuidString, "version": String(version), "lines": "2", "text": text,
            "reason": "Besser.",
        ]
        let path =
            try #require(try await bob.post("/proposals/\(proposal)/amendments", form).location)
            .split(separator: "?").first ?? ""
        #expect(try await alice.post("\(path)/decide", ["outcome": "accepted"]).status == 303)
    }

    @Test("hear of a new text once, without mail; its author and later supporters do not", .database)
    func told() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(TestDatabase.inUse().web)
        for person in [cast.alice, cast.bob] { try await support(proposal, by: person) }
        try await tell(proposal)
        #expect(try await told(cast.bob).isEmpty)

        try await change(proposal, version: 1, text: "Zwei Bänke.", cast)
        #expect(
            try await count(
                "SELECT count(*) AS n FROM jobs WHERE kind = 'tell-supporters' AND subject = \(proposal.description)"
            ) == 1)
        try await support(proposal, by: cast.ada)
        let mails = try await count("SELECT count(*) AS n FROM mails")
        for _ in 1...2 { try await tell(proposal) }
        let bodies = try await told(cast.bob)
        #expect(bodies.count == 1)
        #expect(bodies.first?.contains("https://mitstimme.example/proposals/\(proposal)/versions") == true)
        #expect(bodies.first?.contains("Guten Tag, Bob") == true)
        for person in [cast.alice, cast.ada] { #expect(try await told(person).isEmpty) }
        #expect(try await count("SELECT count(*) AS n FROM mails") == mails)

        try await change(proposal, version: 2, text: "Drei Bänke.", cast)
        try await tell(proposal)
        #expect(try await told(cast.bob).count == 2)
        #expect(try await told(cast.ada).count == 1)
    }

    @Test("are told however many they are, and whoever took the support back is not", .database)
    func many() async throws {
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        let proposal = try await cast.publishProposal(database.web)
        try await support(proposal, by: cast.bob)
        try await database.owner.transaction { db in
            try db.script(
                """
                WITH p AS (INSERT INTO persons (name, created_on) SELECT 'Viele ' || n, current_date
                    FROM generate_series(1, 1200) n RETURNING id),
                a AS (INSERT INTO accounts (person_id, email, password_hash, confirmed_on)
                    SELECT id, id || '@example.org', 'none', current_date FROM p)
                INSERT INTO supports (proposal_id, person_id, given_on, leaf)
                SELECT \(proposal), id, current_date, '\\x00' FROM p
                """)
        }
        try await change(proposal, version: 1, text: "Zwei Bänke.", cast)
        try await database.web.transaction { db in
            try db.withdrawSupport(from: proposal, by: .own(cast.bob.id), at: t0)
        }
        try await tell(proposal)
        #expect(try await count("SELECT count(*) AS n FROM inbox WHERE subject LIKE 'Neuer Text: %'") == 1200)
        #expect(try await told(cast.bob).isEmpty)
    }
}
