import Tally

extension TallyBench {
    /// Rules by pairs and by places: Schulze beside belenios-tool, Borda and Kemeny alone.
    func rankings() throws {
        var random = RandomBallots()
        let few = random.orders(100_000, options: 20)
        let (grouping, profile) = try Timing.of { try Profile(orders: few, options: 20) }
        let small = try schulze("Schulze, 100,000 × 20 rankings in memory", few, profile, atMost: 10)
        let many = random.orders(1_000_000, options: 20)
        let large = try schulze(
            "Schulze, 1,000,000 × 20 rankings in memory", many, try Profile(orders: many, options: 20),
            atMost: 100)
        line("  time for a ballot, 1,000,000 / 100,000", rounded(large.median / small.median / 10))
        report.time("making the profile, 100,000 × 20 rankings", grouping)
        report.time(
            "Borda, 100,000 × 20 rankings in memory",
            try Timing.of { try Rule.borda.outcome(of: profile) }.timing)
        let sixteen = try Profile(orders: random.orders(1_000, options: 16), options: 16)
        report.time(
            "Kemeny, 1,000 × 16 rankings in memory",
            try Timing.of { try Rule.kemeny.outcome(of: sixteen) }.timing)
    }

    private func schulze(
        _ name: String, _ orders: [[Int]], _ profile: Profile, atMost gate: Double
    ) throws -> Timing {
        let (timing, outcome) = try Timing.of { try Rule.schulze.outcome(of: profile) }
        report.time(name, timing, atMost: gate)
        report.attempt("  recount and belenios-tool, with their reading") {
            let whole = try whole(orders)
            report.time("  recount count, with its reading", whole)
            let (theirs, ranking) = try peers.belenios(orders, options: 20, folder: folder)
            report.peer(
                "belenios-tool, with its reading", seconds: theirs, ours: whole,
                agrees: ranking == outcome.ranking)
        }
        return timing
    }

    /// `recount count` from its start to its end, with reading and printing, as belenios-tool works.
    private func whole(_ orders: [[Int]]) throws -> Timing {
        let path = try write(blt(orders, options: 20, seats: 1), to: "rankings.blt")
        let runs = try (0..<5).map { _ in
            try peers.whole(recount, ["count", path, "--rule", "schulze"]).seconds * 1_000
        }
        return Timing(median: runs.sorted()[2], runs: runs.count)
    }

    func grades() throws {
        var random = RandomBallots()
        let ballots = random.grades(100_000, options: 20, highest: 5).map { Ballot.scores($0) }
        let profile = try Profile(options: 20, ballots: ballots)
        report.time(
            "majority judgment, 100,000 × 20 grades in memory",
            try Timing.of { try Rule.majorityJudgment.outcome(of: profile) }.timing)
    }
}
