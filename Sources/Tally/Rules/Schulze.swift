extension Rule {
    /// An option is preferred to another where a stronger chain of won duels leads to the other than back. Nobody
    /// is preferred to a winner.
    ///
    /// For several seats the rest is ranked in the same way, always by the chains among all options: first those
    /// whom nobody is preferred to, then those whom nobody left is preferred to. Options in one group of the
    /// ranking are a tie where they are more than the seats left.
    package static let schulze = Rule(
        id: "schulze",
        source: "Schulze 2011, Social Choice and Welfare 36",
        ballot: .ranking, reading: .pairs,
        parameters: [
            Parameter("strength", .choice(["winning-votes", "margins"]), .choice("winning-votes"))
        ] + Parameter.pairwise() + Parameter.tiesAtTheBorder,
        count: countSchulze, check: checkSchulze)
}

private func countSchulze(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    let pairwise = try Pairwise(profile, parameters)
    let measure = LinkMeasure(rawValue: parameters.word("strength")) ?? .winningVotes
    let paths = BeatPaths(Links(pairwise, measure))
    let ranking = paths.ranking
    let tieBreak = try TieBreak(parameters, options: profile.options)
    let places = RankedSeats(ranking, seats: pairwise.valid > 0 ? seats : 0, by: tieBreak)

    var stages = [Stage.notAdmitted(Array(0..<profile.options))]
    if pairwise.valid > 0 {
        stages = MajoritySets(pairwise).stages(pairwise)
        let losers = (0..<profile.options).filter { !places.winners.contains($0) }
        for winner in places.winners {
            stages += losers.filter { paths.prefers(winner, to: $0) }.map {
                paths.stage(from: winner, to: $0)
            }
        }
        stages += places.stages
    }
    return Outcome(
        rule: Rule.schulze.id, parameters: parameters, seats: seats, profile: profile, valid: pairwise.valid,
        winners: places.winners, ties: places.ties, ranking: ranking, stages: stages,
        certificate: Certificate(
            "schulze", paths.tables(measure).merging(["pairwise": pairwise.table]) { first, _ in first }))
}

extension BeatPaths {
    /// The chain in order, the votes on its weakest link and on that of the strongest chain back. Where these are
    /// equal, it is the votes against that decide.
    fileprivate func stage(from start: Int, to end: Int) -> Stage {
        let there = strength(start, to: end)
        let back = strength(end, to: start)
        var amounts = ["strength": Fraction(there?.votes ?? 0), "back": Fraction(back?.votes ?? 0)]
        let isNarrow = there?.votes == back?.votes
        if isNarrow {
            amounts["opposition"] = Fraction(there?.opposition ?? 0)
            amounts["back-opposition"] = Fraction(back?.opposition ?? 0)
        }
        let path = path(from: start, to: end)
        let kind = path.count == 2 ? "beats" : "beats-by-chain"
        return Stage(isNarrow ? kind + "-narrowly" : kind, path, amounts)
    }
}
