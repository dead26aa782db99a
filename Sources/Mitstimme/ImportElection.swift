import Acts
import ArgumentParser
import AuditLog
import BallotFiles
import Ballots
import Core
import Foundation
import Postgres
import Processes
import PublicRecord
import Tally
import Terminal
import TransparencyLog

/// `mitstimme import election`: a file of ballots becomes a counted election with its result page.
struct ImportElection: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "election",
        abstract: "Publishes a file of counted ballots as an election that is over.",
        usage: "mitstimme import election FILE --process P --rule ID [--seats N] [--PARAMETER VALUE ...]")

    @OptionGroup var options: InstallationOptions

    @Option(help: "The number of the process it belongs to.") var process: String
    @Option(help: "The id of the rule that counts.") var rule: String
    @Option(help: "How many are elected, where the file does not say so.") var seats: Int?
    @Option(help: "The question, where the file has no title.") var question: String?
    @Argument(parsing: .allUnrecognized, help: "The file, and the rule's parameters.") var words: [String] =
        []

    func run() async throws {
        guard let process = ProcessID(text: process) else {
            throw BadInput("--process wants the number of a process")
        }
        guard let rule = Rule.named(rule) else { throw BadInput("there is no rule \(rule)") }
        let (path, parameters) = try RuleWords(words, rule: rule).taken()
        let bytes = try readFile(path, longest: 1 << 28)
        let file: BallotFile
        let profile: Profile
        do {
            file = try BallotFile.read(bytes, kind: rule.ballot)
            profile = try file.profile(for: rule).profile
        } catch {
            throw BadInput(error.reason, file: path, line: error.line)
        }
        let draft = try draft(file, process, rule, parameters, path)
        try await Installation(options).whileRunning { owner in
            let id = try await owner.transaction { db in
                guard try db.process(process) != nil else { throw BadInput("there is no process \(process)") }
                guard let origin = try db.logHead()?.origin else {
                    throw BadInput("the log has no checkpoint yet; start the server once before")
                }
                return try db.importElection(
                    draft, ImportedBallots(profile, input: SHA256.hash(bytes)), origin: origin,
                    by: db.permit(house: "import"), at: Runtime.clock())
            }
            print("election \(id): /elections/\(id)")
            print("\(profile.ballots) ballots, \(file.names.count) options")
        }
    }

    private func draft(
        _ file: BallotFile, _ process: ProcessID, _ rule: Rule, _ parameters: Parameters, _ path: String
    ) throws -> ElectionDraft {
        let title =
            question ?? file.title ?? URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let budget = rule.aim == .budget ? file.profile.budget : nil
        var used: Set<String> = []
        let choices = zip(file.ids, file.names).enumerated().map { index, pair -> ElectionOption in
            var name = Self.short(pair.1)
            if !used.insert(name).inserted { name = Self.short("\(pair.0) \(pair.1)") }
            return ElectionOption(title: name, cost: budget?.costs[index])
        }
        let now = Runtime.clock()
        return ElectionDraft(
            process: process, question: Self.short(title), description: "", rule: rule,
            parameters: parameters,
            seats: rule.aim == .seats || rule.aim == .apportionment ? seats ?? file.seats ?? 1 : 1,
            limit: budget?.limit, options: choices,
            opensAt: now.adding(days: -2), closesAt: now.adding(days: -1))
    }

    private static func short(_ text: String) -> String {
        text.unicodeScalars.count <= 200
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(199))) + "…"
    }
}

/// `--name value` and `--name=value` for a rule's parameters, and the one word that is the file.
private struct RuleWords {
    let words: [String]
    let rule: Rule

    init(_ words: [String], rule: Rule) {
        self.words = words
        self.rule = rule
    }

    func taken() throws -> (path: String, parameters: Parameters) {
        var files: [String] = []
        var given: [String: Parameter.Value] = [:]
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                files.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
            guard let parameter = rule.parameters.first(where: { $0.name == parts.first }) else {
                throw BadInput("the rule \(rule.id) has no parameter \(word)")
            }
            guard let text = parts.count == 2 ? parts[1] : rest.popFirst(),
                let value = parameter.value(text: text)
            else { throw BadInput("\(word) needs a value that the rule allows") }
            given[parameter.name] = value
        }
        guard let path = files.first, files.count == 1 else { throw BadInput("name one file of ballots") }
        do {
            return (path, try Parameters(of: rule, given))
        } catch {
            throw BadInput("the rule does not take these parameters: \(error)")
        }
    }
}
