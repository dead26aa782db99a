import Acts
package import Core
package import Deliberation
package import Foundation
package import Identity
package import Postgres
import Proposals

extension Cast {
    /// Alice publishes a proposal of three lines.
    package func publishProposal(_ database: Database, title: String = "Bänke am Innenhafen") async throws
        -> ProposalID
    {
        let draft = ProposalDraft(
            title: title, district: nil, reason: "Zum Ausruhen.",
            text: "Fünf Bänke am Wasser.\nEine Bank im Schatten.\nEin Tisch.", initiators: [])
        return try await database.transaction { db in
            let permit = try db.permit(.propose, in: process, for: alice, at: t0)
            let id = try db.addDraft(draft, in: process, author: alice.id, once: UUID(), by: permit, at: t0)
            try db.publishProposal(id, by: permit, at: t0)
            return id
        }
    }

    /// Somebody comments on a proposal.
    package func comment(
        _ database: Database, on proposal: ProposalID, by person: Person, _ body: String = "Gute Idee.",
        side: Side = .neutral, once: UUID = UUID()
    ) async throws -> CommentID {
        try await database.transaction { db in
            let permit = try db.permit(.comment, in: process, for: person, at: t0)
            return try db.writeComment(
                CommentDraft(body: body, side: side), on: proposal, once: once, by: permit, at: t0)
        }
    }

    /// Somebody replies to a comment.
    package func reply(
        _ database: Database, to comment: CommentID, by person: Person, _ body: String = "Das finde ich auch."
    ) async throws -> CommentID {
        try await database.transaction { db in
            let permit = try db.permit(.comment, in: process, for: person, at: t0)
            return try db.reply(body, to: comment, once: UUID(), by: permit, at: t0)
        }
    }
}
