import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct AcceptCredentials: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract:
            "Take the public credentials that voters' devices have made, and print letters for the others.",
        discussion: """
            One application a line, as `trustee voter apply` makes them, each from a person whom the registrar has \
            identified. The registrar writes a weight into an application; names do not belong there. Whoever on the \
            roll has not applied gets a credential that the registrar draws, by letter.
            """)

    @OptionGroup var options: RegistrarOptions

    @Option(help: "The applications, one a line.")
    var applications: String

    @OptionGroup var letters: LetterOptions

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
        guard let others = roll.others(than: list.map(\.weight)) else {
            throw BadInput(
                words("trustee.registrar.other-roll", ["count": "\(list.count)", "roll": "\(roll.size)"]),
                file: applications)
        }
        var chance = options.common.chance("credentials")
        guard !others.isEmpty else {
            return try options.publish(list, key: key, in: group, using: &chance, words)
        }
        guard let title = letters.title else {
            throw BadInput(words("trustee.registrar.letters-due", ["count": words.number(others.count)]))
        }
        let drawn = letters.draw(others, election: options.election, in: group, using: &chance)
        list += drawn.map { (element: $0.element, weight: $0.weight) }
        try options.publish(list, key: key, in: group, using: &chance, words)
        print(
            words(
                "trustee.registrar.applied",
                ["count": words.number(list.count - drawn.count), "rest": words.number(drawn.count)]))
        try letters.write(drawn, title: title, for: options, in: group, words)
    }
}
