import AuditLog
package import Core
package import Postgres

extension Connection {
    /// Adds the permitted person's support. Supporting twice is refused by the table itself.
    package func addSupport(to proposal: ProposalID, by permit: Permit, at now: Instant) throws {
        let leaf = try log(.supportGiven(proposal), at: now)
        let added = try run(
            """
            INSERT INTO supports (proposal_id, person_id, given_on, leaf)
            SELECT id, \(permit.person), \(now.day), \(leaf) FROM visible_proposals
            WHERE id = \(proposal) AND state = 'published'
            """,
            refusing: ["supports_once_per_person": ProposalRejection.alreadySupported])
        guard added == 1 else { throw GeneralRejection.notFound }
    }

    /// Takes the person's support back; the log then holds both. Twice is refused.
    package func withdrawSupport(from proposal: ProposalID, by permit: Permit, at now: Instant) throws {
        let rows = try rows(
            "DELETE FROM supports WHERE proposal_id = \(proposal) AND person_id = \(permit.person) RETURNING leaf"
        )
        guard let row = rows.first else { throw ProposalRejection.notSupported }
        try log(.supportWithdrawn(proposal, previous: try row["leaf"]), at: now)
    }
}
