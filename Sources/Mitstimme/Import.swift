import ArgumentParser
import Terminal

/// `mitstimme import …`.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes things in from files.",
        subcommands: [ImportProposal.self, ImportPolis.self, ImportDistricts.self, ImportElection.self])
}
