package import Core
package import Postgres
package import TransparencyLog

/// The newest signed state of the log.
package struct LogHead: Sendable {
    package let origin: String
    package let size: Int
    package let root: Hash
    /// Signed note.
    package let checkpoint: String
    package let signedAt: Instant
}

/// One entry as the pages tell it.
package struct LogEntry: Sendable {
    package let index: Int
    package let entry: [UInt8]
    package let type: String
    package let object: String?
    package let actor: String?
    /// Cut to the minute or hour.
    package let at: Instant
    /// Public facts; empty for an entry that commits.
    package let facts: [String: JSON]
    package let leaf: [UInt8]
}

extension Connection {
    /// Nil until the sequencer signed for the first time.
    package func logHead() throws -> LogHead? {
        try rows("SELECT origin, size, root, checkpoint, signed_at FROM log_head").first.map { row in
            guard let root = Hash(bytes: try row["root"] as [UInt8]) else {
                throw SequencerFault.broken("root")
            }
            return LogHead(
                origin: try row["origin"], size: try row["size"], root: root,
                checkpoint: try row["checkpoint"],
                signedAt: try row["signed_at"])
        }
    }

    /// Newest first, below index `before` if given; those alone that the filter lets through.
    package func logEntries(_ filter: LogFilter = LogFilter(), before: Int? = nil, limit: Int) throws
        -> [LogEntry]
    {
        try rows(
            """
            SELECT index, entry, leaf_hash FROM log_entries WHERE \(filter.condition) index < \(before ?? Int.max)
            ORDER BY index DESC LIMIT \(limit)
            """
        ).map { try LogEntry(row: $0) }
    }

    package func logEntry(_ index: Int) throws -> LogEntry? {
        try rows("SELECT index, entry, leaf_hash FROM log_entries WHERE index = \(index)").first
            .map { try LogEntry(row: $0) }
    }

    /// Where the entry with this leaf hash stands; nil while it waits in the outbox.
    package func logIndex(ofLeaf leaf: [UInt8]) throws -> Int? {
        try rows("SELECT index FROM log_entries WHERE leaf_hash = \(leaf) ORDER BY index LIMIT 1").first?[
            "index"]
    }

    /// The entry with this leaf hash, also where it waits in the outbox. For the jobs, who may read that.
    package func loggedEntry(ofLeaf leaf: [UInt8]) throws -> JSON? {
        let entry: [UInt8]? = try rows(
            """
            SELECT entry FROM log_entries WHERE leaf_hash = \(leaf)
            UNION ALL
            SELECT entry FROM log_outbox WHERE sha256(decode('00', 'hex') || entry) = \(leaf) LIMIT 1
            """
        ).first?["entry"]
        return try entry.map { try JSON(parsing: $0) }
    }

    /// The first entry in which these bytes stand; nil while it waits in the outbox.
    package func logEntry(_ filter: LogFilter, holding bytes: [UInt8]) throws -> LogEntry? {
        try rows(
            """
            SELECT index, entry, leaf_hash FROM log_entries WHERE \(filter.condition) position(\(bytes) IN entry) > 0
            ORDER BY index LIMIT 1
            """
        ).first.map { try LogEntry(row: $0) }
    }

    /// The proof that the entry is in a checkpoint: the newest that witnesses confirmed, if it has the entry, else the
    /// newest. `extra` is the entry itself.
    package func logProof(of index: Int) throws -> LogProof? {
        try logEntry(index).flatMap { try logProof(of: $0) }
    }

    /// The same for an entry that was read before.
    package func logProof(of entry: LogEntry) throws -> LogProof? { try logProofs(of: [entry])?.first }

    /// Proofs of several entries under one checkpoint, each tile read once; nil where one is in no signed checkpoint yet.
    package func logProofs(of entries: [LogEntry]) throws -> [LogProof]? {
        guard let last = entries.map(\.index).max() else { return [] }
        var (note, size) = try logHead().map { ($0.checkpoint, $0.size) } ?? ("", 0)
        if let cosigned = try cosignedCheckpoint(), last < cosigned.size {
            (note, size) = (cosigned.note, cosigned.size)
        }
        guard last < size else { return nil }
        let checkpoint = try SignedNote(parsing: Array(note.utf8))
        var tiles: [Tile: [Hash]] = [:]
        return try entries.map { entry in
            let hashes = try inclusionProof(index: entry.index, size: size) { name in
                if let read = tiles[name] { return read }
                let read = try tile(name)
                tiles[name] = read
                return read
            }
            return LogProof(extra: entry.entry, index: entry.index, hashes: hashes, checkpoint: checkpoint)
        }
    }

    /// The entries of one kind about an object such as `elections/42`, in the log's order.
    package func logEntries(_ noun: String, about object: String) throws -> [LogEntry] {
        try rows(
            """
            SELECT index, entry, leaf_hash FROM log_entries WHERE object = \(object) AND noun = \(noun) ORDER BY index
            """
        ).map { try LogEntry(row: $0) }
    }
}

extension LogEntry {
    init(row: Row) throws {
        index = try row["index"]
        entry = try row["entry"]
        leaf = try row["leaf_hash"]
        let members = try JSON(parsing: entry)
        guard let type = members["act"]?.string,
            let at = members["at"]?.string.flatMap({ Instant(iso8601: $0) })
        else { throw SequencerFault.broken("entry \(index)") }
        self.type = type
        self.at = at
        object = members["obj"]?.string
        actor = members["actor"]?.string
        facts = members["body"]?.object ?? [:]
    }
}

extension Connection {
    /// The entries with these leaf hashes, newest first, below index `before` if given.
    package func logEntries(withLeaves leaves: [[UInt8]], before: Int? = nil, limit: Int) throws -> [LogEntry]
    {
        try rows(
            """
            SELECT index, entry, leaf_hash FROM log_entries
            WHERE leaf_hash = ANY(\(SQLArray(leaves))) AND index < \(before ?? Int.max)
            ORDER BY index DESC LIMIT \(limit)
            """
        ).map { try LogEntry(row: $0) }
    }

    /// What a committed entry said; nil where it says public facts only, or was erased.
    package func logOpening(ofLeaf leaf: [UInt8]) throws -> (salt: [UInt8], content: [UInt8])? {
        try rows("SELECT salt, content FROM log_openings WHERE leaf_hash = \(leaf)").first.map { row in
            let content: String = try row["content"]
            return (try row["salt"], Array(content.utf8))
        }
    }

    /// That a tree of `from` entries is the beginning of one of `to`; nil where the log never had these sizes.
    package func logConsistency(from: Int, to: Int) throws -> [Hash]? {
        guard let head = try logHead(), from >= 0, from <= to, to <= head.size else { return nil }
        return try consistencyProof(from: from, to: to, of: head.size) { try tile($0) }
    }

    /// The root of the first `size` entries; nil where there are not so many.
    package func logRoot(size: Int) throws -> Hash? {
        guard let head = try logHead(), size >= 0, size <= head.size else { return nil }
        return try root(size: size, of: head.size) { try tile($0) }
    }
}
