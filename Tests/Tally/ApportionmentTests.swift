import Chance
import Foundation
import Tally
import Testing

@Suite("Sharing out seats among parties")
struct ApportionmentTests {
    static let rules: [Rule] = [.sainteLague, .dhondt, .adams, .huntingtonHill, .hareQuota, .droopQuota]
    static let divisorRules = rules.prefix(4)

    @Test("gives the Bundestag of 2025 its official seats")
    func bundestag() throws {
        let votes = [11_196_374, 10_328_780, 8_149_124, 5_762_380, 4_356_532, 2_964_028, 76_138]
        let outcome = try counted(.sainteLague, votes, seats: 630)
        #expect(outcome.allocation == [164, 152, 120, 85, 64, 44, 1])
        #expect(outcome.stages.first { $0.kind == "divisor" }?.amounts == ["divisor": Fraction(68_100)])
        #expect(try counted(.dhondt, votes, seats: 630).allocation == [165, 152, 120, 85, 64, 43, 1])
    }

    @Test(
        "reports seats that equal claims leave open and gives them to nobody",
        arguments: [
            (Rule.dhondt, [100, 100, 50], 3, [1, 1, 0], Tie(options: [0, 1, 2], seats: 1)),
            (.sainteLague, [100, 100, 50], 2, [1, 1, 0], nil),
            (.sainteLague, [30, 10], 4, [3, 1], nil),
            (.sainteLague, [30, 10], 2, [1, 0], Tie(options: [0, 1], seats: 1)),
            (.hareQuota, [5, 5, 5], 4, [1, 1, 1], Tie(options: [0, 1, 2], seats: 1)),
            (.adams, [7, 7, 5], 1, [0, 0, 0], Tie(options: [0, 1], seats: 1)),
            (.huntingtonHill, [6, 5, 5, 0], 2, [1, 0, 0, 0], Tie(options: [1, 2], seats: 1)),
        ] as [(Rule, [Int], Int, [Int], Tie?)])
    func ties(rule: Rule, votes: [Int], seats: Int, allocation: [Int], tie: Tie?) throws {
        let outcome = try counted(rule, votes, seats: seats)
        #expect(outcome.allocation == allocation)
        #expect(outcome.ties == (tie.map { [$0] } ?? []))
        #expect(outcome.winners == allocation.indices.filter { allocation[$0] > 0 })
    }

