import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct VoterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voter", abstract: "What a voter's device does, for trying and testing an election.",
        subcommands: [ApplyCommand.self, BallotsCommand.self, SampleCommand.self])
}
