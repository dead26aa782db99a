extension Rule {
    /// The smallest worst defeat gets the first seat, and so on.
    ///
    /// `strength` says how a defeat is measured: by the votes for the winner; by these less the votes for the
    /// loser, below zero where an option wins every duel; or by the votes against an option in any duel, lost or
    /// not. An option that loses none has a worst defeat of 0 by winning votes.
    package static let minimax = Rule(
        id: "minimax",
        source: "Simpson 1969, Kramer 1977; measures as in Darlington 2016",
        ballot: .ranking, reading: .pairs,
        parameters: [
            Parameter(
                "strength", .choice(["winning-votes", "margins", "opposition"]), .choice("winning-votes"))
        ] + Parameter.pairwise() + Parameter.tiesAtTheBorder,
        count: countMinimax, check: checkMinimax)
}

private func countMinimax(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    let pairwise = try Pairwise(profile, parameters)
    let worst = (0..<profile.options).map { option in
        let duels = (0..<profile.options).filter { $0 != option }.map { other in
            let (against, support) = (pairwise[other, over: option], pairwise[option, over: other])
            return switch parameters.word("strength") {
            case "margins": against - support
            case "opposition": against
            default: against > support ? against : 0
            }
        }
        return duels.max() ?? 0
    }
    // Seats go to the highest totals, so count what is below zero and turn the sign back for people.
    let admitted = worst.map { _ in pairwise.valid > 0 }
    var seating = try Seating(
        totals: worst.map { Fraction(-$0) }, admitted: admitted, seats: seats,
        by: TieBreak(parameters, options: profile.options))
    seating.stages = seating.stages.map { stage in
        var stage = stage
        stage.totals = stage.totals.map { $0.map { -$0 } }
        stage.amounts = stage.amounts.mapValues { -$0 }
        return stage
    }
    return outcomeOfDuels(.minimax, parameters, seats, profile, pairwise, seating)
}
