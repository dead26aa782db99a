import Core
package import Postgres
package import TransparencyLog

/// The newest signed checkpoint, in a file outside the database and its backups.
///
/// Whoever brings an older backup back rewinds the log; going on from there would sign a second history. The file
/// is written before a checkpoint is published, and nothing is signed over a database that is behind it.
package actor Tidemark {
    private let path: String
    /// What the file holds, once it was read.
    private var note: String?

    package init(path: String) { self.path = path }

    /// What the file says; nil where there is none yet.
    package static func read(_ path: String) throws -> Checkpoint? {
        try text(of: path).map { try checkpoint($0, path) }
    }

    private static func text(of path: String) throws -> String? {
        guard let bytes = try DurableFile.read(path) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SequencerFault.unreadableTidemark(path)
        }
        return text
    }

    private static func checkpoint(_ note: String, _ path: String) throws -> Checkpoint {
        do {
            return try Checkpoint(parsing: SignedNote(parsing: Array(note.utf8)).text)
        } catch {
            throw SequencerFault.unreadableTidemark(path)
        }
    }

    package func mark() throws -> Checkpoint? {
        if note == nil { note = try Tidemark.text(of: path) }
        return try note.map { try Tidemark.checkpoint($0, path) }
    }

    /// Refuses a database whose log is not the continuation of the mark, then raises the mark to its head.
    @discardableResult
    package func settle(with database: Database) async throws -> Checkpoint? {
        let mark = try mark()
        let head = try await database.read { db in
            if let fault = try db.faultAgainst(mark) { throw fault }
            return try db.logHead()
        }
        if let head { try raise(to: head.checkpoint) }
        return try self.mark()
    }

    /// Stores a signed checkpoint, unless the mark is as high already.
    package func raise(to note: String) throws {
        let new = try Tidemark.checkpoint(note, path)
        if let mark = try mark() {
            guard mark.size <= new.size else { return }
            guard mark.size < new.size || mark.root == new.root else {
                throw SequencerFault.rewritten(size: mark.size)
            }
            guard mark != new else { return }
        }
        try DurableFile.write(Array(note.utf8), to: path)
        self.note = note
    }
}

extension Connection {
    /// Why the database's log does not continue what was signed; nil if it does, or if nothing was.
    package func faultAgainst(_ mark: Checkpoint?) throws -> SequencerFault? {
        guard let mark else { return nil }
        guard let head = try logHead() else { return .behind(signed: mark.size, stored: 0) }
        guard head.origin == mark.origin else { return .foreignOrigin(mark.origin) }
        guard head.size >= mark.size else { return .behind(signed: mark.size, stored: head.size) }
        let root = mark.size == head.size ? head.root : try storedRoot(mark.size)
        return root == mark.root ? nil : .rewritten(size: mark.size)
    }
}
