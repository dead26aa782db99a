import Chance
import Foundation
import Tally
import Testing

@Suite("Borda")
struct BordaTests {
    private func points(
        _ ballots: [Ranking], _ given: [String: Parameter.Value] = [:], options: Int = 4
    ) throws -> [Fraction] {
        let profile = try Profile(options: options, ballots: ballots.map { .ranking($0) })
        let outcome = try Rule.borda.outcome(of: profile, given)
        #expect(Checker.check(outcome, against: profile) == .accepted)
        return outcome.stages[0].totals.compactMap { $0 }
    }

    /// By hand for four options.
    @Test(
        "gives points by the convention that is named",
        arguments: [
            (truncation: "averaged", ranking: Ranking([[2], [0]]), expected: ["2", "1/2", "3", "1/2"]),
            (truncation: "zero", ranking: Ranking([[2], [0]]), expected: ["2", "0", "3", "0"]),
            (truncation: "dowdall", ranking: Ranking([[2], [0]]), expected: ["1/2", "0", "1", "0"]),
            (truncation: "averaged", ranking: Ranking([[1, 3], [0]]), expected: ["1", "5/2", "0", "5/2"]),
            (truncation: "zero", ranking: Ranking([[1, 3], [0]]), expected: ["1", "5/2", "0", "5/2"]),
            (truncation: "dowdall", ranking: Ranking([[1, 3], [0]]), expected: ["1/3", "3/4", "0", "3/4"]),
            (truncation: "averaged", ranking: Ranking([]), expected: ["3/2", "3/2", "3/2", "3/2"]),
            (truncation: "dowdall", ranking: Ranking([]), expected: ["0", "0", "0", "0"]),
        ])
    func conventions(truncation: String, ranking: Ranking, expected: [String]) throws {
        let points = try points([ranking], ["truncation": .choice(truncation)])
        #expect(points.map(\.description) == expected)
    }

    @Test("lets the convention decide who wins")
    func conventionMatters() throws {
        let orders = [[3, 1, 0, 2], [1], [3, 0, 1, 2], [2, 1], [2, 0, 3]]
        let profile = try Profile(options: 4, ballots: orders.map { .ranking(Ranking(order: $0)) })
        let winners = try ["averaged", "zero", "dowdall"].map {
            try Rule.borda.outcome(of: profile, ["truncation": .choice($0)]).winners
        }
        #expect(winners == [[3], [1], [2]])
    }

    @Test("treats equal, skipped and repeated ranks as the parameters say")
    func meanings() throws {
        let ballots: [Ranking] = [[[0, 1], [2]], [[0], [], [1]], [[0], [1], [0], [2]], [[3, 3]]]
        #expect(try points(ballots).map(\.description) == ["19/2", "15/2", "7/2", "7/2"])
        for (name, valid) in [("equal", 2), ("skipped", 3), ("repeated", 2)] {
            let outcome = try Rule.borda.outcome(
                of: Profile(options: 4, ballots: ballots.map { .ranking($0) }), [name: .choice("invalid")])
            #expect(outcome.valid == valid, "\(name)")
        }
    }

    @Test("gives each place its points, however many options there are", arguments: [5, 64, 65, 130])
    func manyOptions(options: Int) throws {
        var dice = SeededRandom(7)
        let orders = [(0..<options).shuffled(using: &dice), (0..<options).shuffled(using: &dice)]
        let ballots = orders.map { Ranking(order: $0) }
        let places = (0..<options).map { option in orders.compactMap { $0.firstIndex(of: option) } }
        let linear = places.map { Fraction(2 * (options - 1) - $0[0] - $0[1]) }
        #expect(try points(ballots, options: options) == linear)
        let harmonic = try places.map {
            try #require(Fraction(1, $0[0] + 1)) + #require(Fraction(1, $0[1] + 1))
        }
        #expect(try points(ballots, ["truncation": .choice("dowdall")], options: options) == harmonic)
    }

    @Test(
        "has pref_voting's points on the Debian leader elections and in Burlington",
        .enabled(if: SharedData.elections != nil, "the shared elections are not here"))
    func prefVoting() throws {
        let text = try SharedData.text("condorcet/expected_pref_voting.json")
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String: Any]]
        let expected = try #require(json)
        let elections = [
            "debian_dpl_2006": try debian(2006), "debian_dpl_2007": try debian(2007),
            "debian_dpl_2020": try debian(2020), "burlington_2009_mayor": try burlington(expected),
        ]
        #expect(Set(elections.keys) == Set(expected.keys))
        for (name, groups) in elections {
            let candidates = try #require(expected[name]?["candidates"] as? [String])
            let points = try #require(expected[name]?["borda_tournament_score"] as? [String])
            let profile = try Profile(options: candidates.count, groups: groups)
            let outcome = try Rule.borda.outcome(of: profile)
            #expect(outcome.stages[0].totals.map { $0?.description } == points, "\(name)")
            #expect(Checker.check(outcome, against: profile) == .accepted)
        }
    }

    /// Lines like `V: 2-1----3`: a rank for each candidate, `-` for none.
    private func debian(_ year: Int) throws -> [Profile.Group] {
        let lines = try SharedData.text("condorcet/leader\(year)_tally.txt").split(separator: "\n")
        return lines.filter { $0.hasPrefix("V: ") }.map { line in
            let ranks = line.split(separator: " ")[1].map { Int(String($0)) }
            let groups = Set(ranks.compactMap { $0 }).sorted().map { rank in
                ranks.indices.filter { ranks[$0] == rank }
            }
            return Profile.Group(.ranking(Ranking(groups)))
        }
    }

    private func burlington(_ expected: [String: [String: Any]]) throws -> [Profile.Group] {
        let names = try #require(expected["burlington_2009_mayor"]?["candidates"] as? [String])
        let lines = try SharedData.text("rcv/burlington_2009_mayor.csv").split(whereSeparator: \.isNewline)
        return try lines.dropFirst().map { line in
            let cells = line.split(separator: ",").map(String.init)
            let order = cells.dropFirst().compactMap { names.firstIndex(of: $0) }
            return Profile.Group(.ranking(Ranking(order: order)), count: try #require(Int(cells[0])))
        }
    }

    @Test("never elects who loses to every other")
    func loser() throws {
        for seed in 1...Tier.current.randomElections {
            var dice = SeededRandom(UInt64(seed))
            let ballots = (0..<Int.random(in: 1...9, using: &dice)).map { _ in (0..<4).shuffled(using: &dice)
            }
            let outcome = try Rule.borda.outcome(
                of: Profile(options: 4, ballots: ballots.map { .ranking(Ranking(order: $0)) }))
            for option in 0..<4 {
                let loses = (0..<4).allSatisfy { other in
                    let above = ballots.count { ballot in
                        ballot.prefix { $0 != option }.contains(other)
                    }
                    return other == option || 2 * above > ballots.count
                }
                #expect(!loses || !outcome.winners.contains(option), "seed \(seed)")
                #expect(!loses || !outcome.ties.contains { $0.options.contains(option) }, "seed \(seed)")
            }
        }
    }
}
