import Chance
import Foundation
import Tally
import Testing

/// Counted again by programs of others. `MITSTIMME_ORACLES` names a Python that has them.
@Suite("Counts by pairs")
struct PairsOracleTests {
    private static let python = ProcessInfo.processInfo.environment["MITSTIMME_ORACLES"]

    @Test(
        "are those of pref_voting and votelib",
        .enabled(if: python != nil, "MITSTIMME_ORACLES names no Python with other people's counting programs")
    )
    func oracles() throws {
        let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Oracles/pairs.py")
        let lines = FileManager.default.temporaryDirectory.appendingPathComponent("pairs-\(UUID()).jsonl")
        defer { try? FileManager.default.removeItem(at: lines) }
        let text = try (1...Tier.current.randomElections).flatMap { seed in
            try (CondorcetVectors.rules + [.liquidFeedback]).map { try Self.line($0, seed: seed) }
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

    /// A random election as a line for `Tests/Oracles/pairs.py`. Every other one has only complete ballots.
    private static func line(_ rule: Rule, seed: Int) throws -> String {
        let election = RankingElection(seed: seed, isComplete: seed.isMultiple(of: 2))
        let options = election.options
        let profile = try Profile(options: options, ballots: election.ballots.map { .ranking($0) })
        let outcome = try rule.outcome(of: profile, given(rule, options: options, seed: seed))
        #expect(Checker.check(outcome, against: profile) == .accepted, "seed \(seed)")
        let parameters = outcome.parameters.values.compactMapValues { value -> Any? in
            switch value {
            case .choice(let word): word
            case .whole(let number): number
            case .share(let share): share.description
            case .option(let option): option
            case .order(let order): order
            default: nil
            }
        }
        func numbers(_ table: String) -> [[Any]] {
            (outcome.certificate.tables[table] ?? []).map {
                $0.map { $0?.whole.map { $0 as Any } ?? NSNull() }
            }
        }
        func stage(_ kind: String) -> [Int] { outcome.stages.first { $0.kind == kind }?.options ?? [] }
        let fields: [String: Any] = [
            "seed": seed, "rule": rule.id, "parameters": parameters, "seats": 1, "options": options,
            "ballots": election.ballots.map { [1, $0.groups] as [Any] }, "pairs": numbers("pairwise"),
            "winners": outcome.winners, "tied": outcome.ties.first?.options ?? [],
            "alternatives": outcome.alternatives, "ranking": outcome.ranking,
            "optimum": numbers("optimum").first ?? [], "smith": stage("smith-set"),
            "schwartz": stage("schwartz-set"),
            "eligible": (0..<options).filter { option in
                outcome.conditions.contains { $0.option == option }
                    && outcome.conditions.allSatisfy { $0.option != option || $0.met }
            },
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
    }

    /// Something else than the standard for about half of the parameters.
    private static func given(_ rule: Rule, options: Int, seed: Int) throws -> [String: Parameter.Value] {
        var dice = SeededRandom(UInt64(seed))
        var given: [String: Parameter.Value] = [:]
        for parameter in rule.parameters where Bool.random(using: &dice) {
            switch parameter.kind {
            case .choice(let words): given[parameter.name] = .choice(words[dice.below(words.count)])
            case .share: given[parameter.name] = .share(try #require(Fraction(dice.below(5), 4)))
            case .whole: given[parameter.name] = .whole(1 + dice.below(6))
            case .option where parameter.standard != .none:
                given[parameter.name] = .option(dice.below(options))
            default: break
            }
        }
        switch given["ties"] {
        case .choice("drawn") where rule.id == "ranked-pairs":
            given["drawn"] = .order((0..<options).shuffled(using: &dice))
        default: given["ties"] = nil
        }
        return given
    }
}
