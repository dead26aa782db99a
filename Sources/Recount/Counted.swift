import Core
import PublicRecord
import Tally
import Terminal

/// A file counted by one rule, as the words of a command ask for.
struct Counted {
    let input: BallotInput
    let election: BallotInput.Election
    let outcome: OutcomeRecord

    /// `words` are the file and the rule's parameters; a bundle names rule and seats itself.
    init(_ words: [String], rule: String?, seats: Int?, _ reading: InputOptions) throws {
        let (path, texts) = try Self.sorted(words)
        input = try BallotInput(path)
        let facts = input.record?.facts
        guard let id = rule ?? facts?.rule.id else { throw BadInput("say with --rule which rule counts") }
        guard let rule = Rule.named(id) else {
            throw BadInput("there is no rule \(id), only \(Rule.all.map(\.id).joined(separator: ", "))")
        }
        let own = facts?.rule.id == rule.id ? facts : nil
        election = try input.election(rule: rule, reading)
        do {
            let parameters = try Self.parameters(
                texts, of: rule, standard: own?.parameters, drawn: election.drawn)
            let counted = try rule.count(
                election.profile, parameters, Self.seats(seats, election, rule))
            outcome = OutcomeRecord(counted, ids: election.ids, names: election.names)
        } catch let error as TallyError {
            throw BadInput(error.sentence, file: path)
        }
    }

    /// A rule that decides or spends has one seat, whatever the file says.
    static func seats(_ given: Int?, _ election: BallotInput.Election, _ rule: Rule) -> Int {
        let isElection = rule.aim == .seats || rule.aim == .apportionment
        return given ?? (isElection ? election.seats : nil) ?? 1
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
