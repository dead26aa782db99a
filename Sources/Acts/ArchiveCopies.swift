package import Foundation

/// Archives on disk while they are verified, in a folder of their own.
///
/// A program that is killed leaves its copy behind, and the next start removes it. Each copy is locked as long as somebody
/// verifies it, so that what another server does on the same computer stays.
package struct ArchiveCopies: Sendable {
    /// Below the system's temporary folder, of this user alone.
    package static let own = ArchiveCopies(
        folder: FileManager.default.temporaryDirectory.path + "/mitstimme-archives-\(geteuid())")

    private let folder: String

    package init(folder: String) { self.folder = folder }

    /// A new empty file, locked until its handle is closed. Whoever begins it removes it.
    package func begin() throws -> (path: String, handle: FileHandle) {
        _ = mkdir(folder, 0o700)
        guard isOwn else { throw ArchiveCopyFault(path: folder) }
        let path = "\(folder)/\(UUID().uuidString).bel"
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw ArchiveCopyFault(path: path) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        // A server that starts in this moment may have taken it for left behind.
        var status = stat()
        guard flock(file, LOCK_EX | LOCK_NB) == 0, fstat(file, &status) == 0, status.st_nlink == 1 else {
            throw ArchiveCopyFault(path: path)
        }
        return (path, handle)
    }

    /// Removes the copies that nobody holds any more; how many.
    @discardableResult
    package func removeOrphans() -> Int {
        guard isOwn, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return 0
        }
        return names.count { name in
            let path = "\(folder)/\(name)"
            let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard file >= 0 else { return false }
            defer { close(file) }
            return flock(file, LOCK_EX | LOCK_NB) == 0 && unlink(path) == 0
        }
    }

    /// A folder of that name that somebody else has made beforehand is not used: its owner could exchange files.
    private var isOwn: Bool {
        var status = stat()
        return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            && status.st_uid == geteuid()
    }
}

/// A copy cannot be made: the disk is full, or the folder belongs to somebody else.
package struct ArchiveCopyFault: Error, Equatable {
    let path: String
}
