package import Ballots
package import Core
package import Postgres

extension Connection {
    /// Publishes an election held elsewhere as one that is over and counted. The same file and question again answer
    /// with the first one. `origin` is the log's name.
    package func importElection(
        _ draft: ElectionDraft, _ ballots: ImportedBallots, origin: String, by permit: Permit, at now: Instant
    ) throws -> ElectionID {
        let once = ballots.once(draft)
        if let known = try election(once: once) { return known }
        let id = try createElection(draft, once: once, by: permit, at: now)
        try publishImported(id, ballots, origin: origin, by: permit, at: now)
        return id
    }
}
