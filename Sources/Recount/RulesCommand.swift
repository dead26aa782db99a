import ArgumentParser
import Core
import Phrases
import PublicRecord
import Tally
import Terminal

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "List the counting rules with their parameters.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        let phrases = try output.phrases()
        if output.json {
            print(JSON.array(Rule.all.map { json($0, phrases) }).text)
            return
        }
        for rule in Rule.all {
            print("\(rule.id) – \(phrases("rule.\(rule.id).title"))")
            print("  \(phrases("rule.\(rule.id).explained"))")
            for parameter in rule.parameters {
                let label = phrases(phrases.parameterKey(parameter.name, of: rule))
                print("  --\(parameter.name) \(parameter.kind.text) (\(parameter.standard.text)): \(label)")
            }
            print("")
        }
    }

    private func json(_ rule: Rule, _ phrases: Phrases) -> JSON {
        [
            "id": .string(rule.id),
            "title": .string(phrases("rule.\(rule.id).title")),
            "explained": .string(phrases("rule.\(rule.id).explained")),
            "source": .string(rule.source),
            "ballot": .string(rule.ballot.rawValue),
            "options": .array(rule.fixedOptions.map(JSON.string)),
            "parameters": .array(
                rule.parameters.map {
                    [
                        "name": .string($0.name), "allowed": .string($0.kind.text),
                        "standard": .string($0.standard.text),
                    ]
                }),
        ]
    }
}

extension Parameter.Kind {
    /// `sum|mean`, `1…10`, `n/d`.
    fileprivate var text: String {
        switch self {
        case .choice(let words): words.joined(separator: "|")
        case .whole(let range): "\(range.lowerBound)…\(range.upperBound)"
        case .share: "n/d"
        case .number(let range): "\(range.lowerBound)…\(range.upperBound)"
        case .order: "n,n,…"
        case .option: "n"
        }
    }
}

extension Parameter.Value {
    fileprivate var text: String {
        switch self {
        case .choice(let word): word
        case .whole(let number): String(number)
        case .share(let share): share.description
        case .number(let number): number.description
        case .order(let order): order.map { String($0 + 1) }.joined(separator: ",")
        case .option(let option): String(option + 1)
        case .none: "none"
        }
    }
}
