import Tally
import Testing

@Suite("Approval and score")
struct SeatTests {
    @Test(
        "give the seats to the highest totals and report a tie at the last seat",
        arguments: [
            (seats: 1, winners: [], tied: [0, 1], left: 1), (seats: 2, winners: [0, 1], tied: [], left: 0),
            (seats: 3, winners: [0, 1], tied: [2, 3], left: 1),
            (seats: 4, winners: [0, 1, 2, 3], tied: [], left: 0),
        ])
    func border(seats: Int, winners: [Int], tied: [Int], left: Int) throws {
        let profile = try Profile(
            options: 4, ballots: [.approvals([0, 1]), .approvals([0, 1, 2]), .approvals([3])])
        let outcome = try Rule.approval.outcome(of: profile, seats: seats)
        #expect(outcome.winners == winners)
        #expect(outcome.ties == (tied.isEmpty ? [] : [Tie(options: tied, seats: left)]))
        #expect(outcome.ranking == [[0, 1], [2, 3]])
        #expect(outcome.margins == [Margin(above: [0, 1], below: [2, 3], difference: Fraction(1))])
    }

    @Test("elect nobody without a valid ballot", arguments: [Rule.approval, Rule.score])
    func nobody(rule: Rule) throws {
        let outcome = try rule.outcome(of: Profile(options: 2, ballots: [.invalid]), seats: 2)
        #expect(outcome.winners.isEmpty && outcome.ties.isEmpty)
    }

    @Test(
        "leave out options below the least share, at exactly the share not",
        arguments: [
            (marks: 25, elected: true), (marks: 24, elected: false),
        ])
    func share(marks: Int, elected: Bool) throws {
        let profile = try Profile(
            options: 2,
            groups: [.init(.approvals([0]), count: 100 - marks), .init(.approvals([1]), count: marks)])
        let outcome = try Rule.approval.outcome(
            of: profile, seats: 2, ["share": .share(try #require(Fraction(1, 4)))])
        #expect(outcome.winners == (elected ? [0, 1] : [0]))
    }

    @Test("treat a ballot with too many marks as the parameters say")
    func overmarked() throws {
        let profile = try Profile(options: 3, ballots: [.approvals([0, 1, 2]), .approvals([1])])
        let outcome = try Rule.approval.outcome(of: profile, ["most": .whole(2)])
        #expect(outcome.invalid == 1 && outcome.winners == [1])
        #expect(throws: TallyError.overmarked(.approvals([0, 1, 2]))) {
            try Rule.approval.outcome(of: profile, ["most": .whole(2), "overmarked": .choice("refused")])
        }
    }

    @Test(
        "let a missing score count as zero or not at all",
        arguments: [
            (missing: "zero", winners: [0]), (missing: "excluded", winners: [1]),
        ])
    func missing(missing: String, winners: [Int]) throws {
        let profile = try Profile(
            options: 2, ballots: [.scores([3, 5]), .scores([3, nil]), .scores([3, nil])])
        let outcome = try Rule.score.outcome(
            of: profile, ["measure": .choice("mean"), "missing": .choice(missing)])
        #expect(outcome.winners == winners)
    }

    @Test("compare means that differ by less than a rounded number shows")
    func means() throws {
        let groups: [Profile.Group] = [
            .init(.scores([5, nil]), count: 333_333_333), .init(.scores([0, nil]), count: 666_666_667),
            .init(.scores([nil, 5]), count: 333_333_334), .init(.scores([nil, 0]), count: 666_666_666),
        ]
        let outcome = try Rule.score.outcome(
            of: Profile(options: 2, groups: groups),
            ["measure": .choice("mean"), "missing": .choice("excluded")])
        #expect(outcome.winners == [1])
        #expect(outcome.margins.map(\.difference) == [Fraction(5, 1_000_000_000)])
    }

    @Test("need the least number of raters")
    func raters() throws {
        let profile = try Profile(options: 2, ballots: [.scores([3, 5]), .scores([3, nil])])
        let outcome = try Rule.score.outcome(of: profile, ["measure": .choice("mean"), "raters": .whole(2)])
        #expect(outcome.winners == [0])
        #expect(outcome.conditions.map(\.met) == [true, false])
    }
}

@Suite("A profile")
struct ProfileTests {
    @Test(
        "refuses ballots that name an option twice or one that does not exist",
        arguments: [
            Ballot.choice(3), .choice(-1), .approvals([1, 1]), .approvals([2, 1]), .approvals([3]),
            .scores([1, 2]),
            .ranking([[0], [3]]), .ranking([[4]]), .ranking([[-1]]),
        ])
    func badBallots(ballot: Ballot) {
        #expect(throws: TallyError.badBallot(ballot)) { try Profile(options: 3, ballots: [ballot]) }
    }

    @Test("refuses counts below one, sums beyond the limit, and more ballots than voters")
    func counts() {
        #expect(throws: TallyError.badCount(0)) {
            try Profile(options: 1, groups: [.init(.blank, count: 0)])
        }
        #expect(throws: TallyError.badCount(Int.max)) {
            try Profile(options: 1, groups: [.init(.blank), .init(.blank, count: Int.max)])
        }
        #expect(throws: TallyError.moreBallotsThanEligible) {
            try Profile(options: 1, eligible: 1, ballots: [.blank, .blank])
        }
    }
}
