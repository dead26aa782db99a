import Tally
import Testing

@Suite("A rule with transfers")
struct TransferTests {
    static let rules: [Rule] = [.instantRunoff, .scottishSTV, .weightedInclusiveSTV, .meekSTV, .ers97STV]

    private func profile(_ options: Int, _ ballots: [(Int, [Int])]) throws -> Profile {
        try Profile(
            options: options, groups: ballots.map { .init(.ranking(Ranking(order: $1)), count: $0) })
    }

    @Test(
        "reads skipped, repeated and equal ranks as its parameters say",
        arguments: [
            (ranks: [[], [0], [1]], parameter: "skipped", word: "skip", firsts: [1, 0, 0], valid: true),
            ([[], [0], [1]], "skipped", "end", [], false), ([[], [0], [1]], "skipped", "invalid", [], false),
            ([[], [0], [1]], "skipped", "end-at-two", [1, 0, 0], true),
            ([[], [], [0]], "skipped", "end-at-two", [], false),
            ([[0], [], []], "skipped", "invalid", [1, 0, 0], true),
            ([[0], [0], [1]], "repeated", "skip", [1, 0, 0], true),
            ([[0], [0], [1]], "repeated", "invalid", [], false),
            ([[0, 1], [2]], "equal", "end", [], false), ([[0, 1], [2]], "equal", "skip", [0, 0, 1], true),
            ([[0, 1], [0]], "equal", "skip", [1, 0, 0], true),
            ([[0, 1], [2]], "equal", "end-if-several", [], false),
            ([[2], [0, 1]], "equal", "invalid", [], false),
            ([[2], [0, 1]], "equal", "end", [0, 0, 1], true),
        ] as [([[Int]], String, String, [Int], Bool)])
    func meaning(ranks: [[Int]], parameter: String, word: String, firsts: [Int], valid: Bool) throws {
        let profile = try Profile(options: 3, ballots: [.ranking(Ranking(ranks))])
        let outcome = try Rule.instantRunoff.outcome(of: profile, [parameter: .choice(word)])
        #expect(outcome.valid == (valid ? 1 : 0))
        #expect(outcome.stages.first?.totals ?? [] == firsts.map { Fraction($0) })
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }

    @Test("lets a shared rank count once only one of its options is left, where the parameters say so")
    func sharedRank() throws {
        let groups: [Profile.Group] = [
            .init(.ranking([[3], [0, 1]]), count: 2), .init(.ranking([[0]]), count: 3),
            .init(.ranking([[1]]), count: 4), .init(.ranking([[2]]), count: 6),
        ]
        let profile = try Profile(options: 4, groups: groups)
        let outcome = try Rule.instantRunoff.outcome(of: profile, ["equal": .choice("end-if-several")])
        // Option 3 leaves first, while both 0 and 1 are in the count.
        #expect(outcome.transfers.last == [0, 4, 6, 0].map { Fraction($0) })
        let later = try Profile(
            options: 4, groups: groups.map { $0.count == 2 ? .init($0.ballot, count: 5) : $0 })
        let other = try Rule.instantRunoff.outcome(of: later, ["equal": .choice("end-if-several")])
        // Option 0 leaves first now, so the five go on to option 1.
        #expect(other.transfers.dropFirst(2).first == [0, 0, 6, 5].map { Fraction($0) })
        #expect(try Rule.instantRunoff.outcome(of: later).winners == [2])
    }

    @Test(
        "elects everybody where there are as many options as seats, and nobody without a ballot",
        arguments: rules)
    func extremes(rule: Rule) throws {
        let one = try profile(3, [(1, [2])])
        #expect(Set(try rule.outcome(of: one, seats: 3).winners) == [0, 1, 2])
        let none = try Profile(options: 3, ballots: [.blank, .invalid])
        let outcome = try rule.outcome(of: none, seats: 2)
        #expect(outcome.winners.isEmpty && outcome.ties.isEmpty && outcome.valid == 0)
    }

    @Test("lets options without a vote leave together, however many", arguments: rules)
    func withoutVotes(rule: Rule) throws {
        let profile = try profile(60, [(5, [0, 1]), (3, [1, 0]), (4, [2])])
        let outcome = try rule.outcome(of: profile)
        #expect(outcome.winners == [1] || outcome.winners == [0])
        #expect(outcome.isComplete && outcome.ties.isEmpty)
        #expect((outcome.certificate.tables["steps"] ?? []).count < 10)
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }

    @Test("reports a tie of options without a vote for the last seats", arguments: rules)
    func lastSeats(rule: Rule) throws {
        let small = try profile(5, [(1, [0])])
        let outcome = try rule.outcome(of: small, seats: 3)
        #expect(outcome.winners == [0])
        #expect(outcome.ties == [Tie(options: [1, 2, 3, 4], seats: 2)])
        #expect(outcome.alternatives.count == 6 && outcome.isComplete)
        let large = try profile(30, [(1, [0])])
        let many = try rule.outcome(of: large, seats: 10)
        #expect(many.winners == [0])
        #expect(many.ties == [Tie(options: Array(1..<30), seats: 9)])
        #expect(many.alternatives.isEmpty && !many.isComplete, "too many sets to list")
        #expect(Checker.check(many, against: large) == .accepted)
    }

