import Chance
import Tally
import Testing

@Suite("Majority judgment")
struct MajorityJudgmentTests {
    private func outcome(
        _ ballots: [[Int?]], _ given: [String: Parameter.Value] = [:]
    ) throws -> Outcome {
        try Rule.majorityJudgment.outcome(
            of: Profile(options: ballots[0].count, ballots: ballots.map { .scores($0) }), given)
    }

    /// Where an even number of grades is left Belenios takes the better middle one, the book the worse; here both
    /// find the same order.
    @Test("ranks like belenios-tool 2.0, whose best grade is 1")
    func belenios() throws {
        let ballots = [[1, 2, 3], [1, 3, 2], [2, 1, 3], [3, 1, 1], [1, 2, 2]]
        let outcome = try outcome(ballots.map { $0.map { 3 - $0 } }, ["highest": .whole(2)])
        #expect(outcome.ranking == [[0], [1], [2]])
    }

    @Test("takes the lower of two middle grades, and takes away one after the other until two options differ")
    func middle() throws {
        let outcome = try outcome([[0, 2, 0], [2, 3, 2], [3, 3, 4], [5, 3, 4]])
        #expect(outcome.stages[0] == .totals([Fraction(2), Fraction(3), Fraction(2)]))
        #expect(outcome.ranking == [[1], [2], [0]])
        #expect(
            outcome.stages[1]
                == Stage(
                    "removed", [2], ["removed": Fraction(1), "grade": Fraction(4), "other": Fraction(3)]),
            "after the 2 of both, the next middle grades are 4 and 3")
    }

    @Test("ties only options with the same grades, or the same shares of each where grades are missing")
    func ties() throws {
        #expect(try outcome([[3, 1], [1, 3]]).ties == [Tie(options: [0, 1], seats: 1)])
        let ballots: [[Int?]] = [[3, 3], [1, 1], [nil, 3], [nil, 1]]
        #expect(
            try outcome(ballots, ["missing": .choice("excluded")]).ties == [Tie(options: [0, 1], seats: 1)])
        #expect(try outcome(ballots).winners == [1])
    }

    /// Takes grades away as the book says, from lists as long as the least common multiple of their lengths.
    private func isBetter(_ one: [Int], _ other: [Int]) -> Bool? {
        var left = [Int](repeating: 0, count: 0)
        var right = left
        for _ in other { left += one }
        for _ in one { right += other }
        left.sort()
        right.sort()
        while !left.isEmpty {
            let middle = (left.count - 1) / 2
            if left[middle] != right[middle] { return left[middle] > right[middle] }
            left.remove(at: middle)
            right.remove(at: middle)
        }
        return nil
    }

    @Test("ranks as taking away middle grades one by one does", arguments: ["lowest", "excluded"])
    func removal(missing: String) throws {
        for seed in 1...Tier.current.randomElections {
            var dice = SeededRandom(UInt64(seed))
            let ballots = (0..<Int.random(in: 1...9, using: &dice)).map { _ in
                (0..<4).map { _ in
                    Int.random(in: 0...4, using: &dice) == 0 ? nil : Int.random(in: 0...2, using: &dice)
                }
            }
            let outcome = try outcome(ballots, ["missing": .choice(missing), "highest": .whole(2)])
            let grades = (0..<4).map { option in
                ballots.compactMap { $0[option] ?? (missing == "lowest" ? 0 : nil) }
            }
            var places = [0, 0, 0, 0]
            for (place, group) in outcome.ranking.enumerated() {
                for option in group { places[option] = place }
            }
            for one in 0..<4 {
                for other in 0..<4 where !grades[one].isEmpty && !grades[other].isEmpty {
                    let better = isBetter(grades[one], grades[other])
                    #expect(
                        better == (places[one] == places[other] ? nil : places[one] < places[other]),
                        "seed \(seed)")
                }
            }
        }
    }

    @Test("does not make an option worse by a better grade")
    func monotony() throws {
        for seed in 1...Tier.current.randomElections {
            let election = try Election(.majorityJudgment, seed: seed)
            let winners = try election.outcome().winners
            guard let winner = winners.first else { continue }
            let raised = election.ballots.map { ballot -> Ballot in
                guard case .scores(var scores) = ballot, let score = scores[winner], (0..<5).contains(score)
                else { return ballot }
                scores[winner] = score + 1
                return .scores(scores)
            }
            let other = try election.rule.count(
                election.profile(raised), election.parameters, election.seats)
            #expect(other.winners.contains(winner), "seed \(seed)")
        }
    }
}
