extension Rule {
    /// Each voter gives options a score from `lowest` to `highest`; the highest sums or means get the seats.
    ///
    /// `missing` says what an option without a score on a valid ballot gets: 0 points, or nothing, so that a
    /// mean divides by those who rated it. An option rated on fewer than `raters` ballots is not elected.
    /// A ballot with a score out of bounds is invalid or stops the count, as `overmarked` says.
    package static let score = Rule(
        id: "score",
        source: "Smith 2000, Range voting; means compared by cross-multiplication",
        ballot: .scores,
        parameters: [
            Parameter("measure", .choice(["sum", "mean"]), .choice("sum")),
            Parameter("lowest", .whole(-1_000_000...1_000_000), .whole(0)),
            Parameter("highest", .whole(-1_000_000...1_000_000), .whole(5)),
            Parameter("missing", .choice(["zero", "excluded"]), .choice("zero")),
            Parameter("raters", .whole(1...Profile.mostBallots), .none),
            Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("valid")),
        ] + Parameter.tiesAtTheBorder,
        count: countScore, check: checkScore)
}

private func countScore(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard let lowest = parameters.whole("lowest"), let highest = parameters.whole("highest"), lowest < highest
    else { throw .badParameter("lowest") }
    let (sums, valid) = try profile.sumScores(parameters, allowed: { isWithin(lowest...highest, $0) })
    let conditions = sums.raterConditions(parameters)
    let totals = sums.map { sum -> Fraction? in
        guard parameters.word("measure") == "mean" else { return Fraction(sum.points) }
        return Fraction(sum.points, parameters.word("missing") == "zero" ? valid : sum.ballots)
    }
    let seating = try Seating(
        totals: totals,
        admitted: sums.indices.map { valid > 0 && (conditions.isEmpty || conditions[$0].met) }, seats: seats,
        by: TieBreak(parameters, options: profile.options))
    return Outcome(
        .score, parameters, seats: seats, profile, valid: valid, seating, conditions: conditions,
        .sums(sums))
}
