import ArgumentParser
import Core
import ElectionCrypto
import Phrases
import Terminal

struct AssembleStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assemble",
        abstract: "Anybody: put the public keys together into trustees.json.",
        discussion: "Everything in the folder is checked again. No secret is needed.")

    @Option(help: "The folder of a ceremony; none where all trustees have keys of their own.")
    var folder: String?

    @Option(help: "The public part of a key of a trustee's own; may be given several times.")
    var single: [String] = []

    @Option(help: "Where there is no ceremony: Ed25519, BELENIOS-2048 or RFC-3526-2048.")
    var group = "Ed25519"

    @Option(help: "The file for the result.")
    var out: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let words = try common.phrases()
        let plan = try folder.map { try CeremonyPlan(reading: $0, words) }
        let group: any Group = try plan?.group ?? electionGroup(group)
        try assemble(plan?.threshold ?? 0, plan?.size ?? 0, words, in: group)
    }

    private func assemble<G: Group>(
        _ needed: Int, _ size: Int, _ words: Phrases, in group: G
    ) throws {
        var holders: [Trustees<G>.Holder] = []
        for path in single {
            let bytes = try readFile(path, longest: 1 << 20)
            holders.append(
                .single(
                    try reading(path) { () throws(ElectionError) in
                        try TrusteeKey(parsing: bytes, in: group)
                    }))
        }
        if let folder { holders.append(.threshold(try threshold(needed, size, folder, words, in: group))) }
        guard !holders.isEmpty else { throw BadInput(words("trustee.assemble.nothing")) }
        let all = Trustees(holders)
        _ = try reading(folder) { () throws(ElectionError) in try all.checked(in: group) }
        let text = all.text(in: group)
        try writeFile(Array(text.utf8), to: out)
        for (index, key) in all.keys.enumerated() {
            print(words("trustee.assemble.holder", ["number": "\(index + 1)", "name": key.name ?? "?"]))
        }
        print(words("trustee.read-aloud.trustees", ["digits": Digest(of: text).spoken]))
    }

    private func threshold<G: Group>(
        _ needed: Int, _ size: Int, _ folder: String, _ words: Phrases, in group: G
    ) throws -> ThresholdKeys<G> {
        let folder = CeremonyFolder(path: folder, size: size, group: group, words: words)
        try folder.refuseStrangers()
        let certificates = try folder.certificates()
        let promises = try folder.promises(by: certificates)
        let contributions = try folder.contributions(keeping: promises)
        let keys = try folder.keys()
        return try reading(folder.path) { () throws(ElectionError) in
            try ThresholdKeys.assembled(
                threshold: needed, certificates, contributions, keys, in: group)
        }
    }
}
