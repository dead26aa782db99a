import ArgumentParser
import Core
import Phrases
import PublicRecord
import Tally
import Terminal

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a result by its certificate, without counting by the rule.")

    @Argument(help: "The result, as `recount count --json` prints it or as outcome.json in a bundle.")
    var result: String

    @Argument(help: "The ballots.")
    var file: String

    @OptionGroup var reading: InputOptions

    @OptionGroup var output: OutputOptions

    func run() throws {
        let phrases = try output.phrases()
        let (claimed, digest) = try Self.claim(result)
        guard let rule = Rule.named(claimed.outcome.rule) else {
            throw BadInput("the rule is not known", file: result)
        }
        let input = try BallotInput(file)
        var reading = reading
        reading.options = reading.options ?? claimed.names.count
        reading.eligible = reading.eligible ?? claimed.outcome.eligible
        let election = try input.election(rule: rule, reading)
        let (ids, names) = (election.ids, election.names)

        var (phrase, reason) = ("recount.accepted", "")
        if let digest, digest != input.digest {
            (phrase, reason) = ("recount.other-input", "the input's SHA-256 differs")
        } else if ids.map({ Array($0.utf8) }) != claimed.ids.map({ Array($0.utf8) }) || names != claimed.names
        {
            (phrase, reason) = ("recount.refused", "the options are others")
        } else if case .refused(let complaint) = Checker.check(claimed.outcome, against: election.profile) {
            (phrase, reason) = ("recount.refused", complaint)
        }
        if output.json {
            let json: JSON = ["accepted": .bool(reason.isEmpty), "reason": .string(reason)]
            print(json.text)
        } else {
            print(reason.isEmpty ? phrases(phrase) : "\(phrases(phrase)) (\(reason))")
        }
        if !reason.isEmpty { throw Ending.doesNotHold }
    }

    private static func claim(_ path: String) throws -> (OutcomeRecord, digest: String?) {
        let bytes = try readFile(path, longest: Recount.longest)
        do {
            let json = try JSON(parsing: bytes)
            return (try OutcomeRecord(json), json["input"]?.string)
        } catch let error as JSONError {
            let line = bytes.prefix(error.offset).count { $0 == 0x0A } + 1
            throw BadInput("this is not JSON: \(error.reason)", file: path, line: line)
        } catch let error as RecordError {
            throw BadInput(error.reason, file: path)
        }
    }
}
