import BallotFiles
import Tally

extension TallyBench {
    /// Single transferable vote, beside pyrankvote and votelib.
    func transfers() throws {
        var random = RandomBallots()
        let orders = random.shortOrders(14_000, options: 12)
        let invented = try write(blt(orders, options: 12, seats: 4), to: "invented.blt")
        try scottish("Scottish STV, 14,000 × 12, 4 seats", invented, atMost: 10)
        for name in ["Linn", "Hillhead"] {
            report.attempt("Scottish STV, \(name) 2007") {
                try scottish("Scottish STV, \(name) 2007", election("stv/\(name)-2007.blt"))
            }
        }
        let profile = try Profile(orders: orders, options: 12)
        report.time(
            "Meek STV, 14,000 × 12, 4 seats",
            try Timing.of { try Rule.meekSTV.outcome(of: profile, seats: 4) }.timing)
    }

    private func scottish(_ name: String, _ path: String, atMost gate: Double? = nil) throws {
        let file = try read(path)
        let (timing, outcome) = try Timing.of {
            try Rule.scottishSTV.outcome(of: file.profile, seats: file.seats ?? 1)
        }
        report.time(name, timing, atMost: gate)
        for peer in ["pyrankvote", "votelib"] {
            report.attempt("  " + peer) {
                let answer = try peers.timed(peer, path, limit: 120)
                report.peer(peer, seconds: answer.counting ?? 0, ours: timing)
                if Set(answer.elected ?? []) != Set(outcome.winners.map { file.ids[$0] }) {
                    line("    elects others, by its own rules of transfer", "")
                }
            }
        }
    }
}
