import Chance
import Tally
import Testing

@Suite("Every rule with transfers")
struct TransferLaws {
    static let rules = TransferTests.rules

    /// A coalition in a random election: `size` voters put the options of `set` before all others.
    private struct Coalition {
        let set: [Int]
        let size: Int
        let seats: Int
        let profile: Profile

        init(seed: Int, oneSeat: Bool) throws {
            var dice = SeededRandom(UInt64(seed))
            let options = Int.random(in: 2...6, using: &dice)
            let set = Array(
                (0..<options).shuffled(using: &dice).prefix(Int.random(in: 1...options, using: &dice)))
            let size = Int.random(in: 1...40, using: &dice)
            var ballots: [Ballot] = []
            for voter in 0..<(size + Int.random(in: 0...40, using: &dice)) {
                let others = (0..<options).filter { voter >= size || !set.contains($0) }.shuffled(
                    using: &dice)
                let first = voter < size ? set.shuffled(using: &dice) : []
                let rest = others.prefix(Int.random(in: 0...others.count, using: &dice))
                ballots.append(
                    first.isEmpty && rest.isEmpty ? .blank : .ranking(Ranking(order: first + rest)))
            }
            seats = oneSeat ? 1 : Int.random(in: 1...min(4, options), using: &dice)
            profile = try Profile(options: options, ballots: ballots)
            (self.set, self.size) = (set, size)
        }

        /// How many seats so many voters deserve: one for each whole quota, with what rounding can cost.
        func deserved(_ outcome: Outcome, loss: Fraction) -> Int {
            let quota = Fraction(outcome.valid) / Fraction(seats + 1)
            let seats = (1...seats).filter { quota * Fraction($0) + loss < Fraction(size) }.count
            return min(seats, set.count)
        }
    }

    /// Droop proportionality for solid coalitions; with one seat the mutual majority criterion. Source:
    /// Woodall 1994.
    @Test("gives a solid coalition the seats that its quotas deserve", arguments: rules)
    func proportionality(rule: Rule) throws {
        for seed in 1...Tier.current.randomElections {
            let coalition = try Coalition(seed: seed, oneSeat: rule.id == "instant-runoff")
            let outcome = try rule.outcome(of: coalition.profile, seats: coalition.seats)
            // Whole quotas are up to one vote larger; two decimals lose up to a hundredth of a vote a paper.
            let perSeat = ["scottish-stv": 2, "wigm-stv": 1, "ers97-stv": 2][rule.id] ?? 0
            let loss = Fraction(perSeat * coalition.seats) + (Fraction(1, 1000) ?? Fraction(0))
            let deserved = coalition.deserved(outcome, loss: loss)
            for winners in outcome.alternatives.isEmpty ? [outcome.winners] : outcome.alternatives {
                #expect(winners.filter { coalition.set.contains($0) }.count >= deserved, "seed \(seed)")
            }
        }
    }

    @Test("elects an option that more than half of the voters put first", arguments: rules)
    func majority(rule: Rule) throws {
        for seed in 1...Tier.current.randomElections {
            let election = try Election(rule, seed: seed)
            let outcome = try election.outcome()
            guard let first = outcome.stages.first, first.kind == "first" else { continue }
            for option in 0..<election.options {
                guard let votes = first.totals[option], votes + votes > Fraction(outcome.valid) else {
                    continue
                }
                #expect(outcome.winners.contains(option), "seed \(seed)")
            }
        }
    }

    @Test("neither wins nor loses a vote at any moment of any way", arguments: rules)
    func conservation(rule: Rule) throws {
        for seed in 1...Tier.current.randomElections {
            #expect(try Election(rule, seed: seed).outcome().isConserved, "seed \(seed)")
        }
    }

    @Test("fills all seats on every way", arguments: rules)
    func seats(rule: Rule) throws {
        for seed in 1...Tier.current.randomElections {
            let outcome = try Election(rule, seed: seed).outcome()
            guard outcome.valid > 0 else { continue }
            #expect(outcome.winners.count + (outcome.ties.first?.seats ?? 0) == outcome.seats, "seed \(seed)")
            #expect(outcome.alternatives.allSatisfy { $0.count == outcome.seats }, "seed \(seed)")
        }
    }

    /// Source: Tideman 1987.
    @Test("elects by an instant runoff the same option, or its clone, after an option was cloned")
    func clones() throws {
        for seed in 1...Tier.current.randomElections {
            var dice = SeededRandom(UInt64(seed))
            let options = Int.random(in: 2...5, using: &dice)
            let orders = (0..<Int.random(in: 1...15, using: &dice)).map { _ in
                (0..<options).shuffled(using: &dice)
            }
            // The last option gets a clone, ranked right before or after it.
            let cloned = orders.map { order in
                order.flatMap { option in
                    option == options - 1 ? [option, options].shuffled(using: &dice) : [option]
                }
            }
            let before = try possible(orders, options)
            let after = try possible(cloned, options + 1)
            #expect(Set(after.map { min($0, options - 1) }) == before, "seed \(seed)")
        }
    }

    private func possible(_ orders: [[Int]], _ options: Int) throws -> Set<Int> {
        let profile = try Profile(options: options, ballots: orders.map { .ranking(Ranking(order: $0)) })
        let outcome = try Rule.instantRunoff.outcome(of: profile)
        return Set(outcome.winners + outcome.ties.flatMap(\.options))
    }
}
