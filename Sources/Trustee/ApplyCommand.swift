import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

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
