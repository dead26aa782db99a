import Chance
import Testing

@testable import Tally

@Suite("Approvals that were missing")
struct MissingApprovalsTests {
    @Test("are counted in a small case")
    func small() throws {
        let profile = try Profile(
            options: 2, budget: .init(limit: 10, costs: [10, 10]),
            groups: [
                .init(.approvals([0]), count: 5), .init(.approvals([1]), count: 3), .init(.blank, count: 4),
            ])
        let greedy = try Rule.greedyBudget.missingApprovals(
            for: 1, in: profile, try Parameters(of: .greedyBudget))
        #expect(greedy == MissingApprovals(count: 3, isSmallest: true), "with 6 it has more than 5")
        #expect(
            try Rule.greedyBudget.missingApprovals(for: 0, in: profile, try Parameters(of: .greedyBudget))
                == nil)
        // Each of the 12 has 10/12: all of them have to want the same.
        let shares = try Rule.equalShares.missingApprovals(
            for: 1, in: profile, try Parameters(of: .equalShares))
        #expect(shares == MissingApprovals(count: 9, isSmallest: true))
    }

    @Test("are enough, and fewer never are", arguments: Rule.all.filter { $0.aim == .budget })
    func brute(rule: Rule) throws {
        var found = 0
        for seed in 1...Tier.current.randomElections {
            let election = try Election(rule, seed: seed)
            let profile = try election.profile()
            guard election.ballots.count <= 6, let winners = try? election.outcome().winners else { continue }
            for option in 0..<election.options {
                let missing = try rule.missingApprovals(for: option, in: profile, election.parameters)
                if winners.contains(option) {
                    #expect(missing == nil, "seed \(seed)")
                    continue
                }
                let least = try Self.least(election, option)
                if let missing {
                    found += 1
                    let least = try #require(least, "seed \(seed)")
                    #expect(
                        missing.isSmallest ? missing.count == least : missing.count >= least, "seed \(seed)")
                }
            }
        }
        #expect(found > 5)
    }

    /// The smallest number of ballots that must mark the option in addition, by trying all sets of ballots.
    private static func least(_ election: Election, _ option: Int) throws -> Int? {
        // Without a limit on marks, since the limit does not bind those added.
        let most = election.parameters.whole("most") ?? election.options
        let blank = election.parameters.word("blank") == "invalid"
        let places = election.ballots.indices.filter { place in
            switch election.ballots[place] {
            case .approvals(let marked):
                marked.count <= most && !marked.contains(option) && !(blank && marked.isEmpty)
            case .blank: !blank
            default: false
            }
        }
        var least: Int?
        for choice in 1..<(1 << places.count) where choice.nonzeroBitCount < least ?? Int.max {
            var ballots = election.ballots.map { ballot in
                if case .approvals(let marked) = ballot, marked.count > most {
                    Ballot.invalid
                } else {
                    ballot
                }
            }
            for (bit, place) in places.enumerated() where choice >> bit & 1 == 1 {
                if case .approvals(let marked) = ballots[place] {
                    ballots[place] = .approvals((marked + [option]).sorted())
                } else {
                    ballots[place] = .approvals([option])
                }
            }
            var values = election.parameters.values
            values["most"] = Parameter.Value.none
            let outcome = try election.rule.count(
                election.profile(ballots), Parameters(of: election.rule, values), 1)
            if outcome.winners.contains(option) { least = choice.nonzeroBitCount }
        }
        return least
    }
}
