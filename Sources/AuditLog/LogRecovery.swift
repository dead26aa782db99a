package import Core
import Jobs
package import Postgres
package import TransparencyLog

/// Why missing entries could not be brought back. Nothing was changed.
package enum RecoveryFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The folder has no checkpoint that a key of this log signed.
    case notOurs
    /// Its checkpoint is older than what was signed.
    case tooOld(signed: Int, found: Int)
    /// A bundle of entries is missing or no bundle; the text is its path.
    case missing(String)
    /// The entries do not give the root that was signed.
    case otherRoot
    /// Another server is signing at this moment.
    case busy

    package var description: String {
        switch self {
        case .notOurs: "the folder has no checkpoint that a key of this log signed"
        case .tooOld(let signed, let found):
            "the folder has \(found) entries, but \(signed) were signed; find a newer copy of the published files"
        case .missing(let path): "\(path) is missing or damaged; find another copy of the published files"
        case .otherRoot: "the entries do not give the root that was signed; they are from another history"
        case .busy: "another server is signing; stop it first"
        }
    }
}

extension Connection {
    /// Brings back the entries that an older backup lacks, from a folder in the layout of c2sp.org/tlog-tiles, so that the
    /// same tree goes on. How many; all of them or none.
    ///
    /// `mark` is the newest checkpoint known to be signed. What waits in the outbox and was put into the tree
    /// before, goes from the outbox, its opening to the others. The acts' own rows do not come back: the log has never had
    /// them.
    package func recoverLog(from folder: LogFolder, key: LogKey, mark: Checkpoint?, at now: Instant) throws
        -> Int
    {
        guard try take(.sequence) else { throw RecoveryFault.busy }
        let target = try signedCheckpoint(in: folder, key: key)
        let head = try logHead()
        let oldSize = head?.size ?? 0
        if let mark, mark.size > target.size {
            throw RecoveryFault.tooOld(signed: mark.size, found: target.size)
        }
        guard target.size > oldSize else { return 0 }

        var second = try frontier(size: oldSize)
        var edge = try tileEdge(size: oldSize)
        for index in oldSize / Tile.fullWidth...(target.size - 1) / Tile.fullWidth {
            let start = index * Tile.fullWidth
            let new = try bundle(index, of: target.size, in: folder).dropFirst(max(0, oldSize - start))
            let leaves = new.map { leafHash($0) }
            let first = edge.size
            for leaf in leaves {
                try edge.append(leaf)
                second.append(leaf)
            }
            try store(entries: Array(new), leaves: leaves, from: first, tiles: edge.takeChanges())
        }
        guard edge.size == target.size, try storedRoot(target.size) == target.root, second.root == target.root
        else { throw RecoveryFault.otherRoot }
        if let mark, try storedRoot(mark.size) != mark.root { throw RecoveryFault.otherRoot }
        _ = try sign(
            size: target.size, root: target.root, after: head == nil ? nil : oldSize, key: key, at: now)
        let known = try rows(
            """
            DELETE FROM log_outbox WHERE id IN (
                SELECT o.id FROM (
                    SELECT id, sha256('\\x00'::bytea || entry) AS leaf, row_number() OVER (PARTITION BY entry ORDER BY id) AS n
                    FROM log_outbox) o
                JOIN (
                    SELECT leaf_hash AS leaf, row_number() OVER (PARTITION BY leaf_hash ORDER BY index) AS n
                    FROM log_entries WHERE index >= \(oldSize)) e USING (leaf, n))
            RETURNING entry, opening
            """)
        try open(known, known.map { leafHash(try $0["entry"]) })
        return target.size - oldSize
    }

    private func signedCheckpoint(in folder: LogFolder, key: LogKey) throws -> Checkpoint {
        guard let bytes = try folder.checkpoint(), let note = try? SignedNote(parsing: bytes),
            case .valid = note.verify(with: key.known),
            let checkpoint = try? Checkpoint(parsing: note.text), checkpoint.origin == key.origin
        else { throw RecoveryFault.notOurs }
        return checkpoint
    }

    private func bundle(_ index: Int, of size: Int, in folder: LogFolder) throws -> [[UInt8]] {
        let width = min(Tile.fullWidth, size - index * Tile.fullWidth)
        guard let tile = Tile(level: 0, index: index, width: width) else { throw RecoveryFault.otherRoot }
        // A mirror may hold the full tile alone.
        guard let bytes = try folder.bytes(of: tile, .entries) ?? folder.bytes(of: tile.full, .entries),
            let entries = EntryBundle.decode(bytes), entries.count >= width
        else { throw RecoveryFault.missing(tile.entriesPath) }
        return Array(entries.prefix(width))
    }
}
