import AuditLog
import Foundation
import Glibc
import Secrets
import Terminal
import TransparencyLog

/// The keys of the log in an installation's folder `keys`.
///
///     log.seed        signs
///     log.next.seed   signs, too, while the key is being changed
///     log.former      public keys that signed before, one a line; the trust file lists them
struct LogKeyFolder: Sendable {
    let seed: KeyFile
    let next: KeyFile
    let former: String

    init(_ installation: Installation) {
        let folder = installation.folder + "/keys"
        seed = KeyFile(path: folder + "/log.seed")
        next = KeyFile(path: folder + "/log.next.seed")
        former = folder + "/log.former"
    }

    /// What signs and what signed. With `mayBegin` the first seed is drawn where there is none.
    func key(origin: String, mayBegin: Bool = false) throws -> LogKey {
        let first = try reading(seed) { file throws(KeyFileError) in
            mayBegin ? try file.readOrCreate() : try file.read()
        }
        let second = hasNext ? try reading(next) { file throws(KeyFileError) in try file.read() } : nil
        let key = LogKey(
            origin: origin, seed: first.withBytes { Array($0) }, next: second?.withBytes { Array($0) },
            former: try formerKeys(of: origin))
        guard let key else {
            throw BadInput(
                second == nil
                    ? "--origin wants a host name without spaces and without +"
                    : "\(next.path) is the key that signs already; take it away")
        }
        return key
    }

    /// Whether a change of the key has begun.
    var hasNext: Bool { FileManager.default.fileExists(atPath: next.path) }

    func drawNext() throws { _ = try reading(next) { file throws(KeyFileError) in try file.create() } }

    /// The next key takes the place of the one that signed. Its public half stays known unless somebody stole the seed.
    func finish(_ key: LogKey, isStolen: Bool) throws {
        if !isStolen {
            let lines = (key.former + [key.signing.vkey]).map { "\($0)\n" }.joined()
            do {
                try lines.write(toFile: former, atomically: true, encoding: .utf8)
            } catch {
                throw BadInput("\(former) cannot be written")
            }
        }
        _ = try reading(next) { file throws(KeyFileError) in
            try file.replace(seed)
            return try seed.read()
        }
    }

    private func formerKeys(of origin: String) throws -> [VerifierKey] {
        guard FileManager.default.fileExists(atPath: former) else { return [] }
        guard let text = try? String(contentsOfFile: former, encoding: .utf8) else {
            throw BadInput("\(former) cannot be read")
        }
        var keys: [VerifierKey] = []
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty && !line.hasPrefix("#") {
            guard let key = try? VerifierKey(parsing: String(line)), key.name == origin, key.type == .ed25519,
                !keys.contains(key)
            else { throw BadInput("not a former key of this log", file: former, line: place + 1) }
            keys.append(key)
        }
        return keys
    }

    private func reading(_ file: KeyFile, _ body: (KeyFile) throws(KeyFileError) -> Secret) throws -> Secret {
        do throws(KeyFileError) {
            return try body(file)
        } catch {
            switch error {
            case .missing(let path): throw BadInput("the log's key is missing; put its copy back to \(path)")
            case .exists(let path): throw BadInput("there is a key in \(path) already")
            case .openToOthers(let path): throw BadInput("others may read \(path); run chmod 600")
            case .malformed(let path): throw BadInput("\(path) is not a key; put its copy back")
            case .system(let path, let code):
                throw BadInput("\(path) cannot be used: \(String(cString: strerror(code)))")
            }
        }
    }
}
