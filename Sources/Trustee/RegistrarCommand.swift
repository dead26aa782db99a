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

struct MakeCredentials: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Draw a credential for each voter, and print letters.",
        discussion:
            "The letters are the only place where a credential stands. Print them, then delete the file.")

    @OptionGroup var options: RegistrarOptions

    @Option(help: "What is voted on, for the letters.")
    var title: String

    @Option(help: "Where people vote, for the letters.")
    var address: String?

    @Option(help: "Also keep all credentials in this file, one a line with its weight. Delete it.")
    var list: String?

    @Flag(help: .hidden)
    var short = false

    func run() throws { try make(in: electionGroup(options.group)) }

    private func make<G: Group>(in group: G) throws {
        let words = try options.common.phrases()
        try options.makeFolder(words)
        let roll = try Roll(reading: options.roll, words)
        let key = try options.secret(in: group, words)
        var chance = options.common.chance("credentials")
        var credentials = roll.each.map { (Credential(short ? .short : .long, using: &chance), $0) }
        credentials.shuffle(using: &chance)
        let published = credentials.map { credential, weight in
            (element: credential.publicElement(election: options.election, in: group), weight: weight)
        }
        try options.publish(published, key: key, in: group, using: &chance, words)

        let page = LettersPage(title: title, address: address, catalogue: try options.common.catalogue())
        let letters = zip(credentials, group.texts(published.map(\.element))).map { credential, element in
            LettersPage.Letter(credential: credential.0.text, weight: credential.1, entry: element)
        }
        let place = "\(options.folder)/letters.html"
        try writePrivateFile(Array(page.text(letters).utf8), to: place)
        print(words("trustee.registrar.letters", ["file": place]))
        if let list {
            let lines = credentials.map { "\($0.0.text) \($0.1)\n" }.joined()
            try writePrivateFile(Array(lines.utf8), to: list)
            print(words("trustee.registrar.list", ["file": list]))
        }
    }
}

struct AcceptCredentials: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Take the public credentials that voters' devices have made, with their proofs.",
        discussion: """
            One application a line, as `trustee voter apply` makes them, each from a person whom the registrar has \
            identified. The registrar writes a weight into an application; names do not belong there.
            """)

    @OptionGroup var options: RegistrarOptions

    @Option(help: "The applications, one a line.")
    var applications: String

    func run() throws { try accept(in: electionGroup(options.group)) }

    private func accept<G: Group>(in group: G) throws {
        let words = try options.common.phrases()
        try options.makeFolder(words)
        let roll = try Roll(reading: options.roll, words)
        let key = try options.secret(in: group, words)
        let lines = try readFile(applications, longest: TrusteeProgram.longest)
            .split(separator: 0x0A, omittingEmptySubsequences: false)
        var numbers: [G.Element: Int] = [:]
        var list: [(element: G.Element, weight: Int)] = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let application: CredentialApplication<G>
            do throws(ElectionError) {
                application = try CredentialApplication(
                    parsing: Array(line), election: options.election, in: group)
            } catch {
                throw BadInput(error.reason, file: applications, line: index + 1)
            }
            if let first = numbers.updateValue(index + 1, forKey: application.element) {
                throw BadInput(
                    words("trustee.registrar.twice", ["line": "\(first)"]), file: applications,
                    line: index + 1)
            }
            list.append((application.element, application.weight))
        }
        guard Roll(weights: list.map(\.weight)) == roll else {
            throw BadInput(
                words("trustee.registrar.other-roll", ["count": "\(list.count)", "roll": "\(roll.size)"]),
                file: applications)
        }
        var chance = options.common.chance("credentials")
        try options.publish(list, key: key, in: group, using: &chance, words)
    }
}
