import Chance
import Testing

@testable import Tally

@Suite("A committee by approvals")
struct CommitteeLawTests {
    static let rules: [Rule] = [
        .proportionalApproval, .sequentialPAV, .chamberlinCourant, .sequentialPhragmen, .equalSharesCommittee,
    ]

    /// Three groups of parties: 6, 3 and 1 of 10 voters, with more options than seats.
    @Test(
        "shares out the seats between parties by their strength",
        arguments: rules.filter { $0.id != "chamberlin-courant" })
    func parties(rule: Rule) throws {
        let profile = try Profile(
            options: 12,
            groups: [
                .init(.approvals(Array(0..<6)), count: 6), .init(.approvals(Array(6..<9)), count: 3),
                .init(.approvals(Array(9..<12)), count: 1),
            ])
        let outcome = try rule.outcome(of: profile, seats: 10)
        for committee in outcome.committees {
            #expect(committee.count { $0 < 6 } == 6)
            #expect(committee.count { (6..<9).contains($0) } == 3)
        }
        #expect(outcome.conditions.map(\.met) == [true])
    }

    @Test("reaches as many voters as possible where that is all that counts")
    func coverage() throws {
        let profile = try Profile(
            options: 3,
            groups: [
                .init(.approvals([0]), count: 5), .init(.approvals([0, 1]), count: 4), .init(.approvals([2])),
            ])
        let outcome = try Rule.chamberlinCourant.outcome(of: profile, seats: 2)
        #expect(outcome.winners == [0, 2])
        #expect(outcome.stages.last == .elected([0, 2], total: Fraction(10)))
        #expect(try Rule.proportionalApproval.outcome(of: profile, seats: 2).winners == [0, 1])
    }

    @Test("has the highest score of all, and every other with the same score", arguments: [true, false])
    func best(isHarmonic: Bool) throws {
        let rule = isHarmonic ? Rule.proportionalApproval : .chamberlinCourant
        for seed in 1...Tier.current.fewElections {
            let election = try Election(rule, seed: seed)
            let profile = try election.profile()
            let outcome = try rule.outcome(of: profile, seats: election.seats)
            guard outcome.valid > 0 else { continue }
            var scores: [[Int]: Fraction] = [:]
            var choice = Array(0..<election.seats)
            repeat {
                scores[choice] = profile.groups.reduce(Fraction(0)) { sum, group in
                    guard case .approvals(let marked) = group.ballot else { return sum }
                    let elected = marked.count { choice.contains($0) }
                    let own = (0..<(isHarmonic ? elected : min(elected, 1))).reduce(Fraction(0)) {
                        $0 + Fraction(1) / Fraction($1 + 1)
                    }
                    return sum + own * Fraction(group.count)
                }
            } while choice.advance(below: election.options)
            let most = scores.values.max()
            #expect(outcome.committees == Set(scores.keys.filter { scores[$0] == most }), "seed \(seed)")
        }
    }

    @Test(
        "leaves no group with less than its share where the rule promises it",
        arguments: [Rule.proportionalApproval, .equalSharesCommittee])
    func extendedJustifiedRepresentation(rule: Rule) throws {
        for seed in 1...Tier.current.fewElections {
            let election = try Election(rule, seed: seed)
            let outcome = try election.outcome()
            #expect(outcome.conditions.map(\.met) == [true], "seed \(seed)")
            for committee in outcome.committees where outcome.valid > 0 {
                #expect(try Self.isCheated(election, committee) == nil, "seed \(seed)")
            }
        }
    }

    /// A set of l or more options and so many supporters of all of them, none of whom has l elected.
    private static func isCheated(_ election: Election, _ committee: [Int]) throws -> [Int]? {
        let support = try Support(try election.profile(), election.parameters)
        var marks = [Set<Int>](repeating: [], count: support.weights.count)
        for (option, blocks) in support.blocks.enumerated() {
            for voter in blocks.flatMap(\.voters) { marks[Int(voter)].insert(option) }
        }
        for subset in 1..<(1 << election.options) {
            let common = (0..<election.options).filter { subset >> $0 & 1 == 1 }
            let voters = marks.indices.filter { voter in
                marks[voter].isSuperset(of: common)
                    && marks[voter].intersection(committee).count < common.count
            }
            let count = voters.reduce(0) { $0 + support.weights[$1] }
            if count > 0, count * election.seats >= common.count * support.valid { return common }
        }
        return nil
    }

