import Chance
import Testing

@testable import Tally

@Suite("Pairs")
struct PairwiseTests {
    /// Ballots of every kind: strict, shared, skipped and repeated ranks, blank and invalid ones, in groups of any size.
    private func profile(options: Int, seed: UInt64) throws -> Profile {
        var dice = SeededRandom(seed)
        let sizes = [1, 1, 1, 2, 100, 255, 256, 300, 1_000_000]
        let groups = (0..<60).map { _ in
            var ranks: [[Int]] = []
            for option in (0..<options).shuffled(using: &dice).prefix(dice.below(options + 1)) {
                switch dice.below(8) {
                case 0 where !ranks.isEmpty: ranks[ranks.count - 1].append(option)
                case 1 where dice.below(options) < 4: ranks += [[], [option]]
                case 2 where dice.below(options) < 2: ranks += [[option], [option]]
                default: ranks.append([option])
                }
            }
            let ballot: Ballot = dice.below(20) == 0 ? .blank : .ranking(Ranking(ranks))
            return Profile.Group(
                dice.below(20) == 0 ? .invalid : ballot, count: sizes[dice.below(sizes.count)])
        }
        return try Profile(options: options, groups: groups)
    }

    @Test(
        "are counted as the plainest loop counts them, for any number of options",
        arguments: [1, 2, 8, 31, 32, 33, 64, 65])
    func plainLoop(options: Int) throws {
        for (seed, unranked) in ["below", "no-opinion"].enumerated() {
            let profile = try profile(options: options, seed: UInt64(seed))
            let outcome = try Rule.copeland.outcome(
                of: profile,
                [
                    "unranked": .choice(unranked), "repeated": .choice(seed < 1 ? "first" : "invalid"),
                    "blank": .choice(seed < 1 ? "valid" : "invalid"),
                ])
            #expect(throws: Never.self) { try PairwiseCheck(outcome, profile) }
        }
    }

    @Test("stand for what the parameters say")
    func meaning() throws {
        let profile = try Profile(
            options: 4, ballots: [.ranking([[2], [], [0, 1]]), .ranking([[0], [1], [0]]), .blank])
        let below = try Pairwise(profile, Parameters(of: .schulze))
        #expect(below.valid == 3)
        #expect(below[2, over: 0] == 1 && below[0, over: 1] == 1 && below[1, over: 0] == 0)
        #expect(below[0, over: 3] == 2 && below[1, over: 3] == 2 && below[3, over: 2] == 0)
        #expect(below[1, over: 2] == 1)
        let strict = try Pairwise(
            profile,
            Parameters(
                of: .schulze,
                [
                    "unranked": .choice("no-opinion"), "repeated": .choice("invalid"),
                    "blank": .choice("invalid"),
                ]))
        #expect(strict.valid == 1)
        #expect(strict[2, over: 0] == 1 && strict[0, over: 3] == 0 && strict[0, over: 1] == 0)
    }

    @Test("are refused where there are too many options")
    func tooMany() throws {
        let rules: [(Rule, Int)] = [
            (.schulze, 1000), (.minimax, 1000), (.copeland, 1000), (.liquidFeedback, 1000),
            (.rankedPairs, 200),
            (.kemeny, 16),
        ]
        for (rule, most) in rules {
            #expect(throws: TallyError.tooMany(most)) {
                try rule.outcome(of: Profile(options: most + 1, ballots: []))
            }
        }
    }
}
