import AuditLog
package import Core
package import Foundation
package import Postgres

/// What the city says to a proposal. It is never changed; a later answer stands below it.
package struct Answer: Sendable, Hashable {
    package enum Stance: String, Sendable, CaseIterable {
        case accepted, partly, examined, declined

        package var phrase: String { "answer.stance.\(rawValue)" }
    }

    package let stance: Stance
    /// Who speaks for the city: an office, never a person.
    package let office: String
    /// Markdown.
    package let body: String

    package init(_ stance: Stance, office: String, body: String) {
        self.stance = stance
        self.office = office
        self.body = body
    }
}

/// An answer as it stands below its proposal.
package struct GivenAnswer: Sendable, Hashable {
    package let answer: Answer
    package let answeredAt: Instant
    /// Leaf hash of its event.
    package let leaf: [UInt8]
}

extension Connection {
    /// Answers a published proposal. False if this `once` has done so before, which changes nothing.
    package func addAnswer(
        _ answer: Answer, to id: ProposalID, once: UUID, by permit: Permit, at now: Instant
    ) throws -> Bool {
        let added = try rows(
            """
            INSERT INTO answers (once, proposal_id, stance, office, body, answered_at)
            SELECT \(once), id, \(answer.stance.rawValue), \(answer.office), \(answer.body), \(now)
            FROM visible_proposals WHERE id = \(id) AND state = 'published'
            ON CONFLICT (once) DO NOTHING RETURNING id
            """)
        guard let row = added.first else {
            let known = try rows("SELECT 1 AS one FROM answers WHERE once = \(once) AND proposal_id = \(id)")
            guard known.isEmpty else { return false }
            throw ProposalRejection.notPublished
        }
        let number: Int = try row["id"]
        let leaf = try log(.proposalAnswered(id, answer), at: now)
        try run("UPDATE answers SET leaf = \(leaf) WHERE id = \(number)")
        return true
    }

    /// Published proposals with the supports that oblige the city to answer, and without an answer; the oldest first.
    package func unanswered(limit: Int) throws -> [(id: ProposalID, title: String)] {
        try rows(
            """
            SELECT p.id, p.title FROM visible_proposals p JOIN visible_processes c ON c.id = p.process_id
            WHERE p.state = 'published' AND c.threshold > 0 AND p.supports >= c.threshold
                AND NOT EXISTS (SELECT FROM answers a WHERE a.proposal_id = p.id)
            ORDER BY p.id LIMIT \(limit)
            """
        ).map { (try $0["id"], try $0["title"]) }
    }
}
