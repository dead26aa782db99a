package import Core
package import Postgres
import TransparencyLog

/// Keeps a server's folder of static files up with the log: tiles and entry bundles first, the checkpoint last.
///
/// Every server has its own; none of them writes anything to the database.
package actor LogPublisher {
    private let database: Database
    private let folder: LogFolder
    private let tidemark: Tidemark?
    /// Whether a checkpoint waits for the quorum of witnesses.
    private let waitsForQuorum: Bool

    /// Tiles of trees up to this size are in the folder.
    private var size = 0
    /// The checkpoint written last; nil before the first time.
    private var written: [UInt8]?
    /// The time that its file has; nil where it is not known.
    private var dated: Instant?

    package init(
        _ database: Database, folder: LogFolder, tidemark: Tidemark? = nil, waitsForQuorum: Bool = false
    ) {
        self.database = database
        self.folder = folder
        self.tidemark = tidemark
        self.waitsForQuorum = waitsForQuorum
    }

    /// Works until cancelled: first goes through every file, then looks for a new checkpoint ten times a second.
    package func run(clock: @Sendable () -> Instant, report: @Sendable (String) -> Void) async {
        var complaint = Complaint("the log's files")
        var sweptAt: Instant?
        var isChecked = false
        while !Task.isCancelled {
            let now = clock()
            do {
                try await publish()
                if !isChecked {
                    let mended = try await mend()
                    if mended > 0 {
                        report("the log's files: \(mended) were damaged or missing and are mended")
                    }
                    isChecked = true
                }
                if sweptAt.map({ $0.adding(hours: 1) <= now || now < $0 }) ?? true {
                    try folder.sweep(before: now.adding(hours: -1))
                    sweptAt = now
                }
                complaint.end()
            } catch {
                complaint.say(error, at: now, report)
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Publishes the newest checkpoint if it is not there yet. A folder that is empty or of another log is made anew.
    package func publish() async throws {
        let newest = try await database.read { [waitsForQuorum] db -> (head: LogHead, note: String)? in
            guard let head = try db.logHead() else { return nil }
            guard let cosigned = try db.cosignedCheckpoint(), waitsForQuorum || cosigned.size == head.size
            else { return (head, head.checkpoint) }
            return (head, cosigned.note)
        }
        guard let newest else { return }
        let (head, note) = (newest.head, Array(newest.note.utf8))
        let onDisk = try folder.checkpoint()
        if let written, written == onDisk, written == note {
            if newest.note == head.checkpoint { try date(head.signedAt) }
            return
        }
        try await tidemark?.settle(with: database)
        if written == nil || written != onDisk { size = try await usableSize(of: onDisk, in: head) }
        let checkpoint = try Checkpoint(parsing: SignedNote(parsing: note).text)
        try await put(Tile.needed(from: size, to: checkpoint.size))
        size = max(size, checkpoint.size)
        try folder.write(checkpoint: note)
        written = note
        dated = nil
        if newest.note == head.checkpoint { try date(head.signedAt) }
    }

    /// A heartbeat signs the same bytes: their file's time tells of it, to mirrors of a log without witnesses, too.
    private func date(_ signedAt: Instant) throws {
        guard signedAt != dated else { return }
        try folder.dateCheckpoint(signedAt)
        dated = signedAt
    }

    /// Compares every file with the database and writes anew what differs; how many.
    package func mend() async throws -> Int { try await put(Tile.needed(from: 0, to: size)) }

    /// The same for one tile of level 0 and those above it.
    func mend(_ index: Int) async throws -> Int {
        var tiles: [Tile] = []
        var (count, place) = (size, index)
        while count > place * Tile.fullWidth {
            let width = min(Tile.fullWidth, count - place * Tile.fullWidth)
            if let tile = Tile(level: tiles.count, index: place, width: width) { tiles.append(tile) }
            (count, place) = (count / Tile.fullWidth, place / Tile.fullWidth)
        }
        return try await put(tiles)
    }

    /// How much of the folder can be built upon: the size of its checkpoint, if that is of this tree; else 0.
    private func usableSize(of note: [UInt8]?, in head: LogHead) async throws -> Int {
        guard let note, let signed = try? SignedNote(parsing: note),
            let checkpoint = try? Checkpoint(parsing: signed.text),
            checkpoint.origin == head.origin, checkpoint.size <= head.size
        else { return 0 }
        let root = try await database.read { try $0.storedRoot(checkpoint.size) }
        return root == checkpoint.root ? checkpoint.size : 0
    }

    /// Writes what is not there or is otherwise; how many files.
    @discardableResult
    private func put(_ tiles: [Tile]) async throws -> Int {
        var changed = 0
        // A few at a time: an entry bundle may have 16 MB.
        for start in stride(from: 0, to: tiles.count, by: 8) {
            let part = Array(tiles[start..<min(tiles.count, start + 8)])
            let files = try await database.read { db in try part.map { try db.files(of: $0) } }
            for (tile, file) in zip(part, files) {
                if try folder.put(file.hashes, tile, .hashes) { changed += 1 }
                if let entries = file.entries, try folder.put(entries, tile, .entries) { changed += 1 }
            }
            if Task.isCancelled { throw CancellationError() }
        }
        return changed
    }
}

extension Connection {
    /// A tile's file and, at level 0, the bundle of the entries below it, which must hash to the tile.
    fileprivate func files(of tile: Tile) throws -> (hashes: [UInt8], entries: [UInt8]?) {
        let hashes = try self.tile(tile)
        guard let bytes = tile.encode(hashes) else {
            throw SequencerFault.broken("tile \(tile.level)/\(tile.index) is too narrow")
        }
        guard tile.level == 0 else { return (bytes, nil) }
        let start = tile.index * Tile.fullWidth
        let entries: [[UInt8]] = try rows(
            """
            SELECT entry FROM log_entries WHERE index >= \(start) AND index < \(start + tile.width) ORDER BY index
            """
        ).map { try $0["entry"] }
        guard entries.map({ leafHash($0) }) == hashes, let bundle = EntryBundle.encode(entries) else {
            throw SequencerFault.broken("the entries from \(start) on are not those of their tile")
        }
        return (bytes, bundle)
    }
}
