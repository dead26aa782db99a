import ArgumentParser
import Core
import PublicRecord
import Tally
import Terminal

struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Count a file of ballots.",
        usage: "recount count FILE --rule ID [--seats N] [--PARAMETER VALUE ...] [--lenient] [--json]",
        discussion: """
            FILE is found by its content: a bundle, a ballots.jsonl, .blt, PrefLib, Pabulib, a Debian tally sheet, \
            .abc.yaml, ABIF, cast vote records in JSON, or a table whose first row is count and the options or ranks. \
            A bundle names its rule, seats and parameters itself. `recount rules` lists the parameters.
            """)

    @Option(help: "The rule's id.")
    var rule: String?

    @Option(help: "How many are elected, whatever the file says (else 1).")
    var seats: Int?

    @OptionGroup var reading: InputOptions

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
        let election = try input.election(rule: rule, reading)
        let outcome: OutcomeRecord
        do {
            let parameters = try Self.parameters(
                texts, of: rule, standard: own?.parameters, drawn: election.drawn)
            let counted = try rule.count(election.profile, parameters, self.seats(election, rule))
            outcome = OutcomeRecord(counted, ids: election.ids, names: election.names)
        } catch let error as TallyError {
            throw BadInput(error.sentence, file: path)
        }
        if output.json {
            var members = outcome.json.object ?? [:]
            members["input"] = .string(input.digest)
            if !election.remarks.isEmpty { members["remarks"] = election.remarksJSON }
            print(JSON.object(members).text)
        } else {
            for line in election.remarkLines(path: path) { Program.say(line) }
            for line in outcome.lines(in: try output.phrases()) { print(printable(line)) }
        }
    }

    /// A rule that decides or spends has one seat, whatever the file says.
    private func seats(_ election: BallotInput.Election, _ rule: Rule) -> Int {
        let isElection = rule.aim == .seats || rule.aim == .apportionment
        return seats ?? (isElection ? election.seats : nil) ?? 1
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
        _ texts: [String: String], of rule: Rule, standard: Parameters?, drawn: [Int]?
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
        // A list for ties that the file itself names serves where ties are to be settled by one.
        if let drawn, given["ties"] == .choice(TiePolicy.drawn.rawValue),
            [nil, Parameter.Value.none].contains(given["drawn"])
        {
            given["drawn"] = .order(drawn)
        }
        return try Parameters(of: rule, given)
    }
}
