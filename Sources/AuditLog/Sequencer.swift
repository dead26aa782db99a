package import Core
import Jobs
package import Postgres
package import TransparencyLog

/// Moves what waits in the outbox into the tree, one batch a transaction, and signs a checkpoint over it.
///
/// An entry gets its index here, by one process, and leaves the outbox in the same transaction: nothing can be
/// skipped, and rolled-back acts leave no gap.
package struct Sequencer: Sendable {
    package static let batch = 8192

    private let database: Database
    private let key: LogKey
    private let tidemark: Tidemark?
    private let policy: LogPolicy?

    /// Without a tidemark an older backup that is brought back is not noticed; for tests alone.
    /// `policy` names the witnesses that may forbid to sign.
    package init(_ database: Database, key: LogKey, tidemark: Tidemark? = nil, policy: LogPolicy? = nil) {
        self.database = database
        self.key = key
        self.tidemark = tidemark
        self.policy = policy
    }

    /// Works until cancelled, five times a second; signs again every hour though nothing is new, and once the clock
    /// was set back.
    package func run(clock: @Sendable () -> Instant, report: @Sendable (String) -> Void) async {
        var complaint = Complaint("log")
        while !Task.isCancelled {
            do {
                while try await integrate(at: clock()) == Sequencer.batch {}
                complaint.end()
            } catch {
                complaint.say(error, at: clock(), report)
            }
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Integrates up to one batch; how many entries it took in.
    ///
    /// The tidemark follows the commit: a checkpoint that was lost with its transaction was never shown to anybody.
    @discardableResult
    package func integrate(at now: Instant) async throws -> Int {
        let waits = try await database.read { db in
            try db.rows(
                """
                SELECT EXISTS (SELECT 1 FROM log_outbox) OR NOT EXISTS
                    (SELECT 1 FROM log_head WHERE signed_at > \(now.adding(hours: -1)) AND signed_at <= \(now)) AS waits
                """
            ).first?["waits"] ?? false
        }
        guard waits else { return 0 }
        let mark = try await tidemark?.settle(with: database)
        let batch = try await database.transaction { db -> (count: Int, checkpoint: String)? in
            guard try db.take(.sequence) else { return nil }
            try db.run("SET LOCAL synchronous_commit = on")
            if let fault = try db.faultAgainst(mark) ?? db.faultAgainst(policy) ?? db.faultOfDamage() {
                throw fault
            }
            return try db.integrateBatch(key: key, at: now)
        }
        guard let batch else { return 0 }
        try await tidemark?.raise(to: batch.checkpoint)
        return batch.count
    }
}

extension Connection {
    fileprivate func integrateBatch(key: LogKey, at now: Instant) throws -> (
        count: Int, checkpoint: String
    ) {
        let head = try rows("SELECT origin, size, root FROM log_head").first
        let oldSize: Int = try head?["size"] ?? 0
        if let origin: String = try head?["origin"], origin != key.origin {
            throw SequencerFault.foreignOrigin(origin)
        }
        let taken = try rows(
            """
            WITH taken AS (
                DELETE FROM log_outbox WHERE id IN (SELECT id FROM log_outbox ORDER BY id LIMIT \(Sequencer.batch))
                RETURNING id, entry, opening)
            SELECT id, entry, opening FROM taken ORDER BY id
            """)
        let waiting: [OutboxCheck.Row] = try taken.map { (try $0["entry"], try $0["opening"]) }
        if let (place, fault) = OutboxCheck.firstFault(in: waiting) {
            throw SequencerFault.broken(
                "row \(try taken[place]["id"] as Int) of the outbox is broken: \(fault)")
        }
        let entries = waiting.map(\.entry)
        var second = try frontier(size: oldSize)
        if let root: [UInt8] = try head?["root"], second.root.bytes != root {
            throw SequencerFault.broken("the tiles do not give the root of \(oldSize)")
        }
        var edge = try tileEdge(size: oldSize)
        let leaves = entries.map { leafHash($0) }
        for leaf in leaves { try edge.append(leaf) }
        try store(entries: entries, leaves: leaves, from: oldSize, tiles: edge.takeChanges())
        try open(taken, leaves)

        // The second path: what was stored, read back and hashed again.
        let stored = try rows("SELECT entry FROM log_entries WHERE index >= \(oldSize) ORDER BY index")
        for row in stored { second.append(leafHash(try row["entry"])) }
        let newRoot = try root(size: edge.size) { try tile($0) }
        guard second.size == edge.size, second.root == newRoot else {
            throw SequencerFault.broken("two ways of hashing give two roots at \(edge.size)")
        }
        let checkpoint = try sign(
            size: edge.size, root: newRoot, after: head == nil ? nil : oldSize, key: key, at: now)
        return (entries.count, checkpoint)
    }

    /// Keeps the openings of rows from the outbox, which have these leaf hashes. What was erased while it waited has none.
    func open(_ taken: [Row], _ leaves: [Hash]) throws {
        let openings: [(leaf: [UInt8], bytes: [UInt8])] = try zip(taken, leaves).compactMap { row, leaf in
            try (row["opening"] as [UInt8]?).map { (leaf.bytes, $0) }
        }
        guard !openings.isEmpty else { return }
        try run(
            """
            INSERT INTO log_openings (leaf_hash, salt, content)
            SELECT leaf, substring(opening FOR 32), convert_from(substring(opening FROM 33), 'UTF8')
            FROM unnest(\(SQLArray(openings.map(\.leaf))), \(SQLArray(openings.map(\.bytes)))) AS moved (leaf, opening)
            """)
    }

    func store(
        entries: [[UInt8]], leaves: [Hash], from start: Int,
        tiles: [(level: Int, index: Int, hashes: [UInt8])]
    ) throws {
        guard !entries.isEmpty else { return }
        try run(
            """
            INSERT INTO log_entries (index, entry, leaf_hash)
            SELECT \(start) + place - 1, entry, leaf
            FROM unnest(\(SQLArray(entries)), \(SQLArray(leaves.map(\.bytes)))) WITH ORDINALITY AS new (entry, leaf, place)
            """)
        try store(LogDays(entries, from: start))
        try run(
            """
            INSERT INTO log_tiles (level, index, hashes)
            SELECT * FROM unnest(\(SQLArray(tiles.map(\.level))), \(SQLArray(tiles.map(\.index))), \(SQLArray(tiles.map(\.hashes))))
            ON CONFLICT (level, index) DO UPDATE SET hashes = excluded.hashes
            """)
    }

    func sign(size: Int, root: Hash, after oldSize: Int?, key: LogKey, at now: Instant) throws
        -> String
    {
        guard let checkpoint = Checkpoint(origin: key.origin, size: size, root: root) else {
            throw SequencerFault.broken("no checkpoint of \(size)")
        }
        let note = try key.sign(checkpoint).description
        let changed =
            if let oldSize {
                try run(
                    """
                    UPDATE log_head SET size = \(size), root = \(root.bytes), checkpoint = \(note), signed_at = \(now)
                    WHERE size = \(oldSize)
                    """)
            } else {
                try run(
                    """
                    INSERT INTO log_head (origin, size, root, checkpoint, signed_at)
                    VALUES (\(key.origin), \(size), \(root.bytes), \(note), \(now)) ON CONFLICT DO NOTHING
                    """)
            }
        guard changed == 1 else { throw SequencerFault.overtaken }
        return note
    }
}
