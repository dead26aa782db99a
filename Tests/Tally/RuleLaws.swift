import Chance
import Tally
import Testing

@Suite("Every rule")
struct RuleLaws {
    static let seeds = 1...Tier.current.randomElections

    @Test("gives the same outcome whatever the order of the ballots", arguments: Rule.all)
    func orderOfBallots(rule: Rule) throws {
        for seed in Self.seeds {
            let election = try Election(rule, seed: seed)
            var dice = SeededRandom(UInt64(seed))
            let shuffled = try election.profile(election.ballots.shuffled(using: &dice))
            let outcome = try rule.count(shuffled, election.parameters, election.seats)
            #expect(outcome == (try election.outcome()), "seed \(seed)")
        }
    }

    @Test("elects the same options whatever their order", arguments: Rule.all.filter(\.fixedOptions.isEmpty))
    func orderOfOptions(rule: Rule) throws {
        for seed in Self.seeds {
            let election = try Election(rule, seed: seed)
            var dice = SeededRandom(UInt64(seed))
            let places = Array(0..<election.options).shuffled(using: &dice)
            let moved = try Profile(
                options: election.options, eligible: election.eligible,
                budget: election.budget?.moved(to: places),
                ballots: election.ballots.map { $0.moved(to: places) })
            let outcome = try election.outcome()
            let other = try rule.count(moved, election.parameters.moved(to: places, rule), election.seats)
            #expect(Set(other.winners) == Set(outcome.winners.map { places[$0] }), "seed \(seed)")
            #expect(
                other.ranking.map(Set.init) == outcome.ranking.map { Set($0.map { places[$0] }) },
                "seed \(seed)")
            #expect(
                other.ties.map { Set($0.options) } == outcome.ties.map { Set($0.options.map { places[$0] }) },
                "seed \(seed)")
            #expect(
                Set(other.alternatives.map(Set.init))
                    == Set(outcome.alternatives.map { Set($0.map { places[$0] }) }), "seed \(seed)")
            #expect(other.isComplete == outcome.isComplete, "seed \(seed)")
            guard !outcome.allocation.isEmpty else { continue }
            #expect(places.map { other.allocation[$0] } == outcome.allocation, "seed \(seed)")
        }
    }

    @Test("counts a group of equal ballots like as many single ones", arguments: Rule.all)
    func grouping(rule: Rule) throws {
        for seed in Self.seeds {
            let election = try Election(rule, seed: seed)
            let tripled = try Profile(
                options: election.options, eligible: 3 * election.eligible, budget: election.budget,
                groups: election.ballots.map { Profile.Group($0, count: 3) })
            let repeated = try Profile(
                options: election.options, eligible: 3 * election.eligible, budget: election.budget,
                ballots: election.ballots + election.ballots + election.ballots)
            let outcome = try rule.count(tripled, election.parameters, election.seats)
            #expect(
                outcome == (try rule.count(repeated, election.parameters, election.seats)), "seed \(seed)")
        }
    }

    @Test("takes a single ballot where a count of it alone finds it valid", arguments: Rule.all)
    func takes(rule: Rule) throws {
        for seed in Self.seeds {
            let election = try Election(rule, seed: seed)
            for ballot in election.ballots {
                let alone = try Profile(
                    options: election.options, eligible: 1, budget: election.budget, ballots: [ballot])
                let outcome = try rule.count(alone, election.parameters, election.seats)
                let takes = rule.takes(
                    ballot, options: election.options, seats: election.seats, budget: election.budget,
                    election.parameters)
                #expect(takes == (outcome.valid == 1), "seed \(seed), \(ballot)")
            }
        }
    }

    @Test("never elects a tied option nor more options than seats", arguments: Rule.all)
    func ties(rule: Rule) throws {
        for seed in Self.seeds {
            let outcome = try Election(rule, seed: seed).outcome()
            if rule.aim != .budget { #expect(outcome.winners.count <= outcome.seats, "seed \(seed)") }
            // A party that has seats can be tied for one more.
            if rule.aim != .apportionment {
                #expect(
                    Set(outcome.winners).isDisjoint(with: outcome.ties.flatMap(\.options)), "seed \(seed)")
            }
            #expect(outcome.valid + outcome.invalid == outcome.ballots, "seed \(seed)")
        }
    }

    @Test("is found by its id, and lists each parameter once with a standard it allows", arguments: Rule.all)
    func registry(rule: Rule) {
        #expect(Rule.named(rule.id)?.id == rule.id)
        #expect(Set(rule.parameters.map(\.name)).count == rule.parameters.count)
        #expect(rule.parameters.allSatisfy { $0.allows($0.standard) })
        #expect(!rule.source.isEmpty)
    }

    @Test(
        "refuses unknown parameters, seats that cannot be filled, and ballots of another kind",
        arguments: Rule.all)
    func refusals(rule: Rule) throws {
        let options = max(3, rule.fixedOptions.count)
        let budget =
            rule.aim == .budget
            ? Profile.Budget(limit: 5, costs: [Int](repeating: 1, count: options)) : nil
        let profile = try Profile(options: options, eligible: 9, budget: budget, ballots: [])
        #expect(throws: TallyError.unknownParameter("colour")) {
            try rule.outcome(of: profile, ["colour": .choice("red")])
        }
        #expect(throws: TallyError.badSeats(0)) { try rule.outcome(of: profile, seats: 0) }
        let most = rule.aim.seats(options: options).upperBound
        #expect(throws: TallyError.badSeats(most + 1)) { try rule.outcome(of: profile, seats: most + 1) }
        let stranger = rule.ballot == .ranking ? Ballot.choice(0) : .ranking([[0]])
        #expect(throws: TallyError.badBallot(stranger)) {
            try rule.outcome(of: Profile(options: options, budget: budget, ballots: [stranger]))
        }
        guard rule.aim == .budget else { return }
        #expect(throws: TallyError.badBudget) { try rule.outcome(of: Profile(options: options, ballots: [])) }
    }
}

extension Profile.Budget {
    func moved(to places: [Int]) -> Profile.Budget {
        var moved = costs
        for (option, cost) in costs.enumerated() { moved[places[option]] = cost }
        return Profile.Budget(limit: limit, costs: moved)
    }
}

extension Parameters {
    func moved(to places: [Int], _ rule: Rule) throws -> Parameters {
        try Parameters(
            of: rule,
            values.mapValues { value in
                switch value {
                case .order(let order): .order(order.map { places[$0] })
                case .option(let option): .option(places[option])
                default: value
                }
            })
    }
}

extension Ballot {
    /// The same marks after option `i` became option `places[i]`.
    func moved(to places: [Int]) -> Ballot {
        switch self {
        case .blank, .invalid: return self
        case .choice(let option): return .choice(places[option])
        case .approvals(let marked): return .approvals(marked.map { places[$0] }.sorted())
        case .scores(let scores):
            var moved = scores
            for (option, score) in scores.enumerated() { moved[places[option]] = score }
            return .scores(moved)
        case .ranking(let ranking): return .ranking(Ranking(ranking.groups.map { $0.map { places[$0] } }))
        }
    }
}
