import ArgumentParser
import Core
import PublicRecord
import Tally
import Terminal

struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Count a file of ballots.",
        usage: "recount count FILE --rule ID [--seats N] [--PARAMETER VALUE ...] [--json]",
        discussion: """
            FILE is a bundle, a ballots.jsonl, or a table whose first row is count and the options. \
            A bundle names its rule, seats and parameters itself. `recount rules` lists the parameters.
            """)

    @Option(help: "The rule's id.")
    var rule: String?

    @Option(help: "How many options are elected (1).")
    var seats: Int?

    @Option(help: "How many options there are, where the file does not say so.")
    var options: Int?

    @Option(help: "How many people may vote, where the file does not say so.")
    var eligible: Int?

    @OptionGroup var output: OutputOptions

    @Argument(parsing: .allUnrecognized, help: "The file, and the rule's parameters.")
    var words: [String] = []

    func run() throws {
        let (path, texts) = try Self.sorted(words)
        let input = try BallotInput(path)
        let facts = input.record?.facts
        guard let id = rule ?? facts?.rule.id else { throw BadInput("say with --rule which rule counts") }
        guard let rule = Rule.named(id) else {
            throw BadInput("there is no rule \(id), only \(Rule.all.map(\.id).joined(separator: ", "))")
        }
        let own = facts?.rule.id == rule.id ? facts : nil
        let outcome: OutcomeRecord
        do {
            let (profile, ids, names) = try input.election(rule: rule, options: options, eligible: eligible)
            let parameters = try Self.parameters(texts, of: rule, standard: own?.parameters)
            let counted = try rule.count(profile, parameters, seats ?? own?.seats ?? 1)
            outcome = OutcomeRecord(counted, ids: ids, names: names)
        } catch let error as TallyError {
            throw BadInput(error.sentence, file: path)
        }
        if output.json {
            var members = outcome.json.object ?? [:]
            members["input"] = .string(input.digest)
            print(JSON.object(members).text)
        } else {
            for line in outcome.lines(in: try output.phrases()) { print(printable(line)) }
        }
    }

    /// Takes `--name value` and `--name=value` apart from the one word that is the file.
    static func sorted(_ words: [String]) throws -> (path: String, parameters: [String: String]) {
        var files: [String] = []
        var parameters: [String: String] = [:]
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                files.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                throw BadInput("\(word) needs a value")
            }
            guard parameters.updateValue(value, forKey: String(parts[0])) == nil else {
                throw BadInput("--\(parts[0]) stands twice")
            }
        }
        guard let path = files.first, files.count == 1 else { throw BadInput("name one file to count") }
        return (path, parameters)
    }

    private static func parameters(
        _ texts: [String: String], of rule: Rule, standard: Parameters?
    ) throws -> Parameters {
        var given = standard?.values ?? [:]
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            guard let parameter = rule.parameters.first(where: { $0.name == name }) else {
                throw BadInput("the rule \(rule.id) has no parameter \(name)")
            }
            guard let value = parameter.value(text: text) else {
                throw BadInput("the parameter \(name) does not allow \(text)")
            }
            given[name] = value
        }
        return try Parameters(of: rule, given)
    }
}
