import Chance
import Testing

@testable import Tally

@Suite("Equal shares")
struct SharesTests {
    /// A random election with costs and limits that make raises long and uneven.
    static func ground(_ seed: Int) throws -> (SharesGround, limit: Int) {
        var dice = SeededRandom(UInt64(seed))
        let options = Int.random(in: 1...6, using: &dice)
        let ballots = (0..<Int.random(in: 1...9, using: &dice)).map { _ in
            Ballot.scores((0..<options).map { _ in Int.random(in: 0...5, using: &dice) * dice.below(2) })
        }
        let costs = (0..<options).map { _ in Int.random(in: 1...400, using: &dice) }
        let limit = Int.random(in: 1...900, using: &dice)
        let profile = try Profile(
            options: options, budget: .init(limit: limit, costs: costs), ballots: ballots)
        let utility = ["cost", "count", "points"][dice.below(3)]
        let parameters = try Parameters(of: .equalShares, ["utility": .choice(utility)])
        let support = try Support(profile, parameters, takesPoints: true, weighsPoints: utility == "points")
        let worth = utility == "cost" ? costs : costs.map { _ in 1 }
        return (SharesGround(support: support, costs: costs, worth: worth, most: .max), limit)
    }

    @Test("raised in jumps buys the same as step by step", arguments: [false, true])
    func jumps(exhaustive: Bool) throws {
        var (steps, runs) = (0, 0)
        for seed in 1...Tier.current.fewElections {
            let (ground, limit) = try Self.ground(seed)
            let ties = try DrawnOrder(try Parameters(of: .equalShares), votes: ground.support.votes)
            let start = try #require(Fraction(limit, max(1, ground.support.valid)))
            let stop = exhaustive ? SharesRaise.Stop.exhaustive(limit: limit) : .overspend(limit: limit)
            let raise = try SharesRaise(ground, start: start, increment: .one, stop: stop, ties)
            for run in raise.runs {
                runs += 1
                for number in run.first...run.last {
                    steps += 1
                    let course = SharesCourse(ground, start: start + Fraction(number), keepsDetails: false)
                    let ways = CommitteeWays(from: course, ties)
                    #expect(
                        ways.steps.map(\.option) == run.trace.map(\.option), "seed \(seed), raise \(number)")
                    let ends = ways.ends.map { SharesRaise.verdict($0.course.taken, ground, stop) }
                    #expect(ends.contains(.going) == (number < raise.runs.last?.last ?? 0), "seed \(seed)")
                }
            }
        }
        #expect(runs < steps)
    }

    @Test("pays each option exactly, nobody more than there is, and the least in relation to its worth")
    func prices() throws {
        for seed in 1...Tier.current.fewElections {
            let (ground, limit) = try Self.ground(seed)
            let support = ground.support
            var money = support.weights.map { _ in Fraction(numerator: limit, over: max(1, support.valid)) }
            var course = SharesCourse(ground, start: money.first ?? .zero, keepsDetails: true)
            while true {
                let tied = course.candidates()
                let offers = support.supported.filter { !course.taken.contains($0) }.map { option in
                    (option: option, rho: Self.rho(option, ground, money))
                }
                let best = offers.compactMap(\.rho).min()
                #expect(
                    tied == offers.filter { $0.rho != nil && $0.rho == best }.map(\.option), "seed \(seed)")
                guard let option = tied.first, let best else { break }
                let purchase = course.take(option)
                #expect(purchase.price == best * Fraction(ground.worth[option]), "seed \(seed)")
                for block in support.blocks[option] {
                    for voter in block.voters {
                        let due = best * Fraction(ground.worth[option] * block.points)
                        money[Int(voter)] -= min(due, money[Int(voter)])
                    }
                }
            }
        }
    }

    /// The least price for a unit of worth at which the supporters together pay the cost, by trying every number
    /// of poor ones.
    private static func rho(_ option: Int, _ ground: SharesGround, _ money: [Fraction]) -> Fraction? {
        let supporters = ground.support.blocks[option].flatMap { block in
            block.voters.map { voter in
                (
                    has: money[Int(voter)], worth: Fraction(block.points * ground.worth[option]),
                    count: Fraction(ground.support.weights[Int(voter)])
                )
            }
        }.sorted { $0.has / $0.worth < $1.has / $1.worth }
        let cost = Fraction(ground.costs[option])
        for poor in supporters.indices {
            let paid = supporters[..<poor].reduce(Fraction.zero) { $0 + $1.has * $1.count }
            let rich = supporters[poor...].reduce(Fraction.zero) { $0 + $1.worth * $1.count }
            let rho = (cost - paid) / rich
            let total = supporters.reduce(Fraction.zero) { $0 + min($1.has, $1.worth * rho) * $1.count }
            if !rho.isNegative, total == cost { return rho }
        }
        return nil
    }

    @Test("keeps exact amounts where they need hundreds of digits")
    func digits() throws {
        var dice = SeededRandom(5)
        let ballots = (0..<150).map { _ in Ballot.approvals((0..<40).filter { _ in dice.below(3) == 0 }) }
        let costs = (0..<40).map { _ in Int.random(in: 1_000_000_000_000...9_000_000_000_000, using: &dice) }
        let profile = try Profile(
            options: 40, budget: .init(limit: 90_000_000_000_000, costs: costs), ballots: ballots)
        let outcome = try Rule.equalShares.outcome(of: profile)
        #expect(outcome.winners.count > 5)
        #expect(Checker.check(outcome, against: profile) == .accepted)
        let longest =
            outcome.certificate.tables["payers"]?.compactMap { $0[3]?.description.utf8.count }.max() ?? 0
        #expect(longest > 40)
    }

    @Test(
        "counts with the largest numbers of ballots and money",
        arguments: ["none", "add1", "add1u", "utilitarian", "phragmen"])
    func largest(completion: String) throws {
        let many = Profile.mostBallots / 4
        let budget = Profile.Budget(
            limit: Profile.mostMoney,
            costs: [Profile.mostMoney, Profile.mostMoney / 3, 7, Profile.mostMoney / 2])
        let profile = try Profile(
            options: 4, budget: budget,
            groups: [
                .init(.approvals([0, 1]), count: many), .init(.approvals([1, 2]), count: many - 1),
                .init(.approvals([2]), count: 1), .init(.approvals([3]), count: 2 * many),
            ])
        let outcome = try Rule.equalShares.outcome(of: profile, ["completion": .choice(completion)])
        #expect(outcome.winners.contains(2) && outcome.winners.contains(3))
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }
}
