import AuditLog
package import Core
package import Postgres

extension Connection {
    /// Takes back what a person said: comments lose their words, reactions go, statements lose their author.
    package func eraseTalk(of person: PersonID, by permit: Permit, at now: Instant) throws {
        let standing = try rows(
            """
            UPDATE comments SET withdrawn_at = \(now) WHERE author_id = \(person) AND withdrawn_at IS NULL
            RETURNING id, proposal_id, leaf
            """)
        for row in standing {
            let id: CommentID = try row["id"]
            let leaf = try log(
                .commentWithdrawn(id, on: try row["proposal_id"], previous: try row["leaf"]), at: now)
            try run("UPDATE comments SET leaf = \(leaf) WHERE id = \(id)")
        }
        try run("UPDATE comments SET body = '–' WHERE author_id = \(person)")
        try run("DELETE FROM reactions WHERE person_id = \(person)")
        try run("UPDATE statements SET author_id = NULL WHERE author_id = \(person)")
    }
}
