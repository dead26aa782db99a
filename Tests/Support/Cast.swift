import Acts
package import Core
import Foundation
package import Identity
package import Postgres
import Processes
import Secrets

/// The moment at which tests happen: 2026-05-04T10:00:00Z.
package let t0 = Instant(seconds: 1_777_888_800)

/// Everybody knows them: Alice initiates, Bob supports, Charlie lives elsewhere, Dora moderates, Ada administers.
package struct Cast: Sendable {
    package let alice: Person
    package let bob: Person
    package let charlie: Person
    package let dora: Person
    package let ada: Person
    package let process: ProcessID

    /// Puts them into the suite's database, with one process whose stage allows everything to residents.
    package init(_ database: Database) async throws {
        self = try await database.transaction { db in try Cast(db) }
    }

    private init(_ db: isolated Connection) throws {
        let house = db.permit(house: "test")
        func person(_ name: String, resident: Bool = true, role: Role? = nil) throws -> Person {
            let id = try db.addAccount(
                name: name, email: "\(name.lowercased())@example.org", passwordHash: "none", language: "de",
                origin: "demo",
                by: house, on: t0.day)
            try db.confirmAccount(id, on: t0.day)
            try db.run("INSERT INTO consents (person_id, version, given_on) VALUES (\(id), 1, \(t0.day))")
            if resident {
                try db.attestResidence(of: id, until: Day(daysSince1970: 40_000), by: house, at: t0)
            }
            if let role { try db.giveRole(role, to: id, by: house, at: t0) }
            guard let person = try db.person(id) else { throw GeneralRejection.notFound }
            return person
        }
        alice = try person("Alice")
        bob = try person("Bob")
        charlie = try person("Charlie", resident: false)
        dora = try person("Dora", role: .moderation)
        ada = try person("Ada", role: .administration)
        process = try db.addProcess(
            title: "Ideen für Duisburg", summary: "Was soll besser werden?", threshold: 2, by: house, at: t0)
        _ = try db.addPhase(
            to: process, title: "Alles", opensAt: t0.adding(days: -1), closesAt: t0.adding(days: 30),
            permissions: [.propose: .resident, .support: .resident, .comment: .account, .vote: .resident],
            by: house, at: t0)
    }
}

extension Connection {
    /// The text of a one-time link to the office of administration.
    package func testInvitation() throws -> String {
        let token = UUID().uuidString
        try invite(
            to: .administration, tokenHash: Token.hash(of: token), until: t0.adding(days: 1),
            by: permit(house: "test"))
        return token
    }
}