    @Test("gives open seats by a list drawn before, if that is the rule")
    func drawn() throws {
        let outcome = try counted(
            .dhondt, [100, 100, 50], seats: 3, ["ties": .choice("drawn"), "drawn": .order([2, 1, 0])])
        #expect(outcome.allocation == [1, 1, 1] && outcome.ties.isEmpty)
        #expect(throws: TallyError.badParameter("drawn")) {
            try counted(.dhondt, [1, 1], seats: 1, ["ties": .choice("drawn"), "drawn": .order([0])])
        }
    }

    @Test("takes a seat from Alabama when there is one more, by quota; never by a divisor")
    func alabama() throws {
        let votes = [6, 6, 2]
        #expect(try counted(.hareQuota, votes, seats: 10).allocation == [4, 4, 2])
        #expect(try counted(.hareQuota, votes, seats: 11).allocation == [5, 5, 1])
        for rule in Self.divisorRules {
            for seed in 1...Tier.current.randomElections {
                let election = try Election(rule, seed: seed)
                let fewer = try election.outcome().allocation
                let more = try rule.count(election.profile(), election.parameters, election.seats + 1)
                    .allocation
                guard election.parameters.word("ties") == "report" else { continue }
                #expect(zip(fewer, more).allSatisfy(<=), "seed \(seed)")
            }
        }
    }

    @Test(
        "leaves out a party below the threshold, at exactly the threshold not",
        arguments: [(votes: 5, seats: 1), (votes: 4, seats: 0)])
    func threshold(votes: Int, seats: Int) throws {
        let outcome = try counted(
            .sainteLague, [61, 39 - votes, votes], seats: 20,
            ["threshold": .share(try #require(Fraction(1, 20)))])
        #expect(outcome.allocation[2] == seats)
        #expect(outcome.allocation.reduce(0, +) == 20)
        #expect(outcome.conditions.map(\.met) == [true, true, seats == 1])
    }

    @Test("measures the threshold against blank ballots too, if they are valid")
    func blank() throws {
        let profile = try Profile(
            options: 2, groups: [.init(.choice(0), count: 95), .init(.choice(1), count: 5), .init(.blank)])
        let five = Parameter.Value.share(try #require(Fraction(1, 20)))
        #expect(try Rule.dhondt.outcome(of: profile, seats: 30, ["threshold": five]).winners == [0, 1])
        let strict = try Rule.dhondt.outcome(
            of: profile, seats: 30, ["threshold": five, "blank": .choice("valid")])
        #expect(strict.winners == [0] && strict.allocation == [30, 0] && strict.valid == 101)
    }

    @Test("leaves all seats empty where nobody has a vote", arguments: rules)
    func nobody(rule: Rule) throws {
        let outcome = try rule.outcome(of: Profile(options: 2, ballots: [.blank, .invalid]), seats: 3)
        #expect(outcome.allocation == [0, 0] && outcome.winners.isEmpty && outcome.ties.isEmpty)
    }

    @Test(
        "gives each seat to the highest quotient of its moment, as a plain loop finds",
        arguments: divisorRules)
    func sequential(rule: Rule) throws {
        for seed in 1...Tier.current.randomElections {
            var dice = SeededRandom(UInt64(seed))
            let votes = (0..<Int.random(in: 1...7, using: &dice)).map { _ in
                Int.random(in: 0...60, using: &dice)
            }
            let seats = Int.random(in: 1...40, using: &dice)
            let outcome = try counted(rule, votes, seats: seats)
            var given = votes.map { _ in 0 }
            for _ in 0..<seats {
                let able = votes.indices.filter { votes[$0] > 0 }
                guard
                    let best = able.max(by: {
                        quotient(rule, votes, given, $0) < quotient(rule, votes, given, $1)
                    })
                else { break }
                given[best] += 1
            }
            let open = outcome.ties.first
            for party in votes.indices where !(open?.options.contains(party) ?? false) {
                #expect(outcome.allocation[party] == given[party], "seed \(seed)")
            }
            let missing = given.reduce(0, +) - outcome.allocation.reduce(0, +)
            #expect(missing == open?.seats ?? 0, "seed \(seed)")
        }
    }

    /// Squares where the signpost is a root; no signpost comes before all others, then more votes first.
    private func quotient(_ rule: Rule, _ votes: [Int], _ given: [Int], _ party: Int) -> Fraction {
        let (count, seats) = (votes[party], given[party])
        let (top, bottom) =
            switch rule.id {
            case "dhondt": (count, seats + 1)
            case "sainte-lague": (count, 2 * seats + 1)
            case "adams": (count, seats)
            default: (count * count, seats * (seats + 1))
            }
        return Fraction(top, bottom) ?? Fraction(1_000_000_000 + count)
    }

    @Test("stays within one seat of the exact share, by the quota of Hare")
    func quota() throws {
        for seed in 1...Tier.current.randomElections {
            let election = try Election(.hareQuota, seed: seed)
            let outcome = try election.outcome()
            let votes = try #require(outcome.stages.first).totals.compactMap { $0?.whole }
            let able = votes.indices.filter { party in
                votes[party] > 0 && outcome.conditions.allSatisfy { $0.option != party || $0.met }
            }
            let total = able.reduce(0) { $0 + votes[$1] }
            for party in able {
                let share = votes[party] * outcome.seats
                let seats = outcome.allocation[party]
                #expect(seats * total > share - total && seats * total < share + total, "seed \(seed)")
            }
        }
    }

    @Test(
        "agrees with the shared vectors",
        .enabled(
            if: SharedData.elections != nil, "needs the folder shared/data/elections beside the checkout"))
    func vectors() throws {
        let json = try JSONSerialization.jsonObject(
            with: Data(SharedData.text("apportionment_vectors.json").utf8))
        let names = [
            "saintelague": Rule.sainteLague, "dhondt": .dhondt, "adams": .adams,
            "huntington": .huntingtonHill,
            "hamilton": .hareQuota, "modified_saintelague": .sainteLague,
        ]
        var compared = 0
        for (title, value) in try #require(json as? [String: Any]) {
            guard let vector = value as? [String: Any], let votes = vector["votes"] as? [Int] else {
                continue
            }
            for (name, rule) in names {
                guard let expected = vector[name] as? [Int], let seats = vector["seats"] as? Int else {
                    continue
                }
                let given: [String: Parameter.Value] =
                    name.hasPrefix("modified") ? ["first-divisor": .choice("modified")] : [:]
                let outcome = try counted(rule, votes, seats: seats, given)
                compared += 1
                guard let tie = outcome.ties.first else {
                    #expect(outcome.allocation == expected, "\(title) \(name)")
                    continue
                }
                // The oracle gives tied seats to whoever is named first.
                #expect(title == "ties", "\(title) \(name)")
                #expect(zip(outcome.allocation, expected).allSatisfy(<=))
                #expect(expected.reduce(0, +) - outcome.allocation.reduce(0, +) == tie.seats)
            }
        }
        #expect(compared == 23)
    }

    private func counted(
        _ rule: Rule, _ votes: [Int], seats: Int, _ given: [String: Parameter.Value] = [:]
    ) throws -> Outcome {
        let groups = votes.enumerated().filter { $0.element > 0 }.map {
            Profile.Group(.choice($0.offset), count: $0.element)
        }
        let profile = try Profile(options: votes.count, groups: groups)
        let outcome = try rule.outcome(of: profile, seats: seats, given)
        #expect(Checker.check(outcome, against: profile) == .accepted)
        return outcome
    }
}
