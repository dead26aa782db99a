import ArgumentParser
import Core
import ElectionCrypto
import Phrases
import Terminal

struct StatusStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say how far a ceremony is, and who is missing.")

    @Option(help: "The folder of the ceremony.")
    var folder: String

    @Flag(help: "Print JSON for machines.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let words = try common.phrases()
        let plan = try CeremonyPlan(reading: folder, words)
        try tell(size: plan.size, words, in: plan.group)
    }

    private func tell<G: Group>(size: Int, _ words: Phrases, in group: G) throws {
        let folder = CeremonyFolder(path: folder, size: size, group: group, words: words)
        try folder.refuseStrangers()
        let waiting = CeremonyFolder<G>.Step.allCases.first { !folder.missing($0).isEmpty }
        let missing = waiting.map(folder.missing) ?? []
        let digits =
            waiting == .certificate
            ? nil : SignedMessage.fingerprint(of: try folder.certificates(), in: group).spoken
        if json {
            let state: [String: JSON] = [
                "step": waiting.map { .string($0.rawValue) } ?? .null,
                "missing": .array(missing.map { .int($0) }), "digits": digits.map { .string($0) } ?? .null,
            ]
            print(JSON.object(state).text)
            return
        }
        if let digits { print(words("trustee.read-aloud.certificates", ["digits": digits])) }
        if let waiting {
            print(words("trustee.ceremony.waiting", ["files": folder.list(waiting, missing)]))
        } else {
            print(words("trustee.ceremony.next", ["command": "trustee ceremony assemble"]))
        }
    }
}
