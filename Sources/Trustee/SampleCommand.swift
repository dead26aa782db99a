import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Draw choices for all credentials and some revotes, for trying.",
        discussion: "Prints lines for `trustee voter ballots`.")

    @Option(help: "The election's file, as `trustee archive begin` leaves it.")
    var election: String

    @Option(help: "The credentials, as `trustee registrar make --list` leaves them.")
    var credentials: String

    @Option(help: "How many ballots more, each by one who has voted.")
    var revotes = 0

    @OptionGroup var common: CommonOptions

    func run() throws {
        let bytes = try readFile(election, longest: 1 << 24)
        let parameters = try reading(election) { () throws(ElectionError) in
            try ElectionParameters(parsing: bytes)
        }
        let list = String(decoding: try readFile(credentials, longest: TrusteeProgram.longest), as: UTF8.self)
            .split(separator: "\n").compactMap { $0.split(separator: " ").first }
        guard let first = list.first, revotes >= 0 else {
            throw BadInput("there are no credentials", file: credentials)
        }
        var chance = common.chance("sample")
        let again = (0..<revotes).map { _ in list.randomElement(using: &chance) ?? first }
        for credential in list + again {
            let choices = parameters.questions.map { Choices.drawn(for: $0, using: &chance) }
            print("\(credential) \(Choices.text(choices))")
        }
    }
}
