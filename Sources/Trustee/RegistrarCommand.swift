import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

struct RegistrarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registrar",
        abstract: "Turn the electoral roll into credentials, of which nobody knows whose is which.",
        subcommands: [MakeCredentials.self, AcceptCredentials.self])
}

/// What both ways of making a list need.
struct RegistrarOptions: ParsableArguments {
    @Option(help: "The election's identifier, from `trustee archive new-id`.")
    var election: String

    @Option(help: "The roll: lines `voters,weight`, without a name.")
    var roll: String

    @Option(help: "Ed25519; for other programs' tests also BELENIOS-2048 or RFC-3526-2048.")
    var group = "Ed25519"

    @Option(help: "The folder for credentials.json and its signed statement.")
    var folder: String

    @OptionGroup var passphrase: PassphraseOptions

    @OptionGroup var common: CommonOptions

    /// The registrar's unlocked key.
    func secret<G: Group>(in group: G, _ words: Phrases) throws -> G.Scalar {
        let file = try TrusteeKeyFile(reading: passphrase.key, words)
        guard file.group == group.name else {
            throw BadInput(words("trustee.key.other-group"), file: passphrase.key)
        }
        return try file.content(passphrase: passphrase.passphrase(words), words).secret(in: group, words)
    }

    /// Writes the public list in the order of its texts, which says nothing, and the signed counts.
    func publish<G: Group>(
        _ list: [(element: G.Element, weight: Int)], key: G.Scalar, in group: G, using chance: inout Chance,
        _ words: Phrases
    ) throws {
        let texts = group.texts(list.map(\.element))
        let sorted = zip(texts, list).sorted { $0.0 < $1.0 }.map(\.1)
        let bytes = PublicCredentials<G>.text(sorted, in: group)
        let read = try reading(nil) { () throws(ElectionError) in
            try PublicCredentials(parsing: bytes, in: group)
        }
        let statement = RollStatement(
            election: election, credentials: Digest(of: bytes), rollSize: read.count,
            totalWeight: read.totalWeight)
        let signed = statement.signed(with: key, in: group, using: &chance)
        try writeFile(bytes, to: "\(folder)/credentials.json")
        try writeFile(Array(signed.text(in: group).utf8), to: "\(folder)/statement.json")
        print(
            words(
                "trustee.registrar.made",
                [
                    "count": words.number(read.count), "weight": words.number(read.totalWeight),
                    "file": "\(folder)/credentials.json",
                ]))
        print(words("trustee.read-aloud.credentials", ["digits": Digest(of: bytes).spoken]))
    }

    func makeFolder(_ words: Phrases) throws {
        guard ElectionParameters.isUUID(election) else { throw BadInput(words("trustee.registrar.no-id")) }
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = "\(folder)/credentials.json"
        guard !FileManager.default.fileExists(atPath: file) else {
            throw BadInput(words("trustee.registrar.exists"), file: file)
        }
    }
}
