import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Secrets
import Terminal

/// A trustee before an archive that holds, with the key unlocked.
struct KeyHolder<G: Group> {
    let verification: ElectionVerification<G>
    let file: TrusteeKeyFile
    var content: KeyContent
    let secret: G.Scalar
    /// The number among the election's trustees, from 1.
    let number: Int
    private let passphrase: Secret

    init(
        _ verification: ElectionVerification<G>, _ key: PassphraseOptions, _ words: Phrases
    ) throws {
        self.verification = verification
        file = try TrusteeKeyFile(reading: key.key, words)
        guard file.group == verification.group.name else {
            throw BadInput(words("trustee.key.other-group"), file: key.key)
        }
        passphrase = try key.passphrase(words)
        content = try file.content(passphrase: passphrase, words)
        secret = try content.secret(in: verification.group, words)
        guard let number = verification.owner(of: secret) else {
            throw BadInput(words("trustee.key.stranger"), file: key.key)
        }
        self.number = number
    }

    func save(_ words: Phrases) throws {
        try file.write(content, passphrase: passphrase, isNew: false, words)
    }

    /// Writes what is to be handed in, beside the archive unless told where.
    func handIn(
        _ kind: ArchiveEvent.Kind, _ payload: [UInt8], to out: String?, beside archive: String,
        using chance: inout Chance, _ words: Phrases
    ) throws {
        guard let head = verification.report.head, let uuid = verification.report.parameters?.uuid else {
            return
        }
        let act = TrusteeAct(
            kind, payload, election: uuid, after: head, key: secret, in: verification.group, using: &chance)
        let folder = (archive as NSString).deletingLastPathComponent
        let name = "\(kind == .shuffle ? "shuffle" : "decryption")-\(number).json"
        let place = out ?? (folder.isEmpty ? name : "\(folder)/\(name)")
        try writeFile(Array(act.text(in: verification.group).utf8), to: place)
        print(words("trustee.hand-in", ["file": place, "name": file.name, "number": "\(number)"]))
    }
}
