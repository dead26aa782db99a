import ArgumentParser
import Core
import Phrases
import Terminal
import TransparencyLog

struct ForkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fork",
        abstract: "Prove that a log signed two histories, or check such a proof.",
        usage: """
            recount fork A B --policy P [--from PLACE] [--out FILE] [--json]
            recount fork FILE --policy P [--json]
            """,
        discussion: """
            A and B are checkpoints. Two of the same size speak for themselves; else the tiles of the larger one \
            must be in PLACE, a folder or an address. The proof needs nobody's tiles. Ends with 0 when a fork is proven.
            """)

    @Argument(help: "Two checkpoints, or one proof.")
    var files: [String]

    @Option(help: "The log's policy file.")
    var policy: String

    @Option(help: "A folder or an address with the tiles of the larger checkpoint.")
    var from: String?

    @Option(help: "Where the proof is written.")
    var out: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let trusted = try LogInput.policy(policy)
        var report = LogReport(try output.phrases())
        switch files.count {
        case 1:
            let fork = try LogInput.read(files[0]) { (bytes) throws(LogFormatError) in
                try LogFork(parsing: bytes)
            }
            try tell(fork, trusted, &report)
        case 2: try await find(trusted, &report)
        default: throw BadInput("name two checkpoints or one proof")
        }
        try report.end(
            holds: "proven", "recount.fork.holds", otherwise: "recount.fork.does-not-hold", output)
    }

    /// Makes a proof of the two checkpoints.
    private func find(_ policy: LogPolicy, _ report: inout LogReport) async throws {
        let pair = [try LogInput.checkpoint(files[0]), try LogInput.checkpoint(files[1])]
        for (note, _) in pair {
            if case .invalid(let fault) = verify(checkpoint: note, policy: policy.logsAlone) {
                return report.fail(fault)
            }
        }
        guard Array(pair[0].1.origin.utf8) == Array(pair[1].1.origin.utf8) else {
            return report.fail("two-logs", "recount.consistency.two-logs")
        }
        if pair[0].1.size == pair[1].1.size {
            let fork = LogFork(smaller: pair[0].0, larger: pair[1].0, root: pair[1].1.root, proof: [])
            return try tell(fork, policy, &report)
        }
        guard let from else {
            throw BadInput("the checkpoints have different sizes; name with --from where the tiles are")
        }
        do {
            let source = try LogPlace.source(from)
            switch try await ForkSearch(source: source, policy: policy).among(pair) {
            case .fork(let fork): try tell(fork, policy, &report)
            case .agree: report.fail("agree", "recount.fork.agree")
            case .otherTiles: report.fail("other-tiles", "recount.fork.other-tiles")
            }
        } catch let fault as LogFileFault {
            report.fail(fault)
        }
    }

    private func tell(_ fork: LogFork, _ policy: LogPolicy, _ report: inout LogReport) throws {
        switch fork.verify(policy: policy) {
        case .proven(let origin, let size, let signed, let other):
            report.pass(
                "recount.fork.proven",
                ["origin": origin, "size": String(size), "signed": signed.base64, "other": other.base64])
            report.set("origin", .string(origin))
            report.set("size", .int(size))
            report.set("fork", fork.json)
            if let out {
                try writeFile(fork.json.canonical, to: out)
                report.remark("recount.fork.written", ["path": out])
            } else if files.count == 2 {
                report.add(line: fork.json.text)
            }
        case .notProven(.checkpoint(let fault)): report.fail(fault)
        case .notProven(.twoLogs): report.fail("two-logs", "recount.consistency.two-logs")
        case .notProven(.badProof): report.fail("bad-proof", "recount.fork.bad-proof")
        case .notProven(.agree): report.fail("agree", "recount.fork.agree")
        }
    }
}
