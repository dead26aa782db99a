import AuditLog
package import Core
package import Postgres

extension Connection {
    /// Says in the log with which scripts ballots are encrypted here. Each digest once; a server says it before it serves.
    package func publishBooth(_ digest: [UInt8], by permit: Permit, at now: Instant) throws {
        guard try boothLeaf(digest) == nil else { return }
        // Two servers may start at once: then the log says it twice, and one of the two is kept.
        let leaf = try log(.boothPublished(digest), at: now)
        try run(
            """
            INSERT INTO booths (digest, published_at, leaf) VALUES (\(digest), \(now), \(leaf)) ON CONFLICT DO NOTHING
            """)
    }

    /// Leaf hash of the event that published these scripts; nil before it.
    package func boothLeaf(_ digest: [UInt8]) throws -> [UInt8]? {
        try rows("SELECT leaf FROM booths WHERE digest = \(digest)").first?["leaf"]
    }
}
