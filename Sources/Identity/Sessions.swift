package import Core
package import Postgres

/// For how many days without a visit a session lasts.
package let sessionDays = 30

extension Connection {
    package func openSession(tokenHash: [UInt8], for person: PersonID, on day: Day) throws {
        try run(
            """
            INSERT INTO sessions (token_hash, person_id, opened_on, last_seen_on)
            VALUES (\(tokenHash), \(person), \(day), \(day))
            """)
    }

    /// Who is signed in with this token; nil if nobody. `isStale` asks the caller to `touchSession`.
    package func person(session tokenHash: [UInt8], on day: Day) throws -> (person: Person, isStale: Bool)? {
        try rows(
            """
            SELECT p.id, p.name, p.language, p.email, p.has_account, p.is_resident, p.has_consent, p.roles,
                s.last_seen_on < \(day) AS is_stale
            FROM sessions s JOIN person_standing p ON p.id = s.person_id
            WHERE s.token_hash = \(tokenHash) AND s.last_seen_on >= \(Day(daysSince1970: day.daysSince1970 - sessionDays))
            """
        ).first.map { (try Person(row: $0), try $0["is_stale"]) }
    }

    package func touchSession(tokenHash: [UInt8], on day: Day) throws {
        try run("UPDATE sessions SET last_seen_on = \(day) WHERE token_hash = \(tokenHash)")
    }

    package func closeSession(tokenHash: [UInt8]) throws {
        try run("DELETE FROM sessions WHERE token_hash = \(tokenHash)")
    }

    /// Signs the person out everywhere, but for the session to keep, if one is named.
    package func closeSessions(of person: PersonID, except kept: [UInt8]? = nil) throws {
        try run(
            "DELETE FROM sessions WHERE person_id = \(person) AND (\(kept)::bytea IS NULL OR token_hash <> \(kept))"
        )
    }

    package func sessionCount(of person: PersonID) throws -> Int {
        try rows("SELECT count(*) AS n FROM sessions WHERE person_id = \(person)").first?["n"] ?? 0
    }

    /// Forgets what has run out: sessions, codes, invitations.
    package func forgetExpired(at now: Instant) throws {
        try run("DELETE FROM sessions WHERE last_seen_on < \(now.adding(days: -Int64(sessionDays)).day)")
        try run("DELETE FROM account_codes WHERE expires_at < \(now)")
        try run("DELETE FROM invitations WHERE expires_at < \(now)")
    }
}
