import Core
import Foundation
import Glibc
import Secrets
import Terminal
import TransparencyLog

/// Everything a witness keeps, in one folder:
///
///     key.seed           the private key's seed, mode 0600
///     name               the key's name and a newline
///     <hex>.checkpoint   the last cosigned checkpoint of the log with this SHA-256 of its origin
///     <hex>.policy       a policy that was fetched at the first start, by the SHA-256 of its address
///     lock               held while the program serves
struct WitnessFolder: Sendable {
    let path: String

    init(_ path: String) { self.path = path }

    /// Makes the folder and keeps other programs out of it. The lock ends with the program.
    func lock() throws(BadInput) -> FileHandle {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw BadInput("the folder cannot be made", file: path)
        }
        let file = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BadInput("the folder cannot be written", file: path) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            throw BadInput("another witness is using this folder; stop it first", file: path)
        }
        return handle
    }

    /// The key; nil before the first start.
    func key() throws(BadInput) -> CosigningKey? {
        guard let name = try text("name") else { return nil }
        let seed: Secret
        do throws(KeyFileError) {
            seed = try seedFile.read()
        } catch {
            throw sentence(for: error)
        }
        return try key(name: name, seed: seed)
    }

    /// The key, made on the first start. Its name is fixed then: `name`, or one that the key itself gives.
    func keyOrNew(named name: String?) throws(BadInput) -> CosigningKey {
        if let key = try key() {
            guard name == nil || name == key.name else {
                throw BadInput("this witness is called \(key.name) for ever; leave --name out", file: path)
            }
            return key
        }
        let seed: Secret
        do throws(KeyFileError) {
            seed = try seedFile.readOrCreate()
        } catch {
            throw sentence(for: error)
        }
        let unnamed = try key(name: "witness", seed: seed)
        let key = try key(name: name ?? "witness-\(unnamed.vkey.key.prefix(4).hex)", seed: seed)
        try store(Array("\(key.name)\n".utf8), as: "name")
        return key
    }

    private var seedFile: KeyFile { KeyFile(path: "\(path)/key.seed") }

    private func key(name: String, seed: Secret) throws(BadInput) -> CosigningKey {
        guard let key = CosigningKey(name: name, seed: seed.withBytes { Array($0) }) else {
            throw BadInput("a name has no spaces and no plus signs")
        }
        return key
    }

    private func sentence(for error: KeyFileError) -> BadInput {
        switch error {
        case .missing(let path): BadInput("the key is missing; put its copy back", file: path)
        case .exists(let path): BadInput("there is a key already", file: path)
        case .openToOthers(let path): BadInput("others may read the key; run chmod 600", file: path)
        case .malformed(let path): BadInput("this is not a key", file: path)
        case .system(let path, let code):
            BadInput("the key cannot be used: \(String(cString: strerror(code)))", file: path)
        }
    }

    /// What stands in a file, without the newline at its end; nil if there is none.
    private func text(_ name: String) throws(BadInput) -> String? {
        guard let bytes = try contents(name) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n") else {
            throw BadInput("this is not a line of text", file: "\(path)/\(name)")
        }
        return String(text.dropLast())
    }

    func contents(_ name: String) throws(BadInput) -> [UInt8]? {
        let place = "\(path)/\(name)"
        guard FileManager.default.fileExists(atPath: place) else { return nil }
        return try readFile(place, longest: SignedNote.longest)
    }

    /// Replaces a file so that after a power failure either the old or the new one is there as a whole.
    ///
    /// When it returns, the new one has reached the disk.
    func store(_ bytes: [UInt8], as name: String) throws(BadInput) {
        let place = "\(path)/\(name)"
        let draft = place + ".new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw unwritten(place) }
        let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        let code = errno
        close(file)
        errno = code
        guard isWritten, rename(draft, place) == 0 else { throw unwritten(place) }
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw unwritten(place) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw unwritten(place) }
    }

    private func unwritten(_ place: String) -> BadInput {
        BadInput("the file cannot be written: \(String(cString: strerror(errno)))", file: place)
    }
}
