import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

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
