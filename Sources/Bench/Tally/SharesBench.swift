import BallotFiles
import Tally

extension TallyBench {
    /// Equal shares of a city's budget: Łódź 2022, beside pabutools.
    func budgets() throws {
        report.attempt("equal shares, Łódź 2022") {
            let path = try election("pb/poland_lodz_2022.pb")
            let (reading, file) = try Timing.of { try read(path) }
            report.time("reading Łódź 2022", reading, atMost: 100)
            let (none, outcome) = try Timing.of { try Rule.equalShares.outcome(of: file.profile) }
            let (add1, raised) = try Timing.of {
                try Rule.equalShares.outcome(of: file.profile, ["completion": .choice("add1")])
            }
            report.time("equal shares, Łódź 2022 in memory", none, atMost: 50)
            report.attempt("  pabutools 1.2.3") {
                let answer = try peers.timed("pabutools", path)
                report.peer(
                    "pabutools 1.2.3", seconds: answer.counting ?? 0, ours: none,
                    agrees: Set(answer.elected ?? []) == Set(outcome.winners.map { file.ids[$0] }))
                report.peer(
                    "pabutools 1.2.3, reading", seconds: answer.reading ?? 0, ours: reading)
            }
            line("  outcome", funded(outcome, file))
            report.time("equal shares with add1, Łódź 2022 in memory", add1, atMost: 2_000)
            line("  pabutools 1.2.3", "not run; note: about 30 min = 59 × 31 s (counting.md, section 5)")
            line("  outcome", funded(raised, file))
        }
    }

    private func funded(_ outcome: Outcome, _ file: BallotFile) -> String {
        let cost = outcome.winners.map { file.profile.budget?.costs[$0] ?? 0 }.reduce(0, +)
        return "\(outcome.winners.count) projects for \(cost), \(outcome.ties.count) ties"
    }

    /// A committee by equal shares, beside abcvoting.
    func committees() throws {
        var random = RandomBallots()
        let ballots = random.approvals(60_000, options: 80)
        let profile = try Profile(options: 80, ballots: ballots.map { .approvals($0) })
        let (timing, outcome) = try Timing.of {
            try Rule.equalSharesCommittee.outcome(of: profile, seats: 10)
        }
        report.time("equal shares, 10 of 80 by 60,000 voters in memory", timing, atMost: 1_000)
        guard isSlow else {
            line("  abcvoting 2.19.2", "left out without --slow; note: 158–166 s (counting.md, section 1)")
            return
        }
        report.attempt("  abcvoting 2.19.2") {
            let path = try write("\(ballots)", to: "approvals.json")
            let answer = try peers.timed("abcvoting", path, "10", limit: 1_200)
            report.peer(
                "abcvoting 2.19.2", seconds: answer.counting ?? 0, ours: timing,
                agrees: Set(answer.elected ?? []) == Set(outcome.winners.map(String.init)))
        }
    }
}
