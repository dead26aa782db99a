import Tally
import Testing

/// Worked by hand from the text of 1997; the numbers of its paragraphs stand beside.
@Suite("A count by the rules of 1997")
struct ERS97Tests {
    private func decimals(_ texts: String) -> [Fraction?] {
        texts.split(separator: " ").map { TransferFiles.number($0) }
    }

    private func outcome(
        _ options: Int, seats: Int, _ ballots: [(Int, [Int])]
    ) throws -> Outcome {
        let profile = try Profile(
            options: options, groups: ballots.map { .init(.ranking(Ranking(order: $1)), count: $0) })
        let outcome = try Rule.ers97STV.outcome(of: profile, seats: seats)
        #expect(Checker.check(outcome, against: profile) == .accepted)
        return outcome
    }

    /// As in the booklet's model election: transfer values 26.42/123 = 0.21 and 14.77/34 = 0.43, Duke's
    /// surplus of 1.10 waits, Prince is elected early with 416.70/4 = 104.175.
    @Test(
        "passes through the stages of the booklet's election",
        .enabled(if: TransferFiles.isHere, "\(TransferFiles.reason)"))
    func booklet() throws {
        let outcome = try BltElection("ers97").outcome(.ers97STV)
        let stages = outcome.stages
        #expect(stages[0].amounts["quota"] == TransferFiles.number("107.58"))
        #expect(
            stages.map(\.kind) == [
                "first", "reached", "surplus", "excluded", "batch", "reached", "batch", "excluded-losers",
                "batch", "reached", "batch", "surplus", "early", "excluded", "batch", "reached", "early",
            ])
        #expect(
            stages[2].totals
                == decimals("107.58 88.35 32.25 30.51 106.68 91 64 59.84 55 23.42 93.78"))
        #expect(stages[2].amounts["exhausted"] == TransferFiles.number("0.59"))
        #expect(
            stages[6].totals.map { $0 ?? Fraction(0) }
                == decimals("107.58 88.35 32.25 30.51 108.68 91 64.21 64.84 69.21 0 95.78"))
        #expect(
            stages[11].totals.map { $0 ?? Fraction(0) }
                == decimals("107.58 107.58 0 0 108.68 104.31 70.26 68.10 71.31 0 101.62"))
        #expect(stages[12].options == [5])
        #expect(stages[12].amounts["needed"] == TransferFiles.number("104.175"))
    }

    /// 9 ballots, one seat: quota 4.50. Two end with option 2 before anybody is elected, so 7/2 = 3.50.
    @Test("lowers the quota while nobody is elected (5.4.8)")
    func quota() throws {
        let outcome = try outcome(3, seats: 1, [(4, [0]), (3, [1]), (2, [2])])
        #expect(outcome.stages[0].amounts["quota"] == TransferFiles.number("4.50"))
        #expect(outcome.stages.map(\.kind) == ["first", "excluded", "batch", "quota", "reached"])
        #expect(outcome.stages[3].amounts["quota"] == TransferFiles.number("3.50"))
        #expect(outcome.winners == [0])
    }

    /// 100 ballots, two seats: quota 33.34. Option 0 has 6.66 too many, but 1 would stay last even with them:
    /// 6.66 is not more than 30 - 10. So 1 leaves first, and the surplus is passed on only where it matters.
    @Test("lets a surplus wait that cannot save the last (5.2.2)")
    func deferral() throws {
        let outcome = try outcome(4, seats: 2, [(40, [0, 1]), (10, [1, 2]), (30, [2]), (20, [3])])
        #expect(outcome.stages[0].amounts["quota"] == TransferFiles.number("33.34"))
        #expect(outcome.stages.prefix(3).map(\.kind) == ["first", "reached", "excluded"])
        #expect(outcome.stages[2].options == [1])
        #expect(outcome.winners == [0, 2])
    }

    /// 60 ballots, two seats: quota 20. Option 0 has 18, gets 4 from option 3 and passes only these 4 on, at
    /// 2/4 = 0.50: they go to option 2. The 18 would all have gone to option 1.
    @Test("passes a later surplus on with the last batch alone (5.3.2)")
    func lastBatch() throws {
        let outcome = try outcome(4, seats: 2, [(18, [0, 1]), (19, [1]), (19, [2]), (4, [3, 0, 2])])
        #expect(outcome.stages[0].amounts["quota"] == Fraction(20))
        let surplus = try #require(outcome.stages.first { $0.kind == "surplus" })
        #expect(surplus.totals.map { $0 ?? Fraction(0) } == decimals("20 19 21 0"))
        #expect(outcome.winners == [0, 2])
    }

    /// Both have the quota for one seat and have always been equal, so neither is elected at that stage.
    @Test("elects neither of two equal options with the quota for one seat (5.6.2)")
    func equalAtQuota() throws {
        let outcome = try outcome(2, seats: 1, [(5, [0]), (5, [1])])
        #expect(outcome.winners.isEmpty)
        #expect(outcome.ties == [Tie(options: [0, 1], seats: 1)])
    }

    /// Votes of 1, 1, 2 and 9: the first three together have 4, not more than 9, and two may stay.
    @Test("excludes as many together as cannot overtake the next (5.2.5)")
    func together() throws {
        let outcome = try outcome(6, seats: 2, [(1, [0]), (1, [1]), (2, [2]), (9, [3]), (9, [4]), (8, [5])])
        let excluded = try #require(outcome.stages.first { $0.kind.hasPrefix("excluded") })
        #expect(excluded.options == [0, 1, 2])
        #expect(excluded.kind == "excluded-losers")
    }
}
