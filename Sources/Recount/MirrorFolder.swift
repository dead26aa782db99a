import Foundation
import Glibc
import Terminal
import TransparencyLog

/// The folder of a mirror: the log's files as they are published, and a lock.
///
/// The checkpoint is written last, after everything below it is on the disk: what it covers is complete.
final class MirrorFolder {
    let path: String
    let log: LogFolder
    private let lock: Int32

    /// Makes the folder and keeps other mirrors out of it while the program runs.
    init(_ path: String) throws(BadInput) {
        self.path = path
        log = LogFolder(path: path)
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw BadInput("the folder cannot be made", file: path)
        }
        lock = open("\(path)/mirror.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard lock >= 0 else { throw BadInput("the folder cannot be written", file: path) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw BadInput("another recount is mirroring into this folder", file: path)
        }
    }

    deinit { close(lock) }

    /// Stores a tile and its bundle where they are not yet; a full tile takes the place of its partial ones.
    func store(_ part: LogWalk.Part) throws(BadInput) {
        try store(part.hashes, at: part.tile.path)
        if let bundle = part.bundle { try store(bundle, at: part.tile.entriesPath) }
        guard part.tile.isFull else { return }
        for name in [part.tile.path] + (part.bundle == nil ? [] : [part.tile.entriesPath]) {
            let partial = "\(path)/\(name).p"
            guard FileManager.default.fileExists(atPath: partial) else { continue }
            do {
                try FileManager.default.removeItem(atPath: partial)
            } catch {
                throw BadInput("the outgrown files cannot be removed", file: partial)
            }
        }
    }

    /// Removes a file that is not what it should be; false if there is none.
    func remove(_ name: String) -> Bool { unlink("\(path)/\(name)") == 0 }

    /// Stores the checkpoint, after everything else has reached the disk.
    func finish(_ checkpoint: [UInt8]) throws(BadInput) {
        // Waits until the disk has everything. Source: sync(2) on Linux.
        sync()
        try store(checkpoint, at: "checkpoint")
        sync()
    }

    /// Replaces a file at once, so that no reader sees half of it.
    func store(_ bytes: [UInt8], at name: String) throws(BadInput) {
        if let old = try log.contents(name), old == bytes { return }
        let place = "\(path)/\(name)"
        let draft = place + ".new"
        try makeFolder(of: place)
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failed(name) }
        // Many small files: the disk is waited for once, in `finish`.
        let isWritten = write(file, bytes, bytes.count) == bytes.count
        guard close(file) == 0, isWritten, rename(draft, place) == 0 else { throw failed(name) }
    }

    private func makeFolder(of place: String) throws(BadInput) {
        let folder = URL(fileURLWithPath: place).deletingLastPathComponent().path
        guard !FileManager.default.fileExists(atPath: folder) else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw BadInput("the folder cannot be made", file: folder)
        }
    }

    private func failed(_ name: String) -> BadInput {
        BadInput("the file cannot be written; is the disk full?", file: "\(path)/\(name)")
    }
}

/// The log as its mirror sees it: what the folder has is read there, the rest where the log is.
///
/// What the folder has is checked as everything else, so a file cut short by a power failure is found.
struct MirroredLog: LogSource {
    let folder: LogFolder
    let origin: any LogSource

    func file(_ path: String) async throws -> [UInt8]? {
        if let own = try folder.contents(path) { return own }
        return try await origin.file(path)
    }
}
