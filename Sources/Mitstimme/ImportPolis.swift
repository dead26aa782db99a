import Acts
import ArgumentParser
import Core
import Deliberation
import Foundation
import Postgres
import Processes
import Terminal

/// `mitstimme import polis`: a Polis export becomes a topic with statements and reactions.
struct ImportPolis: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "polis", abstract: "Takes in a Polis export: <topic>.comments.csv and <topic>.votes.csv."
    )

    @OptionGroup var options: InstallationOptions

    @Argument(help: "The folder with the files.") var folder: String
    @Option(help: "The beginning of the files' names; also the topic's name.") var topic: String
    @Option(help: "The number of the process it belongs to.") var process: String

    func run() async throws {
        guard let process = ProcessID(text: process) else {
            throw BadInput("--process wants the number of a process")
        }
        let comments = try readFile("\(folder)/\(topic).comments.csv", longest: 1 << 28)
        let votes = try readFile("\(folder)/\(topic).votes.csv", longest: 1 << 30)
        let export: PolisExport
        do {
            export = try PolisExport(comments: comments, votes: votes)
        } catch {
            throw BadInput(
                "column \(error.column) cannot be read", file: "\(folder)/\(topic).\(error.file).csv",
                line: error.line)
        }
        try await Installation(options).whileRunning { owner in
            let outcome = try await owner.transaction { db in
                guard try db.process(process) != nil else { throw BadInput("there is no process \(process)") }
                var progress = Progress("reactions")
                let outcome = try db.importPolis(
                    export, topic: topic, in: process, by: db.permit(house: "import"), at: Runtime.clock()
                ) { progress.advance(to: $0, of: $1) }
                progress.finish()
                return outcome
            }
            let size = outcome.size
            print(
                "topic \(outcome.topic): \(size.statements) statements, \(size.reactions) reactions of \(size.participants) people"
            )
            print("read \(export.reactions.count) rows, \(outcome.changed) new or changed")
        }
    }
}
