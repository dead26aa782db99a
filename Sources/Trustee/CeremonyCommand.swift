import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Secrets
import Terminal

struct CeremonyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ceremony",
        abstract: "Make a key of which some of the trustees together can decrypt, in four steps.",
        discussion: """
            Each trustee takes the steps certificate, promise, contribute, finish; each step waits for all files of \
            the one before. Then anybody assembles the public key.
            """,
        subcommands: [
            CertificateStep.self, PromiseStep.self, ContributeStep.self, FinishStep.self,
            AssembleStep.self, StatusStep.self,
        ])
}

/// What every step after the first needs.
struct StepOptions: ParsableArguments {
    @Option(help: "The folder of the ceremony, which all trustees share.")
    var folder: String

    @OptionGroup var passphrase: PassphraseOptions

    @OptionGroup var common: CommonOptions
}

/// A trustee at a step: the unlocked key and the folder.
struct Turn<G: Group> {
    let words: Phrases
    let file: TrusteeKeyFile
    var content: KeyContent
    let member: CeremonyMember<G>
    let folder: CeremonyFolder<G>
    let number: Int
    private let passphrase: Secret

    init(_ options: StepOptions, in group: G) throws {
        words = try options.common.phrases()
        file = try TrusteeKeyFile(reading: options.passphrase.key, words)
        passphrase = try options.passphrase.passphrase(words)
        content = try file.content(passphrase: passphrase, words)
        member = try content.member(in: group, words)
        number = content.place?.number ?? 0
        folder = CeremonyFolder(
            path: options.folder, size: content.place?.size ?? 0, group: group, words: words)
        try folder.refuseStrangers()
    }

    func save() throws { try file.write(content, passphrase: passphrase, isNew: false, words) }

    /// Refuses a step that was taken before.
    func refuseRepetition(_ step: CeremonyFolder<G>.Step) throws {
        guard folder.missing(step).contains(number) else {
            throw BadInput(words("trustee.ceremony.done-before"), file: folder.file(step, number))
        }
    }

    /// What comes after this step, or whose file of it is still missing.
    func sayNext(after step: CeremonyFolder<G>.Step, _ next: String) {
        let missing = folder.missing(step)
        if !missing.isEmpty {
            print(words("trustee.ceremony.waiting", ["files": folder.list(step, missing)]))
        }
        print(words("trustee.ceremony.next", ["command": "trustee ceremony \(next)"]))
    }
}

/// The group of a key's file, for a command that is told nothing else.
func groupOfKey(_ options: StepOptions) throws -> any Group {
    let words = try options.common.phrases()
    return try electionGroup(TrusteeKeyFile(reading: options.passphrase.key, words).group)
}
