import Core
import Glibc

/// A file with one secret seed of 32 bytes: 64 hexadecimal digits and a newline, readable by its owner alone.
package struct KeyFile: Sendable {
    package static let seedLength = 32

    package let path: String

    package init(path: String) { self.path = path }

    /// Reads the seed, or draws and stores one if there is no file yet.
    package func readOrCreate() throws(KeyFileError) -> Secret {
        do throws(KeyFileError) {
            return try read()
        } catch .missing {
            return try create()
        }
    }

    /// Refuses a file that the group or others may read or write.
    package func read() throws(KeyFileError) -> Secret {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw errno == ENOENT ? .missing(path) : .system(path, errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .system(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .malformed(path) }
        guard status.st_mode & 0o077 == 0 else { throw .openToOthers(path) }

        let expected = 2 * KeyFile.seedLength + 1
        var bytes = [UInt8](repeating: 0, count: expected + 1)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= 0 else { throw .system(path, errno) }
        guard count == expected, bytes[expected - 1] == 0x0A,
            let seed = [UInt8](hex: String(decoding: bytes.prefix(expected - 1), as: UTF8.self))
        else { throw .malformed(path) }
        return Secret(seed)
    }

    /// Draws a seed and stores it. Refuses to replace a file; an interrupted call leaves none.
    package func create() throws(KeyFileError) -> Secret {
        let seed = SystemRandom.bytes(KeyFile.seedLength)
        let draft = "\(path).\(SystemRandom.bytes(8).hex).new"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system(path, errno) }
        defer { unlink(draft) }
        let bytes = Array("\(seed.hex)\n".utf8)
        let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        let code = errno
        close(file)
        guard isWritten else { throw .system(path, code) }
        // A link, unlike a rename, never replaces what is there.
        guard link(draft, path) == 0 else { throw errno == EEXIST ? .exists(path) : .system(path, errno) }
        try syncFolder()
        return Secret(seed)
    }

    /// Takes the place of another file, whose seed is gone then.
    package func replace(_ other: KeyFile) throws(KeyFileError) {
        guard rename(path, other.path) == 0 else { throw .system(path, errno) }
        try syncFolder()
    }

    /// Makes the new name survive a power cut: what is signed with a seed must never outlive it.
    private func syncFolder() throws(KeyFileError) {
        let end = path.lastIndex(of: "/")
        let folder = open(end.map { String(path[...$0]) } ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .system(path, errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .system(path, errno) }
    }
}

package enum KeyFileError: Error, Equatable, Sendable {
    case missing(String)
    case exists(String)
    /// The group or others may read or write the file; its mode should be 0600.
    case openToOthers(String)
    /// Not 64 hexadecimal digits and a newline.
    case malformed(String)
    /// The system refused, with its error number.
    case system(String, Int32)
}
