import ArgumentParser
import Core
import ElectionCrypto
import Phrases
import Terminal

struct ElectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "election",
        abstract: "Check everything about an election with encrypted ballots.",
        usage: """
            recount election PLACE [--terms F] [--log L --policy P] [--snapshots F ...] [--unfinished] [--json]
            """,
        discussion: """
            PLACE is an archive of Belenios (version 1, any of its groups), or a folder with exactly one file that \
            ends in .bel; terms.json beside it is read, too. What is checked, and what each input adds, is in \
            docs/protocol.md. A check whose input is absent is not made, and does not change how this ends.
            """)

    @Argument(help: "The archive, or the folder it is in.")
    var place: String

    @Option(help: "What was promised beforehand: size and weight of the electoral roll, shuffles, mixers.")
    var terms: String?

    @Option(help: "The log in which the archive's heads were witnessed: a folder or an address.")
    var log: String?

    @Option(help: "The log's policy file, from a place you trust.")
    var policy: String?

    @Option(help: "What the log calls the election, if not by the archive's uuid.")
    var name: String?

    @Option(parsing: .upToNextOption, help: "Earlier states of the archive.")
    var snapshots: [String] = []

    @Flag(help: "The election still goes on: an archive without a result may hold.")
    var unfinished = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard log == nil || policy != nil else {
            throw BadInput("--log needs --policy: whose signatures are trusted")
        }
        let input = try ElectionInput(place, terms: terms, snapshots: snapshots)
        var report = LogReport(try output.phrases())
        var heads: [WitnessedHead]?
        if let log, let policy, let name = name ?? input.uuid {
            let witnessed = LoggedHeads(log: log, policy: try LogInput.policy(policy), election: name)
            heads = try await witnessed.read(&report)
        }
        let found = try check(input, heads)
        report.tell(found, in: try output.phrases())
        try report.end(
            holds: "holds", unfinished ? "recount.election.holds-so-far" : "recount.election.holds",
            otherwise: "recount.election.does-not-hold", output)
    }

    private func check(_ input: ElectionInput, _ heads: [WitnessedHead]?) throws(BadInput) -> ElectionReport {
        let check = ElectionCheck(
            terms: input.terms, heads: heads, snapshots: input.snapshots.isEmpty ? nil : input.snapshots,
            mustBeComplete: !unfinished)
        var (reading, ballots) = (Progress("archive"), nil as Progress?)
        var chance = SystemRandomNumberGenerator()
        defer { (ballots ?? reading).finish() }
        do throws(ElectionError) {
            return try check.report(on: .file(input.path), using: &chance) { progress in
                switch progress {
                case .reading(let bytes): reading.advance(to: bytes, of: input.length)
                case .ballots(let done, let all):
                    if ballots == nil {
                        reading.finish()
                        ballots = Progress("ballots")
                    }
                    ballots?.advance(to: done, of: all)
                case .shuffle, .decryption: break
                }
            }
        } catch {
            throw BadInput(error.reason, file: input.path)
        }
    }
}
