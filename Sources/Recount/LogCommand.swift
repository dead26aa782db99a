import ArgumentParser
import Core
import Terminal
import TransparencyLog

struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Check a whole log: every entry, leaf, tile, the root and the signatures.",
        discussion:
            "PLACE is laid out as c2sp.org/tlog-tiles says: checkpoint, tile/<L>/<N>, tile/entries/<N>.")

    @Argument(help: "A folder, or an address that begins with http:// or https://.")
    var place: String

    @Option(help: "The log's policy file, from a place you trust.")
    var policy: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let trusted = try LogInput.policy(policy)
        let source = try LogPlace.source(place)
        let (note, _) = try await LogInput.checkpoint(of: source, at: place)
        var report = LogReport(try output.phrases())
        switch verify(checkpoint: note, policy: trusted) {
        case .invalid(let fault): report.fail(fault)
        case .valid(let checkpoint, let witnesses):
            report.pass(checkpoint, witnesses: witnesses)
            try await replay(checkpoint, source, &report)
        }
        try report.end(
            holds: "holds", "recount.log.holds", otherwise: "recount.log.does-not-hold", output)
    }

    private func replay(_ checkpoint: Checkpoint, _ source: any LogSource, _ report: inout LogReport)
        async throws
    {
        var progress = Progress("entries")
        defer { progress.finish() }
        do {
            let walk = try await LogWalk(checkpoint, in: source)
            var (entries, tiles) = (0, 0)
            try await walk.visit(atOnce: LogPlace.atOnce(source)) { part in
                tiles += 1
                if part.tile.level == 0 { entries += part.tile.width }
                progress.advance(to: entries, of: checkpoint.size)
            }
            report.pass("recount.log.replayed")
            report.set("tiles", .int(tiles))
        } catch let fault as LogFileFault {
            report.fail(fault)
        }
    }
}
