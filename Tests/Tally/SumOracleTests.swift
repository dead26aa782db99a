import Chance
import Foundation
import Tally
import Testing

/// Counted again by programs of others. `MITSTIMME_ORACLES` names a Python that has them.
@Suite("Counts of marks, points, grades and rankings")
struct SumOracleTests {
    private static let python = ProcessInfo.processInfo.environment["MITSTIMME_ORACLES"]

    @Test(
        "are those of starvote, votelib, pref_voting and belenios-tool",
        .enabled(if: python != nil, "MITSTIMME_ORACLES names no Python with other people's counting programs")
    )
    func oracles() throws {
        let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Oracles/sums.py")
        let lines = FileManager.default.temporaryDirectory.appendingPathComponent("sums-\(UUID()).jsonl")
        defer { try? FileManager.default.removeItem(at: lines) }
        let rules: [Rule] = [
            .plurality, .approval, .limited, .score, .cumulative, .quadratic, .borda, .star,
            .majorityJudgment, .systemicConsensus,
        ]
        let text = try (1...Tier.current.randomElections).flatMap { seed in
            try rules.map { try OracleElection($0, seed: seed).line() }
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
}

/// A random election whose every ballot is valid, as a line for `Tests/Oracles/sums.py`.
private struct OracleElection {
    let rule: Rule
    let seed: Int
    let seats: Int
    let options: Int
    let ballots: [(json: Any, ballot: Ballot)]
    var given: [String: Parameter.Value] = [:]

    init(_ rule: Rule, seed: Int) {
        var dice = SeededRandom(UInt64(seed))
        let options = Int.random(in: 1...6, using: &dice)
        let seats = Int.random(in: 1...min(options, 3), using: &dice)
        // Few distinct scores and few ballots make many ties.
        let highest = Int.random(in: 1...5, using: &dice)
        ballots = (0..<Int.random(in: 1...8, using: &dice)).map { _ in
            switch rule.ballot {
            case .choice:
                let option = Int.random(in: 0..<options, using: &dice)
                return (option, .choice(option))
            case .approvals:
                let marked = (0..<options).shuffled(using: &dice).prefix(
                    Int.random(in: 1...seats, using: &dice)
                ).sorted()
                return (marked, .approvals(marked))
            case .scores:
                let scores = (0..<options).map { _ in Int.random(in: 0...highest, using: &dice) }
                return (scores, .scores(scores))
            case .ranking:
                var groups = (0..<options).shuffled(using: &dice)
                    .prefix(Int.random(in: 1...options, using: &dice)).map { [$0] }
                if groups.count > 1, Int.random(in: 0...3, using: &dice) == 0 {
                    groups.replaceSubrange(0...1, with: [(groups[0] + groups[1]).sorted()])
                }
                return (groups, .ranking(Ranking(groups)))
            }
        }
        if Bool.random(using: &dice) {
            given = ["ties": .choice("drawn"), "drawn": .order((0..<options).shuffled(using: &dice))]
        }
        if let words = rule.parameters.first(where: { $0.name == "truncation" })?.kind,
            case .choice(let words) = words
        {
            given["truncation"] = .choice(words[seed % words.count])
        }
        for (name, most) in [("points", 30), ("credits", 150)]
        where rule.parameters.contains(where: { $0.name == name }) {
            given[name] = .whole(most)
        }
        if rule.id == "cumulative" || rule.id == "quadratic" { given["blank"] = .choice("valid") }
        self.rule = rule
        self.seed = seed
        self.seats = seats
        self.options = options
    }

    func line() throws -> String {
        let profile = try Profile(options: options, ballots: ballots.map(\.ballot))
        let outcome = try rule.outcome(of: profile, seats: seats, given)
        #expect(outcome.valid == ballots.count, "seed \(seed)")
        #expect(Checker.check(outcome, against: profile) == .accepted, "seed \(seed)")
        let parameters = outcome.parameters.values.compactMapValues { value -> Any? in
            switch value {
            case .choice(let word): word
            case .whole(let number): number
            case .order(let order): order
            default: nil
            }
        }
        let fields: [String: Any] = [
            "seed": seed, "rule": rule.id, "parameters": parameters, "seats": seats, "options": options,
            "ballots": ballots.map { [1, $0.json] },
            "totals": outcome.stages[0].totals.map { $0?.description ?? "" }, "ranking": outcome.ranking,
            "winners": outcome.winners, "tied": outcome.ties.first?.options ?? [],
            "open": outcome.ties.first?.seats ?? 0, "alternatives": outcome.alternatives,
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
    }
}
