package import Core

/// What the database says of itself.
package struct DatabaseHealth: Sendable {
    /// `15.18`.
    package let version: String
    /// Its own clock.
    package let clock: Instant
    /// Number of the newest migration.
    package let schema: Int
}

extension Connection {
    package func health() throws -> DatabaseHealth {
        let row = try rows(
            """
            SELECT current_setting('server_version') AS version, clock_timestamp() AS clock,
                (SELECT max(number)::bigint FROM schema_migrations) AS schema
            """
        ).first
        guard let row else { throw DatabaseError(kind: .decoding, detail: "no health") }
        return DatabaseHealth(
            version: try row["version"], clock: try row["clock"], schema: try row["schema"] ?? 0)
    }
}
