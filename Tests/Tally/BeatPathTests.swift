import Chance
import Tally
import Testing

@Suite("Schulze")
struct BeatPathTests {
    /// The example with 45 voters of Schulze 2011, section 3 and of his earlier papers: ranking E, A, C, B, D.
    private static let example = [
        (5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"),
        (8, "EBADC"),
    ]

    static func profile(_ rankings: [(Int, String)], options: Int = 5) throws -> Profile {
        let letters = Array("ABCDEFGH")
        return try Profile(
            options: options,
            groups: rankings.map { count, order in
                let groups = order.split(separator: "|").flatMap { part in
                    part.hasPrefix("=")
                        ? [part.dropFirst().compactMap { letters.firstIndex(of: $0) }]
                        : part.compactMap { letters.firstIndex(of: $0) }.map { [$0] }
                }
                return Profile.Group(.ranking(Ranking(groups)), count: count)
            })
    }

    @Test(
        "ranks the example of its paper, with the strengths of all chains",
        arguments: ["winning-votes", "margins"])
    func paper(strength: String) throws {
        let profile = try Self.profile(Self.example)
        let outcome = try Rule.schulze.outcome(of: profile, ["strength": .choice(strength)])
        #expect(outcome.ranking == [[4], [0], [2], [1], [3]])
        #expect(outcome.winners == [4] && outcome.ties.isEmpty)
        #expect(Checker.check(outcome, against: profile) == .accepted)
        guard strength == "winning-votes" else { return }
        let strengths = outcome.certificate.tables["strengths"]?.map { $0.map { $0?.whole } }
        #expect(
            strengths == [
                [nil, 28, 28, 30, 24], [25, nil, 28, 33, 24], [25, 29, nil, 29, 24], [25, 28, 28, nil, 24],
                [25, 28, 28, 31, nil],
            ])
        let chains = outcome.stages.filter { $0.kind.hasPrefix("beats") }
        let second = Stage(
            "beats-by-chain", [4, 1, 0], ["strength": Fraction(25), "back": Fraction(24)])
        #expect(chains.count == 4 && chains.contains(second), "\(chains)")
    }

    @Test("gives several seats from the top, and settles equals at the border by the policy")
    func seats() throws {
        let profile = try Self.profile([(2, "ABC"), (2, "ACB"), (1, "D")], options: 4)
        let three = try Rule.schulze.outcome(of: profile, seats: 2)
        #expect(three.ranking == [[0], [1, 2], [3]])
        #expect(three.winners == [0] && three.ties == [Tie(options: [1, 2], seats: 1)])
        let drawn = try Rule.schulze.outcome(
            of: profile, seats: 2, ["ties": .choice("drawn"), "drawn": .order([3, 2, 1, 0])])
        #expect(drawn.winners == [0, 2] && drawn.ties.isEmpty && drawn.ranking == three.ranking)
        #expect(drawn.stages.last == Stage("drawn", [2, 1], seats: 1))
        let statusQuo = try Rule.schulze.outcome(
            of: profile, seats: 2, ["ties": .choice("status-quo"), "status-quo": .option(1)])
        #expect(statusQuo.winners == [0, 1] && statusQuo.stages.last == Stage("status-quo", [1]))
    }

    @Test("elects nobody without a valid ballot", arguments: CondorcetVectors.rules + [.liquidFeedback])
    func nobody(rule: Rule) throws {
        let profile = try Profile(options: 3, ballots: [.invalid])
        let outcome = try rule.outcome(of: profile, seats: 2)
        #expect(outcome.winners.isEmpty && outcome.ties.isEmpty && outcome.ranking == [[0, 1, 2]])
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }

    @Test("is decided by fewer votes against where the votes for are equal")
    func narrow() throws {
        // A beats B 4 to 2, B beats C 4 to 3, C beats A 5 to 2.
        let profile = try Self.profile([(2, "ABC"), (2, "BCA"), (2, "CAB"), (1, "C|=AB")], options: 3)
        let outcome = try Rule.schulze.outcome(of: profile)
        #expect(outcome.ranking == [[2], [0], [1]])
        let amounts = ["strength": 4, "back": 4, "opposition": 2, "back-opposition": 3].mapValues {
            Fraction($0)
        }
        #expect(outcome.stages.contains(Stage("beats-by-chain-narrowly", [2, 0, 1], amounts)))
        let direct = ["strength": 5, "back": 4].mapValues { Fraction($0) }
        #expect(outcome.stages.contains(Stage("beats", [2, 0], direct)))
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }
}

