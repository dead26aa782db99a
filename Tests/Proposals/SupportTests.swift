import Acts
import Core
import Foundation
import Identity
import Postgres
import Proposals
import Support
import Testing

@Suite("Supporting a proposal", .withServer, .database)
struct SupportTests {
    @Test("counts once, a second support is refused, and withdrawing takes it back")
    func countsOnce() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let id = try await published(by: cast, database)
        try await database.transaction { db in
            try db.addSupport(
                to: id, by: try db.permit(.support, in: cast.process, for: cast.bob, at: t0), at: t0)
        }
        await #expect(throws: ProposalRejection.alreadySupported) {
            try await database.transaction { db in
                try db.addSupport(
                    to: id, by: try db.permit(.support, in: cast.process, for: cast.bob, at: t0), at: t0)
            }
        }
        #expect(try await database.read { try $0.proposal(id)?.supports } == 1)
        try await database.transaction { db in
            try db.withdrawSupport(
                from: id, by: try db.permit(.support, in: cast.process, for: cast.bob, at: t0), at: t0)
        }
        #expect(try await database.read { try $0.proposal(id)?.supports } == 0)
        let left = try await TestDatabase.inUse().owner.read { db in
            try db.rows(
                """
                SELECT (SELECT count(*) FROM log_erasures) AS erased, count(*) AS waiting FROM log_outbox
                WHERE opening IS NOT NULL AND convert_from(entry, 'UTF8') LIKE '%"act":"support.given"%'
                """
            ).first.map { (erased: try $0["erased"] as Int, waiting: try $0["waiting"] as Int) }
        }
        #expect(left?.erased == 1 && left?.waiting == 0, "what was supported can be opened no more")
    }

    private func published(by cast: Cast, _ database: Database) async throws -> ProposalID {
        let draft = ProposalDraft(
            title: "Bänke am Innenhafen", district: nil, reason: "Zum Ausruhen", text: "Fünf Bänke.",
            initiators: [])
        return try await database.transaction { db in
            let permit = try db.permit(.propose, in: cast.process, for: cast.alice, at: t0)
            let id = try db.addDraft(
                draft, in: cast.process, author: cast.alice.id, once: UUID(), by: permit, at: t0)
            try db.publishProposal(id, by: permit, at: t0)
            return id
        }
    }
}
