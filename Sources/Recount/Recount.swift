import ArgumentParser
import Foundation
import Phrases
import PublicRecord
import Terminal

/// The program for anybody: counts again, and checks what a town published.
struct Recount: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recount",
        abstract:
            "Count an election again, and check a published result and the log, without trusting anybody.",
        discussion: "Ends with 0 when what was asked holds, 1 when it does not, 2 when the input is bad.",
        subcommands: [
            RulesCommand.self, CountCommand.self, BundleCommand.self, CheckCommand.self,
            CompareCommand.self, ReceiptCommand.self, ConsistencyCommand.self, LogCommand.self,
            MirrorCommand.self, ForkCommand.self, ElectionCommand.self, OpenedCommand.self,
        ])

    /// The longest file that is read, in bytes.
    static let longest = Bundle.longest
}

struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON for machines.")
    var json = false

    @Option(help: "The language of the sentences: de, en or de-simple. Otherwise LANG decides.")
    var language: Language?

    /// The phrases in the language asked for, that of `LANG`, or English.
    ///
    /// `explained` comes first where a command names a language of its own.
    func phrases(_ explained: Language? = nil) throws -> Phrases {
        let local = ProcessInfo.processInfo.environment["LANG"] ?? ""
        let language = explained ?? language ?? (local.hasPrefix("de") ? .german : .english)
        return try Catalogue(texts: RecordPhrases.texts)[language]
    }
}

extension Language: ExpressibleByArgument {}
