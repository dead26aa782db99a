import ArgumentParser
import BallotFiles
import Core
import Phrases
import PublicRecord
import Tally
import Terminal

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Say what other rules make of the same ballots, and how decided the result is.",
        usage: "recount compare FILE [--rule ID] [--seats N] [--PARAMETER VALUE ...] [--lenient] [--json]",
        discussion: """
            With a rule, or with a bundle, which names its own: that rule beside all others and beside its own other \
            settings. Without one: every rule that can count these ballots, each with its standard parameters.
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
        let phrases = try output.phrases()
        let (path, texts) = try Counted.sorted(words)
        let input = try BallotInput(path)
        if rule == nil, input.record == nil {
            guard texts.isEmpty else { throw BadInput("say with --rule whose parameters these are") }
            try compareAll(input, phrases)
            return
        }
        let counted = try Counted(words, rule: rule, seats: seats, reading)
        var progress = Progress("compare")
        let assessment = try Assessment(of: counted.outcome.outcome, profile: counted.election.profile) {
            progress.advance(to: $0, of: $1)
        }
        progress.finish()
        for line in counted.election.remarkLines(path: path) { Program.say(line) }
        if output.json {
            var members = AssessmentRecord.json(assessment, ids: counted.election.ids).object ?? [:]
            members["rule"] = .string(counted.outcome.outcome.rule)
            members["input"] = .string(input.digest)
            for name in ["winners", "ties", "names", "parameters"] {
                members[name] = counted.outcome.json[name]
            }
            members["unanimous"] = .bool(assessment.panel.isUnanimous)
            members["margin"] = counted.outcome.decidingMargin ?? .null
            print(JSON.object(members).text)
        } else {
            let told = OutcomeSentences(counted.outcome, in: phrases)
            let sentences = AssessmentSentences(assessment, counted.outcome, in: phrases)
            let lines =
                [phrases("rule.\(counted.outcome.outcome.rule).title") + ": " + told.answer]
                + [sentences.margin, sentences.agreement].compactMap { $0 } + [""]
                + sentences.lines.map { "\($0.agrees ? "=" : "≠") \($0.way): \($0.answer)" }
                + (sentences.missing.isEmpty ? [] : [""] + sentences.missing)
            for line in lines { print(printable(line)) }
        }
    }

    /// Every rule that can count the file.
    private func compareAll(_ input: BallotInput, _ phrases: Phrases) throws {
        var rows: [(rule: Rule, outcome: OutcomeRecord)] = []
        var progress = Progress("compare")
        for (done, rule) in Rule.all.enumerated() {
            progress.advance(to: done, of: Rule.all.count)
            guard let election = try? input.election(rule: rule, reading),
                (rule.aim == .budget) == (election.profile.budget != nil), rule.aim != .apportionment,
                let outcome = try? rule.outcome(
                    of: election.profile, seats: Counted.seats(seats, election, rule))
            else { continue }
            rows.append((rule, OutcomeRecord(outcome, ids: election.ids, names: election.names)))
        }
        progress.finish()
        guard !rows.isEmpty else { throw BadInput("no rule can count this file", file: input.path) }
        let isUnanimous =
            Set(rows.map { $0.outcome.outcome.winners.sorted() }).count == 1
            && rows.allSatisfy { $0.outcome.outcome.ties.isEmpty }
        if output.json {
            let opinions = rows.map { rule, record -> JSON in
                [
                    "rule": .string(rule.id), "winners": record.json["winners"] ?? .null,
                    "ties": record.json["ties"] ?? .null, "valid": .int(record.outcome.valid),
                    "complete": .bool(record.outcome.isComplete),
                ]
            }
            let json: JSON = [
                "input": .string(input.digest), "opinions": .array(opinions),
                "names": .array(rows[0].outcome.names.map(JSON.string)), "unanimous": .bool(isUnanimous),
            ]
            print(json.text)
        } else {
            for (rule, record) in rows {
                let answer = OutcomeSentences(record, in: phrases).answer
                print(printable("\(phrases("rule.\(rule.id).title")): \(answer)"))
            }
        }
    }
}

extension OutcomeRecord {
    /// `{"above":[2],"below":[5],"difference":"7/1"}`, options from 1; nil where nothing decides by a distance.
    fileprivate var decidingMargin: JSON? {
        guard let margin = outcome.decidingMargin, let place = outcome.margins.firstIndex(of: margin) else {
            return nil
        }
        return json["margins"]?.array?[place]
    }
}
