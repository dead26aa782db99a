import ArgumentParser
import Core
import ElectionCrypto
import Phrases
import Terminal

struct OpenedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opened", abstract: "Check a ballot that was opened instead of cast: what it contains.",
        discussion: """
            FILE is what the booth saved. Compare the seal with the one you wrote down before, and the answers with what \
            you chose.
            """)

    @Argument(help: "The opened ballot.")
    var file: String

    @Option(help: "The published election.json, if FILE is not to be believed about the election.")
    var election: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        let phrases = try output.phrases()
        let (opened, parameters, fault) = try checked()
        var report = LogReport(phrases)
        report.set("seal", .string(opened.hash))
        report.set("fingerprint", .string(parameters.fingerprint))
        if let fault {
            report.fail(fault.rawValue, "recount.opened.\(fault.rawValue)")
        } else {
            report.pass("recount.opened.contains")
            report.set("choices", .array(opened.choices.map { .array($0.map(JSON.int)) }))
            for (question, values) in zip(parameters.questions, opened.choices) {
                report.add(line: "  " + question.title)
                let names =
                    (values.count > question.answers.count ? [phrases("recount.opened.blank")] : [])
                    + question.answers
                for (name, value) in zip(names, values) { report.add(line: "    \(value)  \(name)") }
            }
        }
        report.remark("recount.opened.seal", ["seal": opened.hash])
        report.remark("recount.opened.fingerprint", ["fingerprint": parameters.fingerprint])
        if election == nil { report.remark("recount.opened.own-election") }
        try report.end(
            holds: "holds", "recount.opened.holds", otherwise: "recount.opened.does-not-hold", output)
    }

    private func checked() throws(BadInput) -> (SpoiledBallot, ElectionParameters, SpoiledBallot.Fault?) {
        let bytes = try readFile(file, longest: 4_000_000)
        var named: [UInt8]?
        if let election { named = try readFile(election, longest: 4_000_000) }
        do throws(ElectionError) {
            let opened = try SpoiledBallot(parsing: bytes)
            guard let parameters = named.map(withoutLineEnd) ?? opened.election else {
                throw ElectionError("it does not hold its election; name it with --election")
            }
            return (opened, try ElectionParameters(parsing: parameters), try opened.fault(in: parameters))
        } catch {
            throw BadInput(error.reason, file: file)
        }
    }

    /// Some editors end a file with a line feed that the election does not have.
    private func withoutLineEnd(_ bytes: [UInt8]) -> [UInt8] { bytes.last == 10 ? bytes.dropLast() : bytes }
}
