import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

struct AssembleStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assemble", abstract: "Anybody: put the trustees' public keys together into trustees.json.",
        discussion: "Everything in the folder is checked again. No secret is needed.")

    @Option(help: "The folder of a ceremony; none where all trustees have keys of their own.")
    var folder: String?

    @Option(help: "How many of how many can decrypt, as in the ceremony.")
    var trustees: Quota?

    @Option(help: "The public part of a key of a trustee's own; may be given several times.")
    var single: [String] = []

    @Option(help: "Ed25519; for other programs' tests also BELENIOS-2048 or RFC-3526-2048.")
    var group = "Ed25519"

    @Option(help: "The file for the result.")
    var out: String

    @OptionGroup var common: CommonOptions

    func run() throws { try assemble(in: electionGroup(group)) }

    private func assemble<G: Group>(in group: G) throws {
        let words = try common.phrases()
        var holders: [Trustees<G>.Holder] = []
        for path in single {
            let bytes = try readFile(path, longest: 1 << 20)
            holders.append(
                .single(
                    try reading(path) { () throws(ElectionError) in
                        try TrusteeKey(parsing: bytes, in: group)
                    }))
        }
        if let folder { holders.append(.threshold(try threshold(folder, words, in: group))) }
        guard !holders.isEmpty else { throw BadInput(words("trustee.assemble.nothing")) }
        let all = Trustees(holders)
        _ = try reading(folder) { () throws(ElectionError) in try all.checked(in: group) }
        let text = all.text(in: group)
        try writeFile(Array(text.utf8), to: out)
        for (index, key) in all.keys.enumerated() {
            print(words("trustee.assemble.one", ["number": "\(index + 1)", "name": key.name ?? "?"]))
        }
        print(words("trustee.read-aloud.trustees", ["digits": Digest(of: text).spoken]))
    }

    private func threshold<G: Group>(
        _ folder: String, _ words: Phrases, in group: G
    ) throws -> ThresholdKeys<G> {
        guard let trustees else { throw BadInput(words("trustee.assemble.quota")) }
        let folder = CeremonyFolder(path: folder, size: trustees.size, group: group, words: words)
        try folder.refuseStrangers()
        let certificates = try folder.certificates()
        let promises = try folder.promises(by: certificates)
        let contributions = try folder.contributions(keeping: promises)
        let keys = try folder.keys()
        return try reading(folder.path) { () throws(ElectionError) in
            try ThresholdKeys.assembled(
                threshold: trustees.threshold, certificates, contributions, keys, in: group)
        }
    }
}

struct StatusStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say how far a ceremony is, and who is missing.")

    @Option(help: "The folder of the ceremony.")
    var folder: String

    @Option(help: "How many of how many can decrypt, such as 2-of-3.")
    var trustees: Quota

    @Option(help: "Ed25519; for other programs' tests also BELENIOS-2048 or RFC-3526-2048.")
    var group = "Ed25519"

    @OptionGroup var common: CommonOptions

    func run() throws { try tell(in: electionGroup(group)) }

    private func tell<G: Group>(in group: G) throws {
        let words = try common.phrases()
        let folder = CeremonyFolder(path: folder, size: trustees.size, group: group, words: words)
        try folder.refuseStrangers()
        for step in CeremonyFolder<G>.Step.allCases {
            let missing = folder.missing(step)
            guard missing.isEmpty else {
                print(words("trustee.ceremony.waiting", ["files": folder.list(step, missing)]))
                return
            }
            if step == .certificate {
                let digits = SignedMessage.fingerprint(of: try folder.certificates(), in: group).spoken
                print(words("trustee.read-aloud.certificates", ["digits": digits]))
            }
        }
        print(words("trustee.ceremony.next", ["command": "trustee ceremony assemble"]))
    }
}
