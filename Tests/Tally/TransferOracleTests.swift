import Chance
import Foundation
import Tally
import Testing

/// Counted again by programs of others. `MITSTIMME_ORACLES` names a Python that has them.
@Suite("Instant runoffs and single transferable votes")
struct TransferOracleTests {
    private static let python = ProcessInfo.processInfo.environment["MITSTIMME_ORACLES"]

    @Test(
        "elect whom pref_voting, pyrankvote and votelib elect",
        .enabled(if: python != nil, "MITSTIMME_ORACLES names no Python with other people's counting programs")
    )
    func oracles() throws {
        let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Oracles/stv.py")
        let lines = FileManager.default.temporaryDirectory.appendingPathComponent("stv-\(UUID()).jsonl")
        defer { try? FileManager.default.removeItem(at: lines) }
        let text = try (1...Tier.current.randomElections).flatMap { seed in
            [
                try line(.instantRunoff, seed, [:]),
                try line(.weightedInclusiveSTV, seed, ["quota": .choice("droop-exact")]),
                try line(.weightedInclusiveSTV, seed, ["quota": .choice("droop-integer")]),
            ]
        }
        try Data(text.joined(separator: "\n").utf8).write(to: lines)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = [script.path]
        process.standardInput = try FileHandle(forReadingFrom: lines)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let told = String(decoding: printed, as: UTF8.self)
        #expect(process.terminationStatus == 0, "\(told)")
        print(told, terminator: "")
    }

    /// A random election, a line for `Tests/Oracles/stv.py`. Half of the elections have many ballots, so few
    /// ties.
    private func line(_ rule: Rule, _ seed: Int, _ given: [String: Parameter.Value]) throws -> String {
        var dice = SeededRandom(UInt64(seed))
        let options = Int.random(in: 2...6, using: &dice)
        let seats = rule.id == "instant-runoff" ? 1 : Int.random(in: 1...min(options, 4), using: &dice)
        let most = Bool.random(using: &dice) ? 9 : 200
        let shortest = Bool.random(using: &dice) ? options : 1
        let ballots = (0..<Int.random(in: 1...most, using: &dice)).map { _ in
            (0..<options).shuffled(using: &dice).prefix(Int.random(in: shortest...options, using: &dice))
                .map { [$0] }
        }
        let profile = try Profile(options: options, ballots: ballots.map { .ranking(Ranking($0)) })
        let outcome = try rule.outcome(of: profile, seats: seats, given)
        #expect(Checker.check(outcome, against: profile) == .accepted, "seed \(seed)")
        let fields: [String: Any] = [
            "seed": seed, "rule": rule.id, "seats": seats, "options": options,
            "parameters": outcome.parameters.values.compactMapValues { value -> String? in
                if case .choice(let word) = value { word } else { nil }
            },
            "ballots": ballots.map { [1, $0] as [Any] }, "winners": outcome.winners,
            "tied": outcome.ties.flatMap(\.options), "open": outcome.ties.first?.seats ?? 0,
            "alternatives": outcome.alternatives,
            "met": outcome.stages.contains { $0.kind.hasPrefix("tied") || $0.kind == "excluded-together" },
            "together": outcome.stages.filter { $0.kind == "reached" }.map(\.options.count).max() ?? 0,
            "rounds": outcome.stages.filter { !$0.totals.isEmpty }.map { stage in
                stage.totals.map { ($0 ?? Fraction(0)).description }
            },
        ]
        let data = try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }
}
