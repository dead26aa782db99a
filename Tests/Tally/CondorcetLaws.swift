import Chance
import Tally
import Testing

/// A random election of rankings, with few enough ballots for ties to be common.
struct RankingElection {
    let options: Int
    let ballots: [Ranking]

    init(seed: Int, isComplete: Bool = false) {
        var dice = SeededRandom(UInt64(seed))
        let options = Int.random(in: 2...6, using: &dice)
        self.options = options
        ballots = (0..<Int.random(in: 1...11, using: &dice)).map { _ in
            let order = (0..<options).shuffled(using: &dice)
            guard !isComplete else { return Ranking(order: order) }
            var groups = order.prefix(Int.random(in: 1...options, using: &dice)).map { [$0] }
            if groups.count > 1, Bool.random(using: &dice) {
                groups.replaceSubrange(0...1, with: [groups[0] + groups[1]])
            }
            return Ranking(groups)
        }
    }

    func outcome(_ rule: Rule, _ given: [String: Parameter.Value] = [:]) throws -> Outcome {
        try Self.outcome(rule, ballots, options: options, given)
    }

    static func outcome(
        _ rule: Rule, _ ballots: [Ranking], options: Int, seats: Int = 1,
        _ given: [String: Parameter.Value] = [:]
    ) throws -> Outcome {
        try rule.outcome(
            of: Profile(options: options, ballots: ballots.map { .ranking($0) }), seats: seats, given)
    }
}

extension Outcome {
    /// All who can win, however ties are settled.
    var possibleWinners: Set<Int> { Set(winners + ties.flatMap(\.options)) }

    fileprivate func stage(_ kind: String) -> Stage? { stages.first { $0.kind == kind } }
}

@Suite("A rule by pairs")
struct CondorcetLaws {
    static let margins: [String: Parameter.Value] = ["strength": .choice("margins")]
    static let rules: [(Rule, [String: Parameter.Value])] = [
        (.schulze, [:]), (.schulze, margins), (.rankedPairs, [:]), (.rankedPairs, margins), (.minimax, [:]),
        (.minimax, margins), (.copeland, [:]), (.kemeny, [:]),
    ]

    @Test("elects who wins every duel, and says so")
    func condorcet() throws {
        var found = 0
        for seed in 1...Tier.current.randomElections {
            let election = RankingElection(seed: seed)
            for (rule, given) in Self.rules {
                let outcome = try election.outcome(rule, given)
                guard let winner = outcome.stage("condorcet-winner") else { continue }
                found += 1
                #expect(outcome.winners == winner.options && outcome.ties.isEmpty, "\(rule), seed \(seed)")
                #expect(outcome.stage("smith-set")?.options == winner.options)
                #expect(outcome.stage("schwartz-set")?.options == winner.options)
            }
        }
        #expect(found > Tier.current.randomElections)
    }

    @Test("elects from the Smith set, and Schulze and ranked pairs from the Schwartz set")
    func smith() throws {
        for seed in 1...Tier.current.randomElections {
            let election = RankingElection(seed: seed)
            for (rule, given) in Self.rules where rule.id != "minimax" {
                let outcome = try election.outcome(rule, given)
                let smith = try #require(outcome.stage("smith-set"))
                let schwartz = try #require(outcome.stage("schwartz-set"))
                #expect(Set(schwartz.options).isSubset(of: smith.options))
                #expect(outcome.possibleWinners.isSubset(of: smith.options), "\(rule), seed \(seed)")
                guard rule.id == "schulze" else { continue }
                #expect(outcome.possibleWinners.isSubset(of: schwartz.options), "\(rule), seed \(seed)")
            }
        }
    }

    @Test("does not let an option lose or win by a clone of it")
    func clones() throws {
        for seed in 1...Tier.current.randomElections {
            let election = RankingElection(seed: seed)
            var dice = SeededRandom(UInt64(seed))
            let original = dice.below(election.options)
            let clone = election.options
            let ballots = election.ballots.map { ranking in
                Ranking(
                    ranking.groups.flatMap { group -> [[Int]] in
                        guard group.contains(original) else { return [group] }
                        guard group.count == 1 else { return [group + [clone]] }
                        return [[[original], [clone]], [[clone], [original]], [[original, clone]]][
                            dice.below(3)]
                    })
            }
            for (rule, given) in Self.rules where rule.id == "schulze" || rule.id == "ranked-pairs" {
                let before = try election.outcome(rule, given)
                let after = try RankingElection.outcome(
                    rule, ballots, options: election.options + 1, given)
                // Ranked pairs is proof against clones only where no duels are equally strong.
                if rule.id == "ranked-pairs", !before.ties.isEmpty || !after.ties.isEmpty { continue }
                let mapped = Set(after.possibleWinners.map { $0 == clone ? original : $0 })
                #expect(mapped == before.possibleWinners, "\(rule), seed \(seed)")
            }
        }
    }

    @Test("does not take the seat from a winner that somebody ranks higher")
    func monotony() throws {
        let rules = Self.rules + [(.minimax, ["strength": .choice("opposition")])]
        for seed in 1...Tier.current.randomElections {
            let election = RankingElection(seed: seed, isComplete: true)
            var dice = SeededRandom(UInt64(seed))
            let changed = dice.below(election.ballots.count)
            for (rule, given) in rules {
                guard let winner = try election.outcome(rule, given).winners.first else { continue }
                var ballots = election.ballots
                var order = ballots[changed].groups.map { $0[0] }
                let place = try #require(order.firstIndex(of: winner))
                order.remove(at: place)
                order.insert(winner, at: dice.below(place + 1))
                ballots[changed] = Ranking(order: order)
                let after = try RankingElection.outcome(rule, ballots, options: election.options, given)
                #expect(after.winners == [winner], "\(rule), seed \(seed)")
            }
        }
    }

    @Test("does not elect the same option when everybody turns the ranking round")
    func reversal() throws {
        for seed in 1...Tier.current.randomElections {
            let election = RankingElection(seed: seed, isComplete: true)
            let reversed = election.ballots.map { Ranking($0.groups.reversed()) }
            for (rule, given) in Self.rules where rule.id != "minimax" {
                guard let winner = try election.outcome(rule, given).winners.first else { continue }
                let outcome = try RankingElection.outcome(rule, reversed, options: election.options, given)
                #expect(!outcome.possibleWinners.contains(winner), "\(rule), seed \(seed)")
            }
        }
    }
}
