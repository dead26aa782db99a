import Chance
import Tally
import Testing

/// A second count in the plainest words, ballot by ballot with floating-point free pair comparisons.
@Suite("A small election")
struct NaiveCountTests {
    @Test(
        "has the winners that a naive count finds",
        arguments: [Rule.plurality, .approval, .limited, .score, .cumulative, .quadratic])
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
                    let (mine, theirs) = (points[option] * divisors[rival], points[rival] * divisors[option])
                    return rival != option
                        && (theirs > mine || theirs == mine && !election.prefers(option, to: rival))
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
            case .choice(let option): scores[option] = 1
            case .approvals(let marked): for option in marked { scores[option] = 1 }
            case .scores(let given): scores = given
            case .blank: break
            default: continue
            }
            guard election.allows(scores) else { continue }
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

extension Election {
    /// Whether the tie policy puts one of two equal options before the other.
    fileprivate func prefers(_ option: Int, to rival: Int) -> Bool {
        switch parameters.word("ties") {
        case "drawn": (parameters.order("drawn") ?? []).first { $0 == option || $0 == rival } == option
        case "status-quo": parameters.option("status-quo") == option
        default: false
        }
    }

    /// Whether a ballot with these marks or points is valid.
    fileprivate func allows(_ scores: [Int?]) -> Bool {
        let given = scores.compactMap { $0 }
        let spends = rule.id == "cumulative" || rule.id == "quadratic"
        if parameters.word("blank") == "invalid", !given.contains(where: { !spends || $0 != 0 }) {
            return false
        }
        let most = parameters.whole("most")
        switch rule.id {
        case "approval": return given.count <= most ?? options
        case "limited": return given.count <= most ?? seats
        case "score": return !given.contains { $0 < 0 || $0 > 5 }
        case "cumulative": return !given.contains { $0 < 0 || $0 > most ?? 10 } && given.reduce(0, +) <= 10
        case "quadratic":
            if parameters.word("negative") == "forbidden", given.contains(where: { $0 < 0 }) { return false }
            return given.map { $0 * $0 }.reduce(0, +) <= 100
        default: return true
        }
    }
}