    @Test("by Phragmén represents every group together by as many as its share")
    func proportionalJustifiedRepresentation() throws {
        for seed in 1...Tier.current.fewElections {
            let election = try Election(.sequentialPhragmen, seed: seed)
            let outcome = try election.outcome()
            let support = try Support(try election.profile(), election.parameters)
            guard outcome.valid > 0 else { continue }
            for committee in outcome.committees {
                for subset in 1..<(1 << election.options) {
                    let common = (0..<election.options).filter { subset >> $0 & 1 == 1 }
                    let voters = common.map { Set(support.blocks[$0].flatMap(\.voters)) }
                    let group = voters.dropFirst().reduce(voters[0]) { $0.intersection($1) }
                    let count = group.reduce(0) { $0 + support.weights[Int($1)] }
                    guard count > 0, count * election.seats >= common.count * outcome.valid else { continue }
                    let represented = committee.count { option in
                        support.blocks[option].contains { $0.voters.contains { group.contains($0) } }
                    }
                    #expect(represented >= common.count, "seed \(seed)")
                }
            }
        }
    }

    @Test("grows by one when it gets one more seat", arguments: [Rule.sequentialPAV, .sequentialPhragmen])
    func growth(rule: Rule) throws {
        for seed in 1...Tier.current.fewElections {
            let election = try Election(rule, seed: seed)
            guard election.seats < election.options else { continue }
            let smaller = try election.outcome().committees
            let larger = try rule.count(election.profile(), election.parameters, election.seats + 1)
                .committees
            for committee in smaller {
                #expect(larger.contains { Set($0).isSuperset(of: committee) }, "seed \(seed)")
            }
        }
    }

    @Test(
        "keeps an option that one voter more marks", arguments: rules + Rule.all.filter { $0.aim == .budget })
    func monotonicity(rule: Rule) throws {
        for seed in 1...Tier.current.fewElections {
            let election = try Election(rule, seed: seed)
            // Raised starts and comparisons do not promise it.
            var values = election.parameters.values
            if election.parameters.word("completion").hasPrefix("add1") {
                values["completion"] = .choice("none")
            }
            values["comparison"] = values["comparison"].map { _ in .choice("none") }
            values["most"] = Parameter.Value.none
            let parameters = try Parameters(of: rule, values)
            let outcome = try rule.count(election.profile(), parameters, election.seats)
            for (place, ballot) in election.ballots.enumerated() {
                guard case .approvals(let marked) = ballot, !marked.isEmpty else { continue }
                for option in outcome.winners where !marked.contains(option) {
                    var ballots = election.ballots
                    ballots[place] = .approvals((marked + [option]).sorted())
                    let other = try rule.count(election.profile(ballots), parameters, election.seats)
                    #expect(other.winners.contains(option), "seed \(seed)")
                }
            }
        }
    }

    @Test("by equal shares is a budget in which each option costs 1")
    func budget() throws {
        for seed in 1...Tier.current.fewElections {
            let election = try Election(.equalSharesCommittee, seed: seed)
            let profile = try Profile(
                options: election.options,
                budget: .init(
                    limit: election.seats, costs: [Int](repeating: 1, count: election.options)),
                ballots: election.ballots)
            let committee = try Rule.equalSharesCommittee.outcome(
                of: profile, seats: election.seats, ["completion": .choice("none")])
            let fund = try Rule.equalShares.outcome(of: profile)
            #expect(committee.committees == fund.committees, "seed \(seed)")
        }
    }

    @Test(
        "among too many equals is followed as far as the bound, and says so",
        arguments: Tier.current == .quick
            ? [Rule.sequentialPhragmen] : [.sequentialPAV, .sequentialPhragmen, .equalSharesCommittee])
    func bound(rule: Rule) throws {
        // Who of 13 equals is elected makes a difference to Bob, who also marks the first of them.
        let profile = try Profile(
            options: 14,
            groups: [.init(.approvals(Array(0..<14)), count: 9), .init(.approvals([13]), count: 1)])
        let outcome = try rule.outcome(of: profile, seats: 7)
        #expect(!outcome.isComplete)
        #expect(outcome.alternatives.count <= 500 && outcome.alternatives.count > 1)
        #expect(Checker.check(outcome, against: profile) == .accepted)
        var other = outcome
        other.isComplete = true
        #expect(Checker.check(other, against: profile) != .accepted)
    }

    @Test("is not searched for where that would take too long")
    func tooMany() throws {
        let long = try Profile(options: 60, ballots: [.approvals(Array(0..<42)), .approvals([50])])
        #expect(throws: TallyError.tooMany(41)) {
            try Rule.proportionalApproval.outcome(of: long, seats: 42)
        }
        var dice = SeededRandom(3)
        let ballots = (0..<50).map { _ in Ballot.approvals((0..<16).filter { _ in dice.below(2) == 0 }) }
        let support = try Support(
            try Profile(options: 16, ballots: ballots), try Parameters(of: .proportionalApproval))
        #expect(throws: TallyError.tooMany(20)) {
            try CommitteeSearch(support, seats: 5, score: .init(harmonicTo: 5), mostLeaves: 20)
        }
    }
}

extension Tier {
    /// Where each random election is counted or searched many times.
    var fewElections: Int { self == .quick ? 20 : randomElections }
}
