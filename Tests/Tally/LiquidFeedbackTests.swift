import Tally
import Testing

/// The status quo is A in every election here.
@Suite("LiquidFeedback")
struct LiquidFeedbackTests {
    private func outcome(
        _ rankings: [(Int, String)], options: Int = 3, _ given: [String: Parameter.Value] = [:]
    ) throws -> Outcome {
        let profile = try BeatPathTests.profile(rankings, options: options)
        let outcome = try Rule.liquidFeedback.outcome(of: profile, given)
        #expect(Checker.check(outcome, against: profile) == .accepted)
        return outcome
    }

    private func met(_ outcome: Outcome, _ name: String) -> [Int] {
        outcome.conditions.filter { $0.name == name && $0.met }.compactMap(\.option)
    }

    @Test("elects the highest proposal with a majority against the status quo, else nobody")
    func directMajority() throws {
        let ballots = [(5, "BCA"), (1, "CBA"), (4, "ABC")]
        let half = try outcome(ballots)
        #expect(half.winners == [1] && half.ranking == [[1], [2], [0]])
        #expect(half.stages.contains(Stage("against-status-quo", [0])))
        let share = Parameter.Value.share(try #require(Fraction(3, 5)))
        let exactly = try outcome(
            ballots, options: 3, ["direct-majority": share, "direct-comparison": .choice("at-least")])
        #expect(exactly.winners == [1] && met(exactly, "direct-majority") == [1, 2])
        let more = try outcome(ballots, options: 3, ["direct-majority": share])
        #expect(more.winners.isEmpty && more.ties.isEmpty && more.ranking == half.ranking)
        #expect(more.stages.suffix(2) == [.notAdmitted([1, 2]), Stage("status-quo-stays", [0])])
    }

    @Test(
        "asks for so many votes for and so few against as the parameters say",
        arguments: [
            ("direct-positive", 5, true), ("direct-positive", 6, false), ("direct-non-negative", 7, true),
            ("direct-non-negative", 8, false), ("indirect-positive", 5, true),
            ("indirect-positive", 6, false),
            ("indirect-non-negative", 7, true), ("indirect-non-negative", 8, false),
        ])
    func floors(name: String, floor: Int, isMet: Bool) throws {
        let outcome = try outcome([(5, "BA"), (3, "AB"), (2, "=AB")], options: 2, [name: .whole(floor)])
        #expect(outcome.winners == (isMet ? [1] : []))
    }

    @Test("counts a proposal without a rank as level with the status quo, unless told otherwise")
    func unranked() throws {
        let ballots = [(2, "BA"), (1, "CAB"), (1, "C")]
        let level = try outcome(ballots)
        #expect(level.certificate.tables["pairwise"]?[2] == [2, 2, nil].map { $0.map { Fraction($0) } })
        #expect(level.certificate.tables["pairwise"]?[0] == [nil, 1, 0].map { $0.map { Fraction($0) } })
        let below = try outcome(ballots, options: 3, ["unranked": .choice("below")])
        #expect(below.certificate.tables["pairwise"]?[0] == [nil, 1, 2].map { $0.map { Fraction($0) } })
    }

    @Test("takes a majority over a proposal that has one for a majority of its own")
    func indirectMajority() throws {
        let ballots = [(4, "BCA"), (1, "BAC"), (2, "CAB"), (1, "ABC"), (1, "ACB")]
        let share = Parameter.Value.share(try #require(Fraction(2, 3)))
        let found = try outcome(
            ballots, options: 3, ["indirect-majority": share, "indirect-comparison": .choice("at-least")])
        #expect(found.winners == [1] && met(found, "indirect-majority") == [1, 2])
        #expect(try outcome(ballots, options: 3, ["indirect-majority": share]).winners.isEmpty)
    }

    @Test("can exclude proposals that the status quo leads to, or that another vote could undo")
    func flags() throws {
        // B beats the status quo 7 to 2, which beats C 5 to 4, which beats B 6 to 3.
        let ballots = [(3, "BAC"), (2, "ACB"), (4, "CBA")]
        let allowed = try outcome(ballots)
        #expect(allowed.winners == [1])
        #expect(met(allowed, "better-than-status-quo") == [1, 2] && met(allowed, "direct-majority") == [1])
        #expect(allowed.stages.contains(Stage("reverse-beat-path", [1, 2])))
        #expect(allowed.stages.contains(Stage("multistage-majority", [1])))
        for name in ["reverse-beat-path", "multistage-majority"] {
            #expect(try outcome(ballots, [name: .choice("excluded")]).winners.isEmpty)
        }
    }

    @Test("reports proposals that are level, and settles them by a list")
    func ties() throws {
        let ballots = [(1, "BCA"), (1, "CBA")]
        #expect(try outcome(ballots).ties == [Tie(options: [1, 2], seats: 1)])
        let drawn = try outcome(ballots, options: 3, ["ties": .choice("drawn"), "drawn": .order([0, 2, 1])])
        #expect(drawn.winners == [2])
    }

    @Test("needs a status quo that is one of the options")
    func wrongStatusQuo() throws {
        #expect(throws: TallyError.badParameter("status-quo-option")) {
            try outcome([(1, "BA")], options: 2, ["status-quo-option": .option(2)])
        }
    }
}
