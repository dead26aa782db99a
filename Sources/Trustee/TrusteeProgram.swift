import ArgumentParser
import Terminal

/// The program for holders of a key and for the registrar. It reads and writes files and never connects to anything.
struct TrusteeProgram: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trustee",
        abstract: "Hold a key of an election with secret ballots: make it, mix, decrypt; and keep the roll.",
        discussion: """
            Works on a computer without a network; files come and go on a stick. The page docs/ceremony.md tells the \
            whole way. Ends with 0, with 1 when an archive does not hold, with 2 and one sentence when something is \
            wrong.
            """,
        subcommands: [
            KeyCommand.self, CeremonyCommand.self, RegistrarCommand.self, VoterCommand.self,
            ArchiveCommand.self, MixCommand.self, DecryptCommand.self, RehearseCommand.self,
        ])

    /// The longest file that is read whole, in bytes. Archives are read in pieces.
    static let longest = 1 << 30
}
