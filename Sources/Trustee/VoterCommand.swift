import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

struct VoterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voter", abstract: "What a voter's device does, for trying and testing an election.",
        subcommands: [ApplyCommand.self, BallotsCommand.self, SampleCommand.self])
}

struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Make a credential, and the application that goes to the registrar.",
        discussion: "Prints the application. The credential itself goes into a file that only you can read.")

    @Option(help: "The election's identifier.")
    var election: String

    @Option(help: "Ed25519; for other programs' tests also BELENIOS-2048 or RFC-3526-2048.")
    var group = "Ed25519"

    @Option(help: "The file for the credential.")
    var credential: String

    @OptionGroup var common: CommonOptions

    func run() throws { try apply(in: electionGroup(group)) }

    private func apply<G: Group>(in group: G) throws {
        let words = try common.phrases()
        guard ElectionParameters.isUUID(election) else { throw BadInput(words("trustee.registrar.no-id")) }
        guard !FileManager.default.fileExists(atPath: credential) else {
            throw BadInput(words("trustee.key.exists"), file: credential)
        }
        var chance = common.chance("apply|\(credential)")
        let own = Credential(using: &chance)
        let application = CredentialApplication(own, election: election, in: group, using: &chance)
        try writePrivateFile(Array("\(own.text)\n".utf8), to: credential)
        print(application.text(in: group))
    }
}

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
