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
            try await find(pair, LogPlace.source(from), policy, &report)
        } catch let fault as LogFileFault {
            report.fail(fault)
        }
    }

    /// Whichever of the checkpoints, or that of the place itself, the tiles belong to speaks against the others.
    private func find(
        _ pair: [(SignedNote, Checkpoint)], _ source: any LogSource, _ policy: LogPolicy,
        _ report: inout LogReport
    ) async throws {
        var known = pair
        if let bytes = try await source.file("checkpoint"), let own = try? LogInput.checkpoint(bytes),
            case .valid = verify(checkpoint: own.0, policy: policy.logsAlone)
        {
            known.append(own)
        }
        known.sort { $0.1.size > $1.1.size }
        var missing: LogFileFault?
        for (place, (note, tree)) in known.enumerated() {
            do {
                let own = try await root(size: tree.size, of: tree.size, in: source)
                guard own == tree.root else { continue }
                for (other, older) in known[(place + 1)...] {
                    let fork = try await fork(other, older, note, tree, in: source)
                    guard case .proven = fork.verify(policy: policy) else { continue }
                    return try tell(fork, policy, &report)
                }
            } catch let fault as LogFileFault {
                missing = missing ?? fault
                continue
            }
            let isAbout = tree.size >= pair[0].1.size && tree.size >= pair[1].1.size
            if isAbout { return report.fail("agree", "recount.fork.agree") }
        }
        if let missing { throw missing }
        report.fail("other-tiles", "recount.fork.other-tiles")
    }

    private func fork(
        _ smaller: SignedNote, _ older: Checkpoint, _ larger: SignedNote, _ newer: Checkpoint,
        in source: any LogSource
    ) async throws -> LogFork {
        LogFork(
            smaller: smaller, larger: larger,
            root: try await root(size: older.size, of: newer.size, in: source),
            proof: try await source.compute {
                try consistencyProof(from: older.size, to: newer.size, reading: $0)
            })
    }

    private func root(size: Int, of whole: Int, in source: any LogSource) async throws -> Hash {
        try await source.compute { try TransparencyLog.root(size: size, of: whole, reading: $0) }
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
