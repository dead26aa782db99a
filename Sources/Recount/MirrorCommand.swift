import ArgumentParser
import Core
import Foundation
import Phrases
import Terminal
import Transfer
import TransparencyLog

struct MirrorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mirror",
        abstract: "Copy a log into a folder, check every byte, and raise an alarm when the log misbehaves.",
        discussion: """
            Call it again to fetch what is new, for example each hour. It ends with 1 if the log shows another \
            history than before, an older state, a state that is too old or confirmed by too few, or too many \
            erasures on one day. The folder can be served as it is.
            """)

    @Argument(help: "The log's address, such as https://town.example/log.")
    var place: String

    @Argument(help: "The folder.")
    var folder: String

    @Option(help: "The log's policy file. Otherwise the one in the folder, at first that of the log itself.")
    var policy: String?

    @Option(help: "How many minutes old the newest state may be.")
    var stale = 60

    @Option(help: "How many erasures may fall on one day (UTC).")
    var mostErasures = 50

    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard stale > 0, mostErasures >= 0 else { throw BadInput("--stale and --most-erasures want numbers") }
        let phrases = try output.phrases()
        let source = try LogPlace.source(place)
        let own = try MirrorFolder(folder)
        var report = LogReport(phrases)
        let trusted = try await trust(source, own, &report)
        let fetched = try await fetchCheckpoint(source)
        let (note, _) = fetched.checkpoint
        switch verify(checkpoint: note, policy: trusted.logsAlone) {
        case .invalid(let fault): report.fail(fault)
        case .valid(let checkpoint, _):
            var times: [PolicyWord: Instant] = [:]
            switch verify(checkpoint: note, policy: trusted) {
            case .valid(_, let witnesses): times = witnesses
            case .invalid(let fault): report.fail(fault)
            }
            report.pass(checkpoint, witnesses: times)
            let mirror = Mirror(folder: own, source: source, policy: trusted)
            if try await update(mirror, note, checkpoint, &report, phrases) {
                age(times.values.max() ?? fetched.modified, &report, phrases)
            }
        }
        try report.end(
            holds: "holds", "recount.mirror.holds", otherwise: "recount.mirror.alarm", output)
    }

    /// The policy named, else the one stored at the first run, else that of the log itself, which is stored.
    private func trust(_ source: any LogSource, _ own: MirrorFolder, _ report: inout LogReport) async throws
        -> LogPolicy
    {
        if let known = try known(own) { return known }
        guard let bytes = try await source.file("policy") else {
            throw BadInput("the log has no policy file; name one with --policy", file: place)
        }
        report.remark("recount.mirror.policy-taken", ["path": own.path + "/policy"])
        return try keep(bytes, own)
    }

    private func known(_ own: MirrorFolder) throws -> LogPolicy? {
        if let policy { return try LogInput.policy(policy) }
        guard let bytes = try own.log.contents("policy") else { return nil }
        return try LogInput.policy(bytes, at: own.path + "/policy")
    }

    private func keep(_ bytes: [UInt8], _ own: MirrorFolder) throws -> LogPolicy {
        let policy = try LogInput.policy(bytes, at: place + "/policy")
        try own.store(bytes, at: "policy")
        return policy
    }

    /// The newest checkpoint, and when the server says that it was written.
    private func fetchCheckpoint(_ source: any LogSource) async throws -> (
        checkpoint: (SignedNote, Checkpoint), modified: Instant?
    ) {
        guard let site = source as? LogSite else {
            return (try await LogInput.checkpoint(of: source, at: place), nil)
        }
        guard let answer = try await site.answer("checkpoint") else {
            throw BadInput("there is no checkpoint", file: place)
        }
        let checkpoint = try LogInput.parse(answer.body, at: place + "/checkpoint", LogInput.checkpoint)
        return (checkpoint, answer.modified.map { Instant(seconds: Int64($0)) })
    }

    /// False where the mirror could not be brought up to the checkpoint.
    private func update(
        _ mirror: Mirror, _ note: SignedNote, _ checkpoint: Checkpoint, _ report: inout LogReport,
        _ phrases: Phrases
    ) async throws -> Bool {
        var progress = Progress("entries")
        defer { progress.finish() }
        do {
            let outcome = try await mirror.update(to: note, checkpoint) {
                progress.advance(to: $0, of: checkpoint.size)
            }
            switch outcome {
            case .complete(let start, let erasures):
                let added = checkpoint.size - start
                report.pass("recount.mirror.complete", ["added": phrases.number(added), "path": folder])
                report.set("added", .int(added))
                alarm(erasures, &report, phrases)
                return true
            case .behind: report.fail("behind", "recount.mirror.behind")
            case .inconsistent: report.fail("inconsistent", "recount.consistency.no-proof")
            case .fork(let fork):
                let name = "fork-\(checkpoint.size).json"
                try mirror.folder.store(fork.json.canonical, at: name)
                report.fail("fork", "recount.mirror.fork", ["path": "\(folder)/\(name)"])
                report.set("fork", fork.json)
            }
        } catch let fault as LogFileFault {
            report.fail(fault)
        }
        return false
    }

    private func alarm(_ erasures: Erasures, _ report: inout LogReport, _ phrases: Phrases) {
        for (day, count) in erasures.byDay.sorted(by: { $0.key < $1.key }) where count > mostErasures {
            let places = [
                "count": phrases.number(count), "day": day.iso8601, "most": phrases.number(mostErasures),
            ]
            report.fail("erasures", "recount.mirror.erasures", places)
        }
    }

    private func age(_ time: Instant?, _ report: inout LogReport, _ phrases: Phrases) {
        guard let time else { return report.remark("recount.mirror.no-time") }
        let minutes = Int((Int64(Date().timeIntervalSince1970) - time.seconds) / 60)
        report.set("age", .int(minutes))
        guard minutes > stale else { return }
        let places = ["minutes": phrases.number(minutes), "most": phrases.number(stale)]
        report.fail("stale", "recount.mirror.stale", places)
    }
}
