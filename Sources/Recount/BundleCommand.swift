import ArgumentParser
import Core
import Phrases
import PublicRecord
import Terminal
import TransparencyLog

struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle", abstract: "Check everything in a published bundle, and count again.")

    @Argument(help: "The bundle.")
    var file: String

    @Option(help: "A policy file from elsewhere that names the log's key.")
    var policy: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        let phrases = try output.phrases()
        let trusted = try policy.map { try LogInput.policy($0) }
        let bytes = try readFile(file, longest: Recount.longest)
        guard Tar.looksLikeArchive(bytes, first: "manifest.json") else {
            throw BadInput("this is not a bundle", file: file)
        }
        var progress = Progress("ballots")
        let report = Bundle.verify(bytes, policy: trusted) { progress.advance(to: $0, of: $1) }
        progress.finish()
        if output.json {
            print(report.json.text)
        } else {
            for line in report.lines(in: phrases) { print(printable(line)) }
        }
        if case .doesNotHold = report.verdict { throw Ending.doesNotHold }
    }
}

extension BundleReport {
    fileprivate func lines(in phrases: Phrases) -> [String] {
        var lines = [phrases(verdict.phrase), ""]
        if let question = record?.facts.question { lines.insert(question, at: 0) }
        lines += passed.map { "✓ " + phrases($0.phrase) }
        if case .doesNotHold(let fault) = verdict {
            return lines + ["✗ " + phrases(fault.phrase), "  (\(fault.detail))"]
        }
        if let logged, let origin = record?.facts.origin {
            let places = [
                "index": phrases.number(logged.index + 1), "size": phrases.number(logged.size),
                "origin": origin,
            ]
            lines.append("  " + phrases("recount.logged", places))
        }
        return lines + [""] + (outcome?.lines(in: phrases) ?? [])
    }

    fileprivate var json: JSON {
        var members: [String: JSON] = ["passed": .array(passed.map { .string($0.rawValue) })]
        switch verdict {
        case .holds: members["verdict"] = "holds"
        case .holdsTogetherLogKeyNotChecked: members["verdict"] = "holds-together-log-key-not-checked"
        case .doesNotHold(let fault):
            members["verdict"] = "does-not-hold"
            members["failed"] = .string(fault.check.rawValue)
            members["detail"] = .string(fault.detail)
            return .object(members)
        }
        members["record"] = record?.json
        members["outcome"] = outcome?.json
        members["log"] = logged.map {
            ["size": .int($0.size), "index": .int($0.index), "witnesses": .int($0.witnesses)]
        }
        return .object(members)
    }
}
