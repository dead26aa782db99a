import AuditLog
package import Core
package import Postgres

extension Connection {
    /// Adds the permitted person's support. Supporting twice is refused by the table itself.
    package func addSupport(to proposal: ProposalID, by permit: Permit, at now: Instant) throws {
        let leaf = try log(.supportGiven(proposal), at: now)
        let added = try run(
            """
            INSERT INTO supports (proposal_id, person_id, given_on, leaf, version)
            SELECT id, \(permit.person), \(now.day), \(leaf), version FROM visible_proposals
            WHERE id = \(proposal) AND state = 'published'
            """,
            refusing: ["supports_once_per_person": ProposalRejection.alreadySupported])
        guard added == 1 else { throw GeneralRejection.notFound }
    }

    /// Takes the person's support back; the log then holds both, and nobody can open the first any more: consent to it is
    /// withdrawn, and once the support is gone nothing would tell whose it was when the person is erased. Twice is refused.
    package func withdrawSupport(from proposal: ProposalID, by permit: Permit, at now: Instant) throws {
        let rows = try rows(
            "DELETE FROM supports WHERE proposal_id = \(proposal) AND person_id = \(permit.person) RETURNING leaf"
        )
        guard let row = rows.first else { throw ProposalRejection.notSupported }
        let leaf: [UInt8] = try row["leaf"]
        try log(.supportWithdrawn(proposal, previous: leaf), at: now)
        try eraseOpenings([LoggedAct(leaf: leaf, object: "proposals/\(proposal)")], at: now)
    }

    /// Supporters who have not heard of the newest text yet; with this they count as told. Fewer than `limit` are the last.
    package func supportersToTell(of proposal: ProposalID, limit: Int) throws -> [PersonID] {
        try rows(
            """
            WITH due AS (
                SELECT s.person_id, p.version FROM supports s JOIN visible_proposals p ON p.id = s.proposal_id
                WHERE s.proposal_id = \(proposal) AND s.version < p.version
                ORDER BY s.person_id LIMIT \(limit) FOR UPDATE OF s)
            UPDATE supports s SET version = due.version FROM due
            WHERE s.proposal_id = \(proposal) AND s.person_id = due.person_id RETURNING s.person_id
            """
        ).map { try $0["person_id"] }
    }
}
