import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

/// How credentials are drawn for people who made none, and what their letters say.
struct LetterOptions: ParsableArguments {
    @Option(help: "What is voted on, for the letters.")
    var title: String?

    @Option(help: "Where people vote, for the letters.")
    var address: String?

    @Option(help: "Also keep the drawn credentials in this file, one a line with its weight. Delete it.")
    var list: String?

    @Flag(help: .hidden)
    var short = false

    /// A credential of each of these weights, in an order that tells nothing.
    func draw<G: Group>(
        _ weights: [Int], election: String, in group: G, using chance: inout Chance
    ) -> [DrawnCredential<G>] {
        weights.map { weight in
            let credential = Credential(short ? .short : .long, using: &chance)
            let element = credential.publicElement(election: election, in: group)
            return DrawnCredential(credential: credential, weight: weight, element: element)
        }.shuffled(using: &chance)
    }

    /// Writes their letters into the registrar's folder, and the list where it was asked for.
    func write<G: Group>(
        _ drawn: [DrawnCredential<G>], title: String, for options: RegistrarOptions, in group: G,
        _ words: Phrases
    ) throws {
        let page = LettersPage(title: title, address: address, catalogue: try options.common.catalogue())
        let letters = zip(drawn, group.texts(drawn.map(\.element))).map { drawn, entry in
            LettersPage.Letter(credential: drawn.credential.text, weight: drawn.weight, entry: entry)
        }
        let place = "\(options.folder)/letters.html"
        try writePrivateFile(Array(page.text(letters).utf8), to: place)
        print(words("trustee.registrar.letters", ["file": place]))
        guard let list else { return }
        let lines = drawn.map { "\($0.credential.text) \($0.weight)\n" }.joined()
        try writePrivateFile(Array(lines.utf8), to: list)
        print(words("trustee.registrar.list", ["file": list]))
    }
}

/// A credential that the registrar drew, with its public half.
struct DrawnCredential<G: Group> {
    let credential: Credential
    let weight: Int
    let element: G.Element
}
