import Core
import ElectionCrypto
import Foundation
import Glibc
import Phrases
import Secrets
import Terminal

/// The file in which a trustee, or the registrar, keeps a key: locked with a passphrase, mode 0600.
///
///     {"argon2":"m=65536,t=3,p=4","box":"…","format":"mitstimme-key/1","group":"Ed25519","name":"Ada",
///      "nonce":"…","salt":"…"}
///
/// On one line. Group and name can be read without the passphrase and not be changed without it.
struct TrusteeKeyFile {
    let path: String
    let group: String
    let name: String
    /// How hard it is to try passphrases.
    let cost: Argon2Parameters

    private static let format = "mitstimme-key/1"
    private static let longest = 1 << 20

    private var context: String { "\(Self.format)|\(group)|\(name)" }

    /// Locks `content` and writes it; `isNew` refuses to replace a file.
    func write(_ content: KeyContent, passphrase: Secret, isNew: Bool, _ words: Phrases) throws {
        if isNew, FileManager.default.fileExists(atPath: path) {
            throw BadInput(words("trustee.key.exists"), file: path)
        }
        let secret = Secret(content.json.canonical)
        let sealed = try SealedSecret(
            secret, passphrase: passphrase, context: context, parameters: cost)
        var members = sealed.members
        members["format"] = .string(Self.format)
        members["group"] = .string(group)
        members["name"] = .string(name)
        try writePrivateFile(JSON.object(members).canonical + [0x0A], to: path)
    }

    /// The name and the group of a key that exists.
    init(reading path: String, _ words: Phrases) throws {
        self.path = path
        let members = try Self.members(path, words)
        guard let group = members["group"]?.string, let name = members["name"]?.string,
            let sealed = SealedSecret(members: members)
        else { throw BadInput(words("trustee.key.malformed"), file: path) }
        cost = sealed.parameters
        self.group = group
        self.name = name
        // Not refused: the file systems of most sticks know no modes, and the key is locked.
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
            Program.say("! \(words("trustee.key.open", ["file": path]))")
        }
    }

    /// A key that is to be made.
    init(path: String, group: String, name: String, cost: Argon2Parameters) {
        self.cost = cost
        self.path = path
        self.group = group
        self.name = name
    }

    /// Unlocks the key.
    func content(passphrase: Secret, _ words: Phrases) throws -> KeyContent {
        guard let sealed = SealedSecret(members: try Self.members(path, words)) else {
            throw BadInput(words("trustee.key.malformed"), file: path)
        }
        guard let secret = try sealed.opened(passphrase: passphrase, context: context) else {
            throw BadInput(words("trustee.key.wrong-passphrase"), file: path)
        }
        guard let json = try? JSON(parsing: secret.withBytes { Array($0) }),
            let content = KeyContent(json)
        else { throw BadInput(words("trustee.key.malformed"), file: path) }
        return content
    }

    private static func members(_ path: String, _ words: Phrases) throws -> [String: JSON] {
        guard let members = try? JSON(parsing: try readFile(path, longest: longest)).object,
            members["format"]?.string == format
        else {
            guard FileManager.default.fileExists(atPath: path) else {
                throw BadInput(words("trustee.key.missing"), file: path)
            }
            throw BadInput(words("trustee.key.malformed"), file: path)
        }
        return members
    }
}

/// Writes a file that its owner alone may read, so that after a power failure the old or the new one is there.
func writePrivateFile(_ bytes: [UInt8], to path: String) throws(BadInput) {
    let draft = "\(path).new"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw BadInput("the file cannot be written", file: path) }
    let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    close(file)
    guard isWritten, rename(draft, path) == 0 else {
        unlink(draft)
        throw BadInput("the file cannot be written", file: path)
    }
}
