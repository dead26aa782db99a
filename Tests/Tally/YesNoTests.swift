import Tally
import Testing

@Suite("A yes-no vote")
struct YesNoTests {
    func outcome(
        yes: Int, no: Int, abstain: Int = 0, blank: Int = 0, eligible: Int? = 100,
        _ given: [String: Parameter.Value] = [:]
    ) throws -> Outcome {
        let groups = [(Ballot.choice(0), yes), (.choice(1), no), (.choice(2), abstain), (.blank, blank)]
            .filter { $0.1 > 0 }.map { Profile.Group($0.0, count: $0.1) }
        return try Rule.yesNo.outcome(of: Profile(options: 3, eligible: eligible, groups: groups), given)
    }

    static func share(_ numerator: Int, _ denominator: Int) throws -> Parameter.Value {
        .share(try #require(Fraction(numerator, denominator)))
    }

    @Test(
        "is adopted by more yes than no, and rejected by equal numbers",
        arguments: [
            (yes: 51, no: 49, adopted: true), (yes: 50, no: 50, adopted: false),
            (yes: 49, no: 51, adopted: false),
            (yes: 1, no: 0, adopted: true), (yes: 0, no: 0, adopted: false),
        ])
    func majority(yes: Int, no: Int, adopted: Bool) throws {
        let outcome = try outcome(yes: yes, no: no)
        #expect(outcome.winners == (adopted ? [0] : []))
        #expect(outcome.ties.isEmpty == (yes != no))
    }

    @Test("rejects a tie even where at least half is enough")
    func tieAtLeast() throws {
        let outcome = try outcome(yes: 10, no: 10, ["comparison": .choice("at-least")])
        #expect(outcome.conditions.map(\.met) == [true, false])
        #expect(outcome.winners.isEmpty)
        #expect(outcome.ties == [Tie(options: [0, 1], seats: 0)])
    }

    @Test(
        "meets a quorum at exactly the share, and not one ballot below",
        arguments: [
            (yes: 25, no: 0, quorum: "approval-quorum", met: true),
            (yes: 24, no: 23, quorum: "approval-quorum", met: false),
            (yes: 13, no: 12, quorum: "turnout-quorum", met: true),
            (yes: 13, no: 11, quorum: "turnout-quorum", met: false),
            (yes: 40, no: 24, quorum: "rejection-quorum", met: true),
            (yes: 40, no: 25, quorum: "rejection-quorum", met: false),
        ])
    func quorum(yes: Int, no: Int, quorum: String, met: Bool) throws {
        let outcome = try outcome(yes: yes, no: no, [quorum: Self.share(25, 100)])
        #expect(outcome.conditions.first { $0.name == quorum }?.met == met)
        #expect(outcome.winners == (met ? [0] : []))
    }

    @Test(
        "compares two thirds exactly where a rounded share would not",
        arguments: [
            (yes: 2, no: 1, comparison: "at-least", met: true),
            (yes: 2, no: 1, comparison: "more-than", met: false),
            (yes: 666_666, no: 333_333, comparison: "at-least", met: true),
            (yes: 666_665, no: 333_334, comparison: "at-least", met: false),
        ])
    func threshold(yes: Int, no: Int, comparison: String, met: Bool) throws {
        let outcome = try outcome(
            yes: yes, no: no, eligible: nil,
            ["threshold": Self.share(2, 3), "comparison": .choice(comparison)])
        #expect(outcome.conditions[0].met == met)
    }

    @Test(
        "takes the majority of the base that the parameters name",
        arguments: [
            (base: "valid", denominator: 70, met: true), (base: "cast", denominator: 85, met: false),
            (base: "eligible", denominator: 100, met: false),
        ])
    func base(base: String, denominator: Int, met: Bool) throws {
        let outcome = try outcome(yes: 40, no: 30, abstain: 10, blank: 5, ["base": .choice(base)])
        #expect(outcome.conditions[0].denominator == denominator)
        #expect(outcome.conditions[0].met == met)
    }

    @Test(
        "counts a blank ballot as the parameters say", arguments: [("invalid", 6, 2), ("abstention", 8, 0)])
    func blank(meaning: String, valid: Int, invalid: Int) throws {
        let outcome = try outcome(yes: 3, no: 2, abstain: 1, blank: 2, ["blank": .choice(meaning)])
        #expect(outcome.valid == valid && outcome.invalid == invalid)
    }

    @Test("cannot be counted with a quorum when nobody knows the roll's size")
    func unknownRoll() throws {
        #expect(throws: TallyError.eligibleUnknown) {
            try outcome(yes: 1, no: 0, eligible: nil, ["turnout-quorum": Self.share(1, 4)])
        }
    }
}
