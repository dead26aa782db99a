import Chance
import Tally
import Testing

@Suite("Equals at the last seat")
struct BorderTests {
    /// Votes 3, 2, 2, 2, 1.
    private func outcome(seats: Int, _ given: [String: Parameter.Value]) throws -> Outcome {
        let votes = [0, 0, 0, 1, 1, 2, 2, 3, 3, 4]
        return try Rule.plurality.outcome(
            of: Profile(options: 5, ballots: votes.map { .choice($0) }), seats: seats, given)
    }

    @Test("are decided by the published list where there is one")
    func drawn() throws {
        let outcome = try outcome(seats: 3, ["ties": .choice("drawn"), "drawn": .order([4, 3, 0, 1, 2])])
        #expect(outcome.winners == [0, 1, 3] && outcome.ties.isEmpty)
        #expect(outcome.stages.last == .drawn([3, 1, 2], seats: 2, total: Fraction(2)))
        #expect(outcome.ranking == [[0], [1, 2, 3], [4]], "the list settles seats, not the ranking")
    }

    @Test("give way to the status quo, and stay tied for the rest")
    func statusQuo() throws {
        let given: [String: Parameter.Value] = ["ties": .choice("status-quo"), "status-quo": .option(2)]
        let two = try outcome(seats: 2, given)
        #expect(two.winners == [0, 2] && two.ties.isEmpty)
        let three = try outcome(seats: 3, given)
        #expect(three.winners == [0, 2] && three.ties == [Tie(options: [1, 3], seats: 1)])
        let four = try outcome(seats: 4, given)
        #expect(four.winners == [0, 1, 2, 3] && four.ties.isEmpty)
        let one = try outcome(seats: 1, given)
        #expect(one.winners == [0])
    }

    @Test("need a list of all options, and a status quo that is one")
    func wrongParameters() throws {
        #expect(throws: TallyError.badParameter("drawn")) {
            try outcome(seats: 1, ["ties": .choice("drawn"), "drawn": .order([1, 0])])
        }
        #expect(throws: TallyError.badParameter("status-quo")) {
            try outcome(seats: 1, ["ties": .choice("status-quo"), "status-quo": .option(5)])
        }
    }

    @Test(
        "of a block vote: as many marks as seats, and not one more",
        arguments: [(seats: 2, valid: 1), (seats: 3, valid: 2)])
    func block(seats: Int, valid: Int) throws {
        let profile = try Profile(options: 4, ballots: [.approvals([0, 1]), .approvals([1, 2, 3])])
        #expect(try Rule.limited.outcome(of: profile, seats: seats).valid == valid)
        #expect(try Rule.limited.outcome(of: profile, seats: seats, ["most": .whole(1)]).valid == 0)
    }

    @Test(
        "never make more points a disadvantage",
        arguments: [Rule.plurality, .approval, .score, .cumulative, .quadratic, .borda])
    func monotony(rule: Rule) throws {
        for seed in 1...Tier.current.randomElections {
            let election = try Election(rule, seed: seed)
            guard let winner = try election.outcome().winners.first else { continue }
            let more = Ballot.supporting(winner, of: election.options, rule)
            let profile = try Profile(
                options: election.options, eligible: election.eligible + 1, ballots: election.ballots + [more]
            )
            let other = try rule.count(profile, election.parameters, election.seats)
            #expect(other.winners.contains(winner), "seed \(seed)")
        }
    }
}

extension Ballot {
    /// As good for the option as a ballot can be; a low score would lower its mean.
    fileprivate static func supporting(_ option: Int, of options: Int, _ rule: Rule) -> Ballot {
        switch rule.ballot {
        case .choice: .choice(option)
        case .approvals: .approvals([option])
        case .scores: .scores((0..<options).map { $0 == option ? (rule.id == "score" ? 5 : 1) : nil })
        case .ranking: .ranking(Ranking(order: [option]))
        }
    }
}