    @Test(
        "follows each moment once, however many orders lead to it",
        arguments: [Rule.instantRunoff, .scottishSTV])
    func equalMoments(rule: Rule) throws {
        // Eight options with one vote each leave in any of 40,320 orders; each helps one of the two large
        // ones.
        let small = (2..<10).map { (1, [$0, $0 % 2]) }
        let profile = try profile(10, [(6, [0]), (7, [1])] + small)
        let outcome = try rule.outcome(of: profile)
        #expect(outcome.isComplete)
        #expect(outcome.winners == [1])
        #expect((outcome.certificate.tables["steps"] ?? []).count < 600)
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }

    @Test("lets equal options leave together where their order makes no difference")
    func immaterialOrder() throws {
        let profile = try profile(12, [(60, [0]), (50, [1])] + (2..<12).map { (2, [$0, 1]) })
        for rule in [Rule.instantRunoff, .weightedInclusiveSTV, .scottishSTV] {
            let outcome = try rule.outcome(of: profile)
            #expect(outcome.winners == [1])
            #expect(outcome.stages.contains { $0.kind == "excluded-together" && $0.options.count == 10 })
            #expect(Checker.check(outcome, against: profile) == .accepted)
        }
    }

    @Test("reports who is elected on every way of settling a tie, and the sets of each")
    func openTie() throws {
        let profile = try profile(3, [(4, [0, 1]), (2, [2])])
        let given: [String: Parameter.Value] = ["quota": .choice("droop-exact")]
        let outcome = try Rule.weightedInclusiveSTV.outcome(of: profile, seats: 2, given)
        #expect(outcome.winners == [0])
        #expect(outcome.ties == [Tie(options: [1, 2], seats: 1)])
        #expect(outcome.alternatives == [[0, 1], [0, 2]])
        #expect(outcome.stages.map(\.kind).contains("tied-exclusion"))
        for (order, winners) in [([0, 1, 2], [0, 1]), ([0, 2, 1], [0, 2])] {
            let drawn = try Rule.weightedInclusiveSTV.outcome(
                of: profile, seats: 2,
                given.merging(["ties": .choice("drawn"), "drawn": .order(order)]) { $1 })
            #expect(drawn.winners == winners && drawn.ties.isEmpty)
        }
    }

    /// After the last exclusion options 0, 1 and 2 have five votes each. One stage earlier 2 had more; the
    /// stage before that 1 had more than 0. So 0 leaves, without a lot.
    @Test(
        "narrows a tie of three down stage by stage",
        arguments: [Rule.scottishSTV, .ers97STV, .instantRunoff])
    func narrowing(rule: Rule) throws {
        let profile = try profile(
            7,
            [
                (3, [0]), (4, [1]), (5, [2]), (1, [3, 0]), (1, [4, 0]), (1, [4, 1]), (20, [5]), (20, [6]),
            ])
        let outcome = try rule.outcome(
            of: profile, seats: 3, rule.id == "instant-runoff" ? ["ties": .choice("backward")] : [:])
        let left = outcome.stages.filter { $0.kind.hasPrefix("excluded") }.flatMap(\.options)
        #expect(Array(left.prefix(3)) == [3, 4, 0])
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }

    @Test("says how far ahead the option elected by an instant runoff is")
    func margin() throws {
        let profile = try profile(3, [(4, [0]), (3, [1]), (2, [2, 1])])
        let outcome = try Rule.instantRunoff.outcome(of: profile)
        #expect(outcome.winners == [1])
        #expect(outcome.margins == [Margin(above: [1], below: [0], difference: Fraction(1))])
        #expect(outcome.stages.last == Stage("majority", [1], ["votes": Fraction(5), "active": Fraction(9)]))
    }

    @Test("stops an instant runoff at a majority, or only when two are left")
    func stop() throws {
        let profile = try profile(4, [(6, [0]), (3, [1]), (1, [2, 1]), (1, [3, 1])])
        #expect(try Rule.instantRunoff.outcome(of: profile).transfers.count == 1)
        let long = try Rule.instantRunoff.outcome(of: profile, ["stop": .choice("two-left")])
        #expect(long.transfers.last == [6, 5, 0, 0].map { Fraction($0) })
        #expect(long.winners == [0])
    }

    @Test("refuses Meek's votes that no machine word holds")
    func tooLarge() throws {
        let profile = try profile(3, [(Profile.mostBallots, [0])])
        #expect(throws: TallyError.tooLarge) { try Rule.meekSTV.outcome(of: profile, seats: 2) }
        #expect(try Rule.scottishSTV.outcome(of: profile).winners == [0])
    }
}
