import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct BallotsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ballots", abstract: "Encrypt ballots: a credential, a space and the choices a line.",
        discussion: "Reads standard input, such as `ABCDE-… [[1,0]]`, and prints a ballot a line.")

    @Option(help: "The election's file, as `trustee archive begin` leaves it.")
    var election: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let bytes = try readFile(election, longest: 1 << 24)
        let parameters = try reading(election) { () throws(ElectionError) in
            try ElectionParameters(parsing: bytes)
        }
        try make(parameters, in: electionGroup(parameters.group))
    }

    private func make<G: Group>(_ parameters: ElectionParameters, in group: G) throws {
        let election = try reading(election) { () throws(ElectionError) in
            try EncryptedElection(parameters, in: group)
        }
        var chance = common.chance("ballots")
        var number = 0
        while let line = readLine() {
            number += 1
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let credential = Credential(String(parts[0])),
                let choices = Choices.parse(parts[1])
            else { throw BadInput("this is not a credential with choices", file: "-", line: number) }
            do throws(ElectionError) {
                let ballot = try election.ballot(choices, credential: credential, using: &chance)
                print(String(decoding: ballot, as: UTF8.self))
            } catch {
                throw BadInput(error.reason, file: "-", line: number)
            }
        }
    }
}
