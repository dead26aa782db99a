import AuditLog
package import Core
package import Postgres

/// Stands where the words of an erased proposal stood.
private let noWords = "Gelöscht"

extension Connection {
    /// Takes back whatever a person supports, without a further event: the log says of each entry that it was erased.
    package func eraseSupports(of person: PersonID, by permit: Permit) throws {
        try run("DELETE FROM supports WHERE person_id = \(person)")
    }

    /// Deletes a person's drafts, and their name from what they published; `substitute` stands there then.
    package func eraseAuthorship(
        of person: PersonID, named name: String, _ substitute: String, by permit: Permit
    ) throws {
        try run("DELETE FROM proposals WHERE author_id = \(person) AND state = 'draft'")
        try run(
            """
            UPDATE initiators SET name = \(substitute)
            WHERE kind = 'person' AND lower(name) = lower(\(name))
                AND proposal_id IN (SELECT id FROM proposals WHERE author_id = \(person))
            """)
    }

    /// Takes back what a person published, and deletes every wording of it. The place stays for what others said to it.
    package func eraseProposals(of person: PersonID, _ substitute: String, by permit: Permit, at now: Instant)
        throws
    {
        let published = try rows(
            """
            UPDATE proposals SET state = 'withdrawn', changed_at = \(now)
            WHERE author_id = \(person) AND state = 'published' RETURNING id, leaf
            """)
        for row in published {
            let id: ProposalID = try row["id"]
            let leaf = try log(.proposalWithdrawn(id, previous: try row["leaf"]), at: now)
            try run("UPDATE proposals SET leaf = \(leaf) WHERE id = \(id)")
        }
        try run(
            """
            UPDATE proposals SET title = \(noWords), text = \(noWords), reason = '', synergies = '', note = ''
            WHERE author_id = \(person)
            """)
        try run(
            """
            UPDATE proposal_versions SET title = \(noWords), text = \(noWords)
            WHERE proposal_id IN (SELECT id FROM proposals WHERE author_id = \(person))
            """)
        try run(
            "DELETE FROM docks WHERE proposal_id IN (SELECT id FROM proposals WHERE author_id = \(person))")
        try run(
            """
            UPDATE initiators SET name = \(substitute), decided_on = NULL
            WHERE proposal_id IN (SELECT id FROM proposals WHERE author_id = \(person))
            """)
    }
}
