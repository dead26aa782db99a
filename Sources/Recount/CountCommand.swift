import ArgumentParser
import Core
import Phrases
import PublicRecord
import Tally
import Terminal

struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Count a file of ballots.",
        usage: """
            recount count FILE --rule ID [--seats N] [--PARAMETER VALUE ...] [--lenient] [--json] [--explain de|en]
            """,
        discussion: """
            FILE is found by its content: a bundle, a ballots.jsonl, .blt, PrefLib, Pabulib, a Debian tally sheet, \
            .abc.yaml, ABIF, cast vote records in JSON, or a table whose first row is count and the options or ranks. \
            A bundle names its rule, seats and parameters itself. `recount rules` lists the parameters.
            """)

    @Option(help: "The rule's id.")
    var rule: String?

    @Option(help: "How many are elected, whatever the file says (else 1).")
    var seats: Int?

    @Option(help: "Tell the count step by step in this language: de, en or de-simple.")
    var explain: Language?

    @OptionGroup var reading: InputOptions

    @OptionGroup var output: OutputOptions

    @Argument(parsing: .allUnrecognized, help: "The file, and the rule's parameters.")
    var words: [String] = []

    func run() throws {
        let counted = try Counted(words, rule: rule, seats: seats, reading)
        let (input, election, outcome) = (counted.input, counted.election, counted.outcome)
        let phrases = try output.phrases(explain)
        if output.json {
            var members = outcome.json.object ?? [:]
            members["input"] = .string(input.digest)
            if !election.remarks.isEmpty { members["remarks"] = election.remarksJSON }
            if explain != nil { members["explained"] = .array(outcome.lines(in: phrases).map(JSON.string)) }
            print(JSON.object(members).text)
        } else {
            for line in election.remarkLines(path: input.path) { Program.say(line) }
            let intro = explain == nil ? [] : outcome.introduction(in: phrases)
            for line in intro + outcome.lines(in: phrases) { print(printable(line)) }
        }
    }
}