@Suite("Minimax, Copeland and Kemeny")
struct DuelTests {
    @Test("measure a worst defeat as the parameter says")
    func minimax() throws {
        // A beats B 6 to 5, B beats C 9 to 2, C beats A 5 to 4.
        let profile = try BeatPathTests.profile(
            [(4, "ABC"), (3, "BCA"), (2, "CAB"), (2, "B|=AC")], options: 3)
        for (strength, totals) in [
            ("winning-votes", [5, 6, 9]), ("margins", [1, 1, 7]), ("opposition", [5, 6, 9]),
        ] {
            let outcome = try Rule.minimax.outcome(of: profile, ["strength": .choice(strength)])
            let stage = try #require(outcome.stages.first { $0.kind == "totals" })
            #expect(stage.totals == totals.map { Fraction($0) }, "\(strength)")
            #expect(Checker.check(outcome, against: profile) == .accepted)
        }
        let margins = try Rule.minimax.outcome(of: profile, ["strength": .choice("margins")])
        #expect(margins.ties == [Tie(options: [0, 1], seats: 1)] && margins.winners.isEmpty)
        #expect(margins.margins.map(\.difference) == [Fraction(6)])
    }

    @Test("show a winner of every duel below zero by margins, and at zero by winning votes")
    func belowZero() throws {
        let profile = try BeatPathTests.profile([(3, "AB"), (1, "BA")], options: 2)
        for (strength, total) in [("margins", -2), ("winning-votes", 0), ("opposition", 1)] {
            let outcome = try Rule.minimax.outcome(of: profile, ["strength": .choice(strength)])
            #expect(outcome.winners == [0])
            #expect(outcome.stages.last == Stage("elected", [0], ["total": Fraction(total)]))
        }
    }

    @Test("give two points for a won duel and one for an equal one")
    func copeland() throws {
        let profile = try BeatPathTests.profile(
            [(1, "ABC"), (1, "ACB"), (1, "BA|=CD"), (1, "C|=AD")], options: 4)
        let outcome = try Rule.copeland.outcome(of: profile)
        let stage = try #require(outcome.stages.first { $0.kind == "totals" })
        #expect(stage.totals == [6, 3, 3, 0].map { Fraction($0) })
        #expect(outcome.winners == [0] && outcome.ranking == [[0], [1, 2], [3]])
    }

    /// Young 1995: 60 voters; the best ranking is B, C, A, and A has the most first places.
    @Test("find the best ranking, how many are best, and what they all agree on")
    func kemeny() throws {
        let young = try BeatPathTests.profile(
            [(23, "ABC"), (17, "BCA"), (2, "BAC"), (10, "CAB"), (8, "CBA")], options: 3)
        let outcome = try Rule.kemeny.outcome(of: young)
        #expect(outcome.ranking == [[1], [2], [0]] && outcome.winners == [1])
        // 42 for B before C, 35 for C before A, 27 for B before A.
        #expect(outcome.certificate.tables["optimum"] == [[Fraction(104), Fraction(1)]])

        let cycle = try BeatPathTests.profile([(1, "ABC"), (1, "BCA"), (1, "CAB")], options: 4)
        let two = try Rule.kemeny.outcome(of: cycle, seats: 2)
        #expect(two.ranking == [[0, 1, 2], [3]] && two.winners.isEmpty)
        #expect(two.ties == [Tie(options: [0, 1, 2], seats: 2)])
        #expect(two.alternatives == [[0, 1], [0, 2], [1, 2]] && two.isComplete)
        #expect(two.certificate.tables["optimum"]?[0][1] == Fraction(3))
        #expect(two.certificate.tables["above"]?[0] == [nil, Fraction(2), Fraction(1), Fraction(3)])
        let three = try Rule.kemeny.outcome(of: cycle, seats: 3)
        #expect(three.winners == [0, 1, 2] && three.ties.isEmpty && three.alternatives.isEmpty)
        let drawn = try Rule.kemeny.outcome(
            of: cycle, seats: 2, ["ties": .choice("drawn"), "drawn": .order([3, 2, 1, 0])])
        #expect(drawn.winners == [0, 2] && drawn.ties.isEmpty)
        #expect(drawn.stages.contains(Stage("drawn-ranking", [2, 0, 1, 3])))
    }

    @Test("agree as much as the best of all rankings tried one by one")
    func allRankings() throws {
        for seed in 1...Tier.current.randomElections {
            let election = RankingElection(seed: seed)
            let outcome = try election.outcome(.kemeny)
            let pairs = try #require(outcome.certificate.tables["pairwise"]).map { $0.map { $0?.whole ?? 0 } }
            let rankings = permutations(Array(0..<election.options)).map { ranking in
                (
                    ranking,
                    ranking.indices.reduce(0) { sum, place in
                        ranking[(place + 1)...].reduce(sum) { $0 + pairs[ranking[place]][$1] }
                    }
                )
            }
            let best = try #require(rankings.map(\.1).max())
            let optima = rankings.filter { $0.1 == best }.map(\.0)
            #expect(
                outcome.certificate.tables["optimum"] == [[Fraction(best), Fraction(optima.count)]],
                "seed \(seed)")
            #expect(outcome.possibleWinners == Set(optima.map { $0[0] }), "seed \(seed)")
        }
    }
}

/// Every order of the elements.
func permutations(_ elements: [Int]) -> [[Int]] {
    guard !elements.isEmpty else { return [[]] }
    return elements.indices.flatMap { place in
        var rest = elements
        let first = rest.remove(at: place)
        return permutations(rest).map { [first] + $0 }
    }
}
