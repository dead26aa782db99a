import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

struct CertificateStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "Step 1: make your secret, and say who you are.")

    @OptionGroup var options: StepOptions

    @Option(help: "How many of how many can decrypt, such as 2-of-3.")
    var trustees: Quota

    @Option(help: "Your number among the trustees, from 1.")
    var number: Int

    @Option(help: "Your name as it is published.")
    var name: String

    @Option(help: "Ed25519; for other programs' tests also BELENIOS-2048 or RFC-3526-2048.")
    var group = "Ed25519"

    func run() throws { try take(in: electionGroup(group)) }

    private func take<G: Group>(in group: G) throws {
        let words = try options.common.phrases()
        guard (1...trustees.size).contains(number) else {
            throw BadInput(words("trustee.ceremony.no-such-number", ["size": "\(trustees.size)"]))
        }
        let folder = CeremonyFolder(path: options.folder, size: trustees.size, group: group, words: words)
        try? FileManager.default.createDirectory(atPath: options.folder, withIntermediateDirectories: true)
        try folder.refuseStrangers()
        guard folder.missing(.certificate).contains(number) else {
            throw BadInput(
                words("trustee.ceremony.number-taken", ["number": "\(number)"]),
                file: folder.file(.certificate, number))
        }
        var chance = options.common.chance("certificate|\(number)")
        let content =
            try FileManager.default.fileExists(atPath: options.passphrase.key)
            ? begun(in: group, words) : made(in: group, using: &chance, words)
        let certificate = try content.member(in: group, words).certificate(using: &chance)
        try folder.store(certificate.text(in: group), .certificate, number)
        print(words("trustee.key.keep"))
        let missing = folder.missing(.certificate)
        if !missing.isEmpty {
            print(words("trustee.ceremony.waiting", ["files": folder.list(.certificate, missing)]))
        }
        print(words("trustee.ceremony.next", ["command": "trustee ceremony promise"]))
    }

    /// A new secret, locked.
    private func made<G: Group>(
        in group: G, using chance: inout Chance, _ words: Phrases
    ) throws -> KeyContent {
        let content = KeyContent(
            place: KeyContent.Place(
                seed: CeremonySeed(using: &chance).text, size: trustees.size, threshold: trustees.threshold,
                number: number))
        let file = TrusteeKeyFile(
            path: options.passphrase.key, group: group.name, name: name, cost: options.passphrase.cost)
        try file.write(
            content, passphrase: options.passphrase.newPassphrase(words), isNew: true, words)
        return content
    }

    /// The secret of a step that was interrupted before its certificate was there.
    private func begun<G: Group>(in group: G, _ words: Phrases) throws -> KeyContent {
        let file = try TrusteeKeyFile(reading: options.passphrase.key, words)
        let content = try file.content(passphrase: options.passphrase.passphrase(words), words)
        guard let place = content.place, content.secret == nil, place.certificates == nil,
            file.group == group.name, file.name == name, place.size == trustees.size,
            place.threshold == trustees.threshold, place.number == number
        else { throw BadInput(words("trustee.key.exists"), file: options.passphrase.key) }
        return content
    }
}
