import ArgumentParser
import Core
import Terminal
import TransparencyLog

struct ConsistencyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consistency",
        abstract: "Check that a newer checkpoint contains everything of an older one, unchanged.")

    @Argument(help: "The older checkpoint, such as one printed in the minutes.")
    var old: String

    @Argument(help: "The newer checkpoint.")
    var new: String

    @Option(help: "A folder or an address with the log's tiles.")
    var from: String

    @Option(help: "The log's policy file; without it the signatures are not checked.")
    var policy: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let trusted = try policy.map { try LogInput.policy($0) }
        let (oldNote, older) = try LogInput.checkpoint(old)
        let (newNote, newer) = try LogInput.checkpoint(new)
        let source = try LogPlace.source(from)
        var report = LogReport(try output.phrases())
        report.set("origin", .string(newer.origin))
        report.set("old", .int(older.size))
        report.set("new", .int(newer.size))
        if let trusted {
            for note in [oldNote, newNote] where report.holds {
                switch verify(checkpoint: note, policy: trusted.logsAlone) {
                case .invalid(let fault): report.fail(fault)
                case .valid(let checkpoint, let witnesses): report.pass(checkpoint, witnesses: witnesses)
                }
            }
        } else {
            report.remark("recount.consistency.signatures-not-checked")
        }
        if report.holds { try await compare(older, newer, source, &report) }
        try report.end(
            holds: trusted == nil ? "holds-signatures-not-checked" : "holds", "recount.consistency.holds",
            otherwise: "recount.consistency.does-not-hold", output)
    }

    private func compare(
        _ older: Checkpoint, _ newer: Checkpoint, _ source: any LogSource, _ report: inout LogReport
    ) async throws {
        guard Array(older.origin.utf8) == Array(newer.origin.utf8) else {
            return report.fail("two-logs", "recount.consistency.two-logs")
        }
        guard older.size <= newer.size else {
            return report.fail("older-is-larger", "recount.consistency.older-is-larger")
        }
        do {
            let whole = try await source.size(atLeast: newer.size)
            let proof = try await source.compute {
                try consistencyProof(from: older.size, to: newer.size, of: whole, reading: $0)
            }
            let holds = verifyConsistency(
                from: older.size, fromRoot: older.root, to: newer.size, toRoot: newer.root, proof: proof)
            report.set("proof", .array(proof.map { .string($0.base64) }))
            if !holds { report.fail("inconsistent", "recount.consistency.no-proof") }
        } catch let fault as LogFileFault {
            report.fail(fault)
        }
    }
}
