import Core
import Foundation
import Glibc
import Secrets

/// Why a file of the log could not be read or written: its path and the system's error number.
package struct LogFolderFault: Error, Equatable, Sendable, CustomStringConvertible {
    package let path: String
    package let code: Int32

    package var description: String { "\(path): \(String(cString: strerror(code)))" }
}

/// Files that a power cut leaves as they were or as they should be, never half of each.
enum DurableFile {
    /// How a file is called until it is complete; no path of a tile ends so.
    static let draftEnding = ".new"

    /// Writes beside the place, waits for the disk, takes the place, and waits again. Makes the folders above.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let draft = "\(path).\(SystemRandom.bytes(6).hex)\(draftEnding)"
        var file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        if file < 0, errno == ENOENT {
            try FileManager.default.createDirectory(
                atPath: folder(of: path), withIntermediateDirectories: true)
            file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        }
        guard file >= 0 else { throw LogFolderFault(path: path, code: errno) }
        do {
            try fill(file, bytes, path)
            guard rename(draft, path) == 0 else { throw LogFolderFault(path: path, code: errno) }
        } catch {
            unlink(draft)
            throw error
        }
        try sync(folder(of: path))
    }

    private static func fill(_ file: Int32, _ bytes: [UInt8], _ path: String) throws {
        var rest = bytes[...]
        var code: Int32 = 0
        while !rest.isEmpty, code == 0 {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                code = errno
            }
        }
        if code == 0, fsync(file) != 0 { code = errno }
        if Glibc.close(file) != 0, code == 0 { code = errno }
        guard code == 0 else { throw LogFolderFault(path: path, code: code) }
    }

    private static func sync(_ folder: String) throws {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw LogFolderFault(path: folder, code: errno) }
        defer { Glibc.close(file) }
        guard fsync(file) == 0 else { throw LogFolderFault(path: folder, code: errno) }
    }

    /// Nil where there is no such file.
    static func read(_ path: String) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            guard [ENOENT, ENOTDIR].contains(errno) else { throw LogFolderFault(path: path, code: errno) }
            return nil
        }
        defer { Glibc.close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw LogFolderFault(path: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(file, $0.baseAddress.map { $0 + count }, $0.count - count)
            }
            guard got >= 0 else { throw LogFolderFault(path: path, code: errno) }
            if got == 0 { break }
            count += got
        }
        return Array(bytes.prefix(count))
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
