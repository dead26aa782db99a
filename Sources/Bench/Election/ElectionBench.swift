import ElectionCrypto
import Foundation

/// Elections with encrypted ballots: one question with five answers, of which at most one is chosen.
struct ElectionBench {
    let programs: String
    let folder: String
    let report = Report()
    let peers = Peers()

    func run() throws {
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? "unknown"
        line("load; times are processor time unless they say otherwise", load.filter { $0 != "\n" })
        try checking()
        try making(Ed25519Group.shared, ballots: 200)
        try making(ModularGroup.belenios2048, ballots: 20)
        report.attempt("BELENIOS-2048 beside belenios-tool") { try beside(ModularGroup.belenios2048) }
        report.attempt("RFC-3526-2048 beside belenios-tool") { try beside(ModularGroup.rfc3526) }
        // The memory of the second is to be that of the first.
        for count in [2_000, 10_000] { try whole(count) }
        try shuffling()
        report.attempt("booth") { try booth() }
        line("gates held, missed", "\(report.held), \(report.missed.count)")
        guard report.missed.isEmpty else {
            throw BenchFault(description: "missed: \(report.missed.joined(separator: "; "))")
        }
    }

    /// Ballots on Ed25519, on one core and on all.
    private func checking() throws {
        let count = 1000
        let bench = try BenchElection(in: Ed25519Group.shared, voters: count)
        let ballots = bench.ballots(.allCores)
        var walls: [Double] = []
        for (name, concurrency) in [("one core", Concurrency.serial), ("all cores", .allCores)] {
            _ = bench.tally(Array(ballots.prefix(50)), concurrency)
            let clock = ContinuousClock()
            let start = clock.now
            let (timing, tally) = Timing.of(3...3) { bench.tally(ballots, concurrency) }
            let wall = seconds(clock.now - start) / 3
            guard tally?.ballots == count else { throw BenchFault(description: "a ballot does not hold") }
            walls.append(wall)
            let each = timing.median / Double(count)
            var value = "\(rounded(each)) ms a ballot, \(rounded(1000 / each, 0)) a second and core"
            value += "; \(rounded(Double(count) / wall, 0)) a second by the clock"
            if concurrency == .serial {
                value += "  " + report.verdict("ballot on Ed25519", each <= 2.2, "gate ≤ 2.2 ms")
            }
            line("checking ballots, Ed25519, \(name)", value)
        }
        line("  all cores, times as fast by the clock", rounded(walls[0] / walls[1]))
    }

    private func making<G: Group>(_ group: G, ballots count: Int) throws {
        let bench = try BenchElection(in: group, voters: count)
        let (timing, _) = Timing.of(3...3) { bench.ballots(.serial) }
        line("making a ballot, \(group.name)", milliseconds(timing.median / Double(count)))
    }

    /// Both programs as a whole on the same archive.
    private func beside(_ group: ModularGroup) throws {
        let count = 200
        let bench = try BenchElection(in: group, voters: count)
        var writer = ArchiveWriter(timestamp: 1_700_000_000)
        let archive = bench.archive(of: bench.ballots(.allCores), &writer)
        // The tool wants a folder with one archive.
        let place = folder + "/\(group.name)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let path = try write(archive, "\(group.name)/\(bench.election.parameters.uuid)")
        let ours = try peers.whole(programs + "/recount", ["election", "--unfinished", path]).seconds
        line("checking ballots, \(group.name), recount", each(ours, count))
        let command = "cd \"$0\" && exec belenios-tool election verify"
        let theirs = try peers.whole("sh", ["-c", command, place]).seconds
        line("  belenios-tool 2.0", "\(each(theirs, count))  \(rounded(theirs / ours, 1)) times ours")
    }

    /// So many voters, from their ballots to a result that anybody has checked.
    private func whole(_ count: Int) throws {
        let bench = try BenchElection(in: Ed25519Group.shared, voters: count)
        let clock = ContinuousClock()
        var start = clock.now
        let ballots = bench.ballots(.allCores)
        line("\(count) ballots, Ed25519, made, by the clock", rounded(seconds(clock.now - start), 1) + " s")
        var writer = ArchiveWriter(timestamp: 1_700_000_000)
        var archive = bench.archive(of: ballots, &writer)
        start = clock.now
        let (timing, closing) = try Timing.of(1...1) {
            guard let tally = bench.tally(ballots, .allCores) else {
                throw BenchFault(description: "a ballot does not hold")
            }
            return try bench.closing(tally, &writer)
        }
        let wall = rounded(seconds(clock.now - start), 1)
        line("  checked, added up, decrypted", "\(milliseconds(timing.median)), by the clock \(wall) s")
        archive += closing
        let path = try write(archive, bench.election.parameters.uuid)
        start = clock.now
        let (used, megabytes) = try peers.whole(programs + "/recount", ["election", path])
        line(
            "  recount election, \(archive.count / 1_000_000) MB",
            """
            \(milliseconds(used * 1000)), by the clock \(rounded(seconds(clock.now - start), 1)) s, \
            \(rounded(megabytes, 0)) MB of memory
            """)
    }

    private func write(_ archive: [UInt8], _ uuid: String) throws -> String {
        let path = folder + "/\(uuid).bel"
        try Data(archive).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func each(_ seconds: Double, _ count: Int) -> String {
        "\(milliseconds(seconds * 1000 / Double(count))) a ballot"
    }
}

private func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}
