import Chance
import Tally
import Testing

@Suite("Systemic consensus")
struct SystemicConsensusTests {
    private func outcome(
        _ ballots: [[Int?]], seats: Int = 1, _ given: [String: Parameter.Value] = [:]
    ) throws -> Outcome {
        let profile = try Profile(options: ballots[0].count, ballots: ballots.map { .scores($0) })
        let outcome = try Rule.systemicConsensus.outcome(of: profile, seats: seats, given)
        #expect(Checker.check(outcome, against: profile) == .accepted)
        for (number, mutant) in outcome.mutants.enumerated() where mutant != outcome {
            let verdict = Checker.check(
                mutant, against: profile, rule: .systemicConsensus, parameters: outcome.parameters,
                seats: seats)
            #expect(verdict != .accepted, "mutant \(number)")
        }
        return outcome
    }

    /// By hand: resistance 15, 8 and 16 of three voters, so of at most 30.
    @Test("elects the least resistance and shows acceptance and conflict")
    func least() throws {
        let outcome = try outcome([[0, 4, 6], [10, 3, 2], [5, 1, 8]])
        #expect(outcome.winners == [1])
        #expect(outcome.ranking == [[1], [0], [2]])
        #expect(outcome.stages[0] == .totals([15, 8, 16].map { Fraction($0) }))
        let told = outcome.stages.filter { $0.kind == "acceptance" }
        #expect(told.map { $0.amounts["acceptance"]?.description } == ["50", "220/3", "140/3"])
        #expect(told.map { $0.amounts["conflict"]?.description } == ["100/3", "0", "100/3"])
        #expect(outcome.margins.map(\.difference) == [Fraction(7), Fraction(1)])
    }

    @Test(
        "puts fewer tens first among equals, then fewer nines and so on, and reports only what is equal throughout",
        arguments: [
            (scores: [[10, 5], [0, 5]], winners: [1], score: 10 as Int?),
            (scores: [[10, 10], [6, 9], [5, 2]], winners: [0], score: 9),
            (scores: [[10, 0], [0, 10]], winners: [], score: nil),
        ])
    func tens(scores: [[Int]], winners: [Int], score: Int?) throws {
        let outcome = try outcome(scores)
        #expect(outcome.winners == winners)
        #expect(outcome.ties.isEmpty == !winners.isEmpty)
        #expect(outcome.stages.first { $0.kind == "fewer" }?.amounts["score"] == score.map { Fraction($0) })
    }

    @Test(
        "never takes a missing number for none: the ballot is invalid, or the mean of the others is compared")
    func missing() throws {
        let ballots: [[Int?]] = [[2, nil], [4, 3], [3, 4]]
        let strict = try outcome(ballots)
        #expect(strict.valid == 2 && strict.ties == [Tie(options: [0, 1], seats: 1)])
        let mean = try outcome(ballots, ["missing": .choice("excluded")])
        #expect(mean.valid == 3 && mean.winners == [0])
        #expect(mean.stages[0] == .totals([Fraction(3), Fraction(7, 2)]))
        let enough = try outcome(ballots, ["missing": .choice("excluded"), "raters": .whole(3)])
        #expect(enough.conditions.map(\.met) == [true, false])
        #expect(try outcome([[nil, nil]], ["missing": .choice("excluded")]).winners.isEmpty)
    }

    @Test("elects nothing that meets more resistance than leaving things as they are")
    func passive() throws {
        let ballots: [[Int?]] = [[2, 5, 8, 5], [2, 5, 8, 5]]
        let outcome = try outcome(ballots, seats: 4, ["passive": .option(1)])
        #expect(outcome.winners == [0, 1, 3])
        #expect(outcome.conditions.map(\.option) == [0, 2, 3])
        #expect(outcome.conditions.map(\.met) == [true, false, true])
        #expect(throws: TallyError.badParameter("passive")) {
            try Rule.systemicConsensus.outcome(
                of: Profile(options: 2, ballots: []), ["passive": .option(2)])
        }
        let nobody = try Rule.systemicConsensus.outcome(
            of: Profile(options: 2, ballots: [.blank]), ["passive": .option(1)])
        #expect(nobody.winners.isEmpty && nobody.ties.isEmpty)
    }

    @Test("agrees with the sum of points where nothing is equal: 10 less the resistance")
    func reversed() throws {
        for seed in 1...Tier.current.randomElections {
            var dice = SeededRandom(UInt64(seed))
            let ballots = (0..<Int.random(in: 1...9, using: &dice)).map { _ in
                (0..<4).map { _ in Int.random(in: 0...10, using: &dice) }
            }
            let resistance = try Rule.systemicConsensus.outcome(
                of: Profile(options: 4, ballots: ballots.map { .scores($0) }))
            let points = try Rule.score.outcome(
                of: Profile(options: 4, ballots: ballots.map { .scores($0.map { 10 - $0 }) }),
                ["highest": .whole(10)])
            #expect(points.ranking.flatMap { $0.sorted() }.count == 4)
            for group in points.ranking where group.count == 1 {
                #expect(resistance.ranking.contains(group), "seed \(seed)")
            }
            if let winner = points.winners.first { #expect(resistance.winners == [winner], "seed \(seed)") }
        }
    }
}
