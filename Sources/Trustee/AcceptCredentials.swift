import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

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
