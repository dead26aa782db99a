import Chance
import Testing

@testable import Tally

@Suite("Ranked pairs")
struct RankedPairsTests {
    /// The capital of Tennessee, Tideman's and everybody's example, by share of voters.
    @Test("takes duels in order of strength")
    func tennessee() throws {
        let profile = try BeatPathTests.profile(
            [(42, "ABCD"), (26, "BCDA"), (15, "CDBA"), (17, "DCBA")], options: 4)
        let outcome = try Rule.rankedPairs.outcome(of: profile, seats: 2)
        #expect(outcome.ranking == [[1], [2], [3], [0]] && outcome.winners == [1, 2])
        #expect(outcome.stages.contains(Stage("locked", [], ["duels": Fraction(6)])))
        let pairs = [[3, 4], [2, 3], [2, 4], [2, 1], [3, 1], [4, 1]].map { $0.map { Fraction($0) } }
        #expect(outcome.certificate.tables["pairs"] == pairs)
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }

    @Test("skips a duel that contradicts stronger ones, and names the chain")
    func skipped() throws {
        // A beats B 9 to 4, B beats C 8 to 5, C beats A 7 to 6.
        let profile = try BeatPathTests.profile([(5, "ABC"), (3, "BCA"), (4, "CAB"), (1, "ABC")], options: 3)
        let outcome = try Rule.rankedPairs.outcome(of: profile)
        #expect(outcome.ranking == [[0], [1], [2]])
        #expect(outcome.certificate.tables["pairs"]?.last == [3, 1, 2].map { Fraction($0) })
        let stage = Stage("skipped", [0, 1, 2], ["support": Fraction(7), "opposition": Fraction(6)])
        #expect(outcome.stages.contains(stage))
    }

    @Test("follows equally strong duels in every order, or the published list")
    func ties() throws {
        let cycle = try BeatPathTests.profile([(1, "ABC"), (1, "BCA"), (1, "CAB")], options: 3)
        let open = try Rule.rankedPairs.outcome(of: cycle)
        #expect(open.winners.isEmpty && open.ties == [Tie(options: [0, 1, 2], seats: 1)])
        #expect(open.alternatives == [[0], [1], [2]] && open.ranking == [[0, 1, 2]])
        let drawn = try Rule.rankedPairs.outcome(
            of: cycle, seats: 2, ["ties": .choice("drawn"), "drawn": .order([1, 2, 0])])
        // First B before C, then C before A; A before B is skipped.
        #expect(drawn.ranking == [[1], [2], [0]] && drawn.winners == [1, 2])
        let blank = try Profile(options: 3, ballots: [.blank])
        let equal = try Rule.rankedPairs.outcome(
            of: blank, ["ties": .choice("drawn"), "drawn": .order([1, 2, 0])])
        #expect(equal.ranking == [[1], [2], [0]])
    }

    @Test("says when there are too many ways, and drops what cannot matter")
    func tooMany() throws {
        // Twelve options that nobody ranks make 12! rankings, but only one way.
        let few = try Profile(options: 14, ballots: [.ranking([[0], [1]])])
        let outcome = try Rule.rankedPairs.outcome(of: few, seats: 3)
        #expect(outcome.winners == [0, 1] && outcome.alternatives.count == 12 && outcome.isComplete)
        let many = try Rule.rankedPairs.outcome(of: few, seats: 8)
        #expect(many.winners == [0, 1] && many.ties.first?.seats == 6)
        #expect(!many.isComplete && many.alternatives.isEmpty, "924 sets are too many to list")
        #expect(Checker.check(many, against: few) == .accepted)
        // A ring of nine: the duels of neighbours at each distance are equally strong.
        let ring = (0..<9).map { start in Ballot.ranking(Ranking(order: (0..<9).map { ($0 + start) % 9 })) }
        let turning = try Profile(options: 9, ballots: ring)
        let cyclic = try Rule.rankedPairs.outcome(of: turning)
        #expect(cyclic.ties == [Tie(options: Array(0..<9), seats: 1)])
        #expect(Checker.check(cyclic, against: turning) == .accepted)
    }

    /// Zavist and Tideman's stacks by the plainest definition, over all rankings.
    @Test("elects whom all rankings elect that some order of equal duels can end in")
    func stacks() throws {
        var contested = 0
        for seed in 1...Tier.current.randomElections {
            var dice = SeededRandom(UInt64(seed))
            let options = Int.random(in: 3...5, using: &dice)
            let ballots = (0..<Int.random(in: 1...5, using: &dice)).map { _ in
                Ranking(
                    order: (0..<options).shuffled(using: &dice).prefix(
                        Int.random(in: 2...options, using: &dice)))
            }
            let seats = Int.random(in: 1...options, using: &dice)
            let profile = try Profile(options: options, ballots: ballots.map { .ranking($0) })
            let pairwise = try Pairwise(profile, Parameters(of: .rankedPairs))
            let links = Links(pairwise, .winningVotes)
            let stacks = permutations(Array(0..<options)).filter { ranking in
                ranking.indices.allSatisfy { upper in
                    ranking.indices.allSatisfy { lower in
                        let against = links.levels[ranking[lower] * options + ranking[upper]]
                        guard upper < lower, against > 0 else { return true }
                        var reached: Set<Int> = [upper]
                        for place in upper + 1...lower {
                            let isReached = reached.contains {
                                links.levels[ranking[$0] * options + ranking[place]] >= against
                            }
                            if isReached { reached.insert(place) }
                        }
                        return reached.contains(lower)
                    }
                }
            }
            let sets = Set(stacks.map { $0.prefix(seats).sorted() })
            contested += sets.count > 1 ? 1 : 0
            let outcome = try Rule.rankedPairs.outcome(of: profile, seats: seats)
            let common = sets.reduce(Set(0..<options)) { $0.intersection($1) }
            #expect(Set(outcome.winners) == common, "seed \(seed)")
            #expect(Set(outcome.alternatives) == (sets.count > 1 ? sets : []), "seed \(seed)")
            #expect(Checker.check(outcome, against: profile) == .accepted, "seed \(seed)")
        }
        #expect(contested > 5)
    }
}
