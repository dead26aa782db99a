import ElectionCrypto
import Foundation
import Glibc
import Terminal

/// An archive that grows. One program at a time; an append that fails leaves the file as it was.
///
/// While something is added, `UUID.bel.pending` beside it says how long the file was before. Whoever opens the archive
/// next and finds that note cuts off what was not finished.
struct ArchiveFile {
    private let path: String
    /// Closes the file, and with it gives the lock back, when the last copy is gone.
    private let handle: FileHandle
    private(set) var writer: ArchiveWriter

    private var file: Int32 { handle.fileDescriptor }

    /// Begins an archive. Refuses to replace one.
    init(new path: String, timestamp: Int) throws {
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw BadInput("there is such a file, or it cannot be written", file: path) }
        self.path = path
        handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        writer = ArchiveWriter(timestamp: timestamp)
        try append(writer.opening)
    }

    /// Goes on with an archive, whose form and chain are checked.
    init(_ path: String) throws {
        let file = open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { throw BadInput("the archive cannot be written", file: path) }
        handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            throw BadInput("another program is writing this archive", file: path)
        }
        self.path = path
        try ArchiveFile.cutUnfinished(path, file)
        writer = try reading(path) { () throws(ElectionError) in
            try ArchiveWriter(resuming: .file(path))
        }
    }

    /// Adds what `events` gives; all of it is there afterwards, or none.
    mutating func add(_ events: (inout ArchiveWriter) -> [UInt8]) throws { try append(events(&writer)) }

    private func append(_ bytes: [UInt8]) throws {
        let before = lseek(file, 0, SEEK_END)
        let note = ArchiveFile.note(path)
        try writePrivateFile(Array("\(before)\n".utf8), to: note)
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            done += count
        }
        guard done == bytes.count, fsync(file) == 0 else {
            ftruncate(file, before)
            unlink(note)
            throw BadInput("the archive cannot be written", file: path)
        }
        unlink(note)
    }

    private static func note(_ path: String) -> String { "\(path).pending" }

    private static func cutUnfinished(_ path: String, _ file: Int32) throws {
        let note = note(path)
        guard FileManager.default.fileExists(atPath: note) else { return }
        let text = String(decoding: try readFile(note, longest: 64), as: UTF8.self)
        guard let length = Int(text.filter { $0 != "\n" }), length >= 0,
            length <= Int(lseek(file, 0, SEEK_END))
        else { throw BadInput("this is not what an interrupted program leaves", file: note) }
        guard ftruncate(file, off_t(length)) == 0, fsync(file) == 0, unlink(note) == 0 else {
            throw BadInput("the archive cannot be written", file: path)
        }
    }
}
