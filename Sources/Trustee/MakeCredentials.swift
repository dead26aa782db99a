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

    @OptionGroup var letters: LetterOptions

    func run() throws { try make(in: electionGroup(options.group)) }

    private func make<G: Group>(in group: G) throws {
        let words = try options.common.phrases()
        try options.makeFolder(words)
        let roll = try Roll(reading: options.roll, words)
        let key = try options.secret(in: group, words)
        guard let title = letters.title else { throw BadInput(words("trustee.registrar.no-title")) }
        var chance = options.common.chance("credentials")
        let drawn = letters.draw(roll.each, election: options.election, in: group, using: &chance)
        try options.publish(
            drawn.map { (element: $0.element, weight: $0.weight) }, key: key, in: group, using: &chance, words
        )
        try letters.write(drawn, title: title, for: options, in: group, words)
    }
}
