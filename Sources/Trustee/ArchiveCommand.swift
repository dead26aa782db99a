import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract:
            "Keep an election's archive without a server, from the first event to the result.",
        subcommands: [
            NewIDCommand.self, BeginCommand.self, AddCommand.self, CloseCommand.self, MixedCommand.self,
            ResultCommand.self, VerifyCommand.self,
        ])
}

struct NewIDCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new-id", abstract: "Print an identifier for an election.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        var chance = common.chance("id")
        print(ElectionParameters.newUUID(using: &chance))
    }
}
