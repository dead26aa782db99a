import Chance
import Testing

@testable import Tally

@Suite("A budget")
struct FundTests {
    /// Alice's 3 voters want A (6) and B (4), Bob's 2 voters want C (4); the limit is 10.
    static func profile(_ limit: Int = 10) throws -> Profile {
        try Profile(
            options: 3, budget: .init(limit: limit, costs: [6, 4, 4]),
            groups: [.init(.approvals([0, 1]), count: 3), .init(.approvals([2]), count: 2)])
    }

    @Test("by the most votes goes to the largest group alone")
    func greedy() throws {
        let outcome = try Rule.greedyBudget.outcome(of: try Self.profile())
        #expect(outcome.winners == [0, 1] || outcome.winners == [1, 0])
        #expect(
            outcome.conditions.map(\.met) == [false],
            "2 of 5 voters are owed 4, which pays for C")
    }

    @Test("by equal shares pays for something that each group wants")
    func shares() throws {
        let outcome = try Rule.equalShares.outcome(of: try Self.profile())
        // Each voter has 2. A costs Alice's voters 2 each for a worth of 6, C costs Bob's 2 each for 4.
        #expect(outcome.winners == [2])
        #expect(Set(outcome.alternatives) == [[0, 2], [1, 2]], "A and B cost 1/3 for each unit of money")
        let count = try Rule.equalShares.outcome(of: try Self.profile(), ["utility": .choice("count")])
        #expect(count.winners == [1, 2])
    }

    @Test(
        "stops at the first option that costs too much, or goes on without it",
        arguments: [(word: "stop", winners: [0]), (word: "skip", winners: [0, 2])])
    func unaffordable(word: String, winners: [Int]) throws {
        let profile = try Profile(
            options: 3, budget: .init(limit: 5, costs: [3, 4, 2]),
            groups: [
                .init(.approvals([0]), count: 5), .init(.approvals([1]), count: 4),
                .init(.approvals([2]), count: 1),
            ])
        let given: [String: Parameter.Value] = ["unaffordable": .choice(word)]
        #expect(try Rule.greedyBudget.outcome(of: profile, given).winners == winners)
        #expect(try Rule.phragmenBudget.outcome(of: profile, given).winners == winners)
    }

    @Test(
        "funds options only from the threshold on",
        arguments: [(least: 3, winners: [0, 1]), (least: 4, winners: [])])
    func threshold(least: Int, winners: [Int]) throws {
        let outcome = try Rule.greedyBudget.outcome(of: try Self.profile(), ["threshold": .whole(least)])
        #expect(outcome.winners.sorted() == winners)
        #expect(
            outcome.conditions.dropLast().map(\.met) == [winners.contains(0), winners.contains(1), false])
    }

    @Test("names a group that is cheated")
    func cheated() throws {
        let profile = try Profile(
            options: 2, budget: .init(limit: 10, costs: [10, 2]),
            groups: [.init(.approvals([0]), count: 3), .init(.approvals([1]), count: 2)])
        let outcome = try Rule.greedyBudget.outcome(of: profile)
        #expect(outcome.winners == [0])
        #expect(outcome.conditions.map(\.met) == [false], "2 of 5 voters are owed 4 and would have had 2")
        #expect(try Rule.equalShares.outcome(of: profile).conditions.map(\.met) == [true])
    }

    @Test("reads points as marks where they are not weighed, and refuses none but negative ones")
    func points() throws {
        let budget = Profile.Budget(limit: 4, costs: [4, 4])
        let profile = try Profile(
            options: 2, budget: budget,
            ballots: [.scores([3, nil]), .scores([0, 1]), .scores([nil, 1]), .scores([-1, 1])])
        #expect(try Rule.greedyBudget.outcome(of: profile, ["measure": .choice("votes")]).winners == [1])
        let weighed = try Rule.greedyBudget.outcome(of: profile, ["measure": .choice("points")])
        #expect(weighed.winners == [0])
        #expect(weighed.invalid == 1)
    }

    @Test(
        "is never overspent, and nothing is funded that nobody wants",
        arguments: Rule.all.filter { $0.aim == .budget })
    func limit(rule: Rule) throws {
        for seed in 1...Tier.current.fewElections {
            let election = try Election(rule, seed: seed)
            let outcome = try election.outcome()
            let support = try Support(try election.profile(), election.parameters, takesPoints: true)
            for set in outcome.committees {
                let spent = set.reduce(0) { $0 + (election.budget?.costs[$1] ?? 0) }
                #expect(spent <= election.budget?.limit ?? 0, "seed \(seed)")
                #expect(set.allSatisfy { support.votes[$0] > 0 }, "seed \(seed)")
            }
        }
    }

    @Test("by equal shares cheats no group, and is exhausted where it is filled up")
    func fairness() throws {
        for seed in 1...Tier.current.fewElections {
            for completion in ["none", "utilitarian", "add1", "add1u", "phragmen"] {
                let election = try Election(.equalShares, seed: seed)
                let outcome = try Rule.equalShares.outcome(
                    of: try election.profile(), ["completion": .choice(completion)])
                #expect(outcome.conditions.map(\.met) == [true], "seed \(seed)")
                guard completion.hasSuffix("u") || completion == "utilitarian", let budget = election.budget
                else {
                    continue
                }
                for set in outcome.committees {
                    let left = set.reduce(budget.limit) { $0 - budget.costs[$1] }
                    let votes = try Support(try election.profile(), outcome.parameters).votes
                    #expect(
                        budget.costs.indices.allSatisfy {
                            set.contains($0) || votes[$0] == 0 || budget.costs[$0] > left
                        }, "seed \(seed)")
                }
            }
        }
    }
}
