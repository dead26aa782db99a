import Chance
import Foundation
import Tally
import Testing

/// Counted again by programs of others. `MITSTIMME_ORACLES` names a Python that has them.
@Suite("Committees and budgets")
struct FundOracleTests {
    private static let python = ProcessInfo.processInfo.environment["MITSTIMME_ORACLES"]

    @Test(
        "are those of abcvoting and pabutools",
        .enabled(if: python != nil, "MITSTIMME_ORACLES names no Python with other people's counting programs")
    )
    func oracles() throws {
        let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Oracles/funds.py")
        let lines = FileManager.default.temporaryDirectory.appendingPathComponent("funds-\(UUID()).jsonl")
        defer { try? FileManager.default.removeItem(at: lines) }
        let rules = CommitteeLawTests.rules + Rule.all.filter { $0.aim == .budget }
        let text = try (1...Tier.current.randomElections).flatMap { seed in
            try rules.compactMap { try line($0, seed) }
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

    /// A random election without ties settled by a list, as a line for `Tests/Oracles/funds.py`.
    private func line(_ rule: Rule, _ seed: Int) throws -> String? {
        var dice = SeededRandom(UInt64(seed))
        let options = Int.random(in: 1...6, using: &dice)
        var given: [String: Parameter.Value] = [:]
        for parameter in rule.parameters {
            guard case .choice(let words) = parameter.kind, parameter.name != "ties" else { continue }
            if ["overmarked", "blank", "precedence"].contains(parameter.name) { continue }
            given[parameter.name] = .choice(words[dice.below(words.count)])
        }
        if rule.id == "greedy-budget" { given["measure"] = .choice("votes") }
        if rule.id == "equal-shares" {
            given["comparison"] = .choice("none")
            given["increment"] = .whole(1 + dice.below(3))
        }
        let isPointed = given["utility"] == .choice("points")
        let scale = dice.below(2) * 50 + 1
        let costs = (0..<options).map { _ in Int.random(in: 1...9 * scale, using: &dice) }
        let budget = Profile.Budget(limit: Int.random(in: 1...20 * scale, using: &dice), costs: costs)
        let rows = (0..<Int.random(in: 1...9, using: &dice)).map { _ in
            isPointed
                ? (0..<options).map { _ in dice.below(2) * dice.below(4) }
                : (0..<options).filter { _ in Bool.random(using: &dice) }
        }
        let profile = try Profile(
            options: options, budget: rule.aim == .budget ? budget : nil,
            ballots: rows.map { isPointed ? .scores($0) : .approvals($0) })
        let seats = rule.aim == .budget ? 1 : 1 + dice.below(options)
        let outcome = try rule.outcome(of: profile, seats: seats, given)
        guard outcome.isComplete else { return nil }
        let parameters = outcome.parameters.values.compactMapValues { value -> Any? in
            switch value {
            case .choice(let word): word
            case .whole(let number): number
            default: nil
            }
        }
        let fields: [String: Any] = [
            "seed": seed, "rule": rule.id, "parameters": parameters, "seats": seats, "options": options,
            "ballots": rows, "budget": budget.limit, "costs": costs,
            "sets": outcome.committees.map { $0 },
        ]
        let data = try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }
}
