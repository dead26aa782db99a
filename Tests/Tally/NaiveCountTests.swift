import Chance
import Tally
import Testing

/// A second count in the plainest words, ballot by ballot with floating-point free pair comparisons.
@Suite("A small election")
struct NaiveCountTests {
    @Test("has the winners that a naive count finds", arguments: [Rule.approval, Rule.score])
    func seats(rule: Rule) throws {
        for seed in 1...Tier.current.randomElections {
            let election = try Election(rule, seed: seed)
            let outcome = try election.outcome()
            let (points, raters, valid) = naive(election)
            let measuresMean = election.parameters.word("measure") == "mean"
            let excludes = election.parameters.word("missing") == "excluded"
            let divisors = raters.map { measuresMean ? (excludes ? $0 : valid) : 1 }
            let able = (0..<election.options).filter { option in
                if valid == 0 || divisors[option] == 0 { return false }
                if let least = election.parameters.whole("raters"), raters[option] < least { return false }
                guard let share = election.parameters.share("share")?.small else { return true }
                return points[option] * share.denominator >= share.numerator * valid
            }
            let winners = able.filter { option in
                let rivals = able.filter { rival in
                    rival != option
                        && points[rival] * divisors[option] >= points[option] * divisors[rival]
                }
                return rivals.count < election.seats
            }
            #expect(Set(outcome.winners) == Set(winners), "seed \(seed)")
            #expect(outcome.valid == valid, "seed \(seed)")
        }
    }

    @Test("is adopted when a naive count of yes and no says so")
    func yesNo() throws {
        for seed in 1...Tier.current.randomElections {
            let election = try Election(.yesNo, seed: seed)
            let given = election.parameters
            let yes = election.ballots.count { $0 == .choice(0) }
            let no = election.ballots.count { $0 == .choice(1) }
            let bases = ["valid": yes + no, "cast": election.ballots.count, "eligible": election.eligible]
            let base = bases[given.word("base")] ?? 0
            let threshold = try #require(given.share("threshold")?.small)
            let surplus = yes * threshold.denominator - base * threshold.numerator
            var adopted =
                yes != no && base > 0
                && (surplus > 0 || surplus == 0 && given.word("comparison") == "at-least")
            let counts = ["turnout-quorum": election.ballots.count, "approval-quorum": yes]
            for (name, count) in counts {
                guard let quorum = given.share(name)?.small else { continue }
                adopted = adopted && count * quorum.denominator >= quorum.numerator * election.eligible
            }
            if let quorum = given.share("rejection-quorum")?.small {
                adopted = adopted && no * quorum.denominator < quorum.numerator * election.eligible
            }
            #expect(try election.outcome().winners == (adopted ? [0] : []), "seed \(seed)")
        }
    }

    private func naive(_ election: Election) -> (points: [Int], raters: [Int], valid: Int) {
        var points = [Int](repeating: 0, count: election.options)
        var raters = points
        var valid = 0
        for ballot in election.ballots {
            var scores = [Int?](repeating: nil, count: election.options)
            switch ballot {
            case .approvals(let marked): for option in marked { scores[option] = 1 }
            case .scores(let given): scores = given
            case .blank: break
            default: continue
            }
            let marks = scores.count { $0 != nil }
            if marks > election.parameters.whole("most") ?? election.options { continue }
            if marks == 0, election.parameters.word("blank") == "invalid" { continue }
            if scores.contains(where: { $0 == -1 || $0 == 6 }) { continue }
            valid += 1
            for (option, score) in scores.enumerated() {
                guard let score else { continue }
                points[option] += score
                raters[option] += 1
            }
        }
        return (points, raters, valid)
    }
}
