import Chance
import Foundation
import Tally
import Testing

/// Counted again by programs of others. `MITSTIMME_ORACLES` names a Python that has them.
@Suite("Seats shared out")
struct SharingOracleTests {
    private static let python = ProcessInfo.processInfo.environment["MITSTIMME_ORACLES"]

    @Test(
        "are those of apportionment and votelib",
        .enabled(if: python != nil, "MITSTIMME_ORACLES names no Python with other people's counting programs")
    )
    func oracles() throws {
        let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Oracles/seat_sharing.py")
        let lines = FileManager.default.temporaryDirectory.appendingPathComponent("seats-\(UUID()).jsonl")
        defer { try? FileManager.default.removeItem(at: lines) }
        let text = try (1...Tier.current.randomElections).flatMap { seed in
            try ApportionmentTests.rules.map { try line($0, seed) }
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
        #expect(process.terminationStatus == 0, "\(String(decoding: printed, as: UTF8.self))")
    }

    /// A random election as a line for `Tests/Oracles/seat_sharing.py`. Few votes make many ties.
    private func line(_ rule: Rule, _ seed: Int) throws -> String {
        var dice = SeededRandom(UInt64(seed))
        let most = [10, 60, 5000, 1_000_000][dice.below(4)]
        let votes = (0..<1 + dice.below(9)).map { _ in dice.below(most + 1) }
        let seats = 1 + dice.below(60)
        let first = rule.id == "sainte-lague" && Bool.random(using: &dice) ? "modified" : "standard"
        let groups = votes.enumerated().filter { $0.element > 0 }.map {
            Profile.Group(.choice($0.offset), count: $0.element)
        }
        let outcome = try rule.outcome(
            of: Profile(options: votes.count, groups: groups), seats: seats,
            rule.id == "sainte-lague" ? ["first-divisor": .choice(first)] : [:])
        let members: [String: Any] = [
            "seed": seed, "rule": rule.id, "first-divisor": first, "seats": seats, "votes": votes,
            "allocation": outcome.allocation, "tied": outcome.ties.first?.options ?? [],
            "open": outcome.ties.first?.seats ?? 0,
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self)
    }
}
