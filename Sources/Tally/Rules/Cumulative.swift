extension Rule {
    /// Each voter shares out at most `points` points among the options; the most points get the seats.
    ///
    /// `most` is how many of them one option may get from a ballot. Points left over are lost. A ballot that
    /// spends more than allowed, or less than nothing, is invalid or stops the count, as `overmarked` says. No
    /// points and 0 points are the same; a ballot without points is blank.
    package static let cumulative = Rule(
        id: "cumulative",
        source: "Marshall 1853, Minorities and majorities; Sawyer & MacRae 1962, Am. Pol. Sci. Review 56",
        ballot: .scores,
        parameters: [
            Parameter("points", .whole(1...1_000_000), .whole(10)),
            Parameter("most", .whole(1...1_000_000), .none),
            Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("invalid")),
        ] + Parameter.tiesAtTheBorder,
        count: countCumulative, check: checkCumulative)
}

private func countCumulative(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard let points = parameters.whole("points") else { throw .badParameter("points") }
    let bounds = 0...min(points, parameters.whole("most") ?? points)
    return try countSpending(.cumulative, profile, parameters, seats) { scores in
        isWithin(bounds, scores) && scores.reduce(0) { $0 + ($1 ?? 0) } <= points
    }
}

/// Sums what voters spend on the options, where only `allowed` ballots count.
func countSpending(
    _ rule: Rule, _ profile: Profile, _ parameters: Parameters, _ seats: Int,
    allowed: ([Int?]) -> Bool
) throws(TallyError) -> Outcome {
    let (sums, valid) = try profile.sumScores(
        parameters, allowed: allowed, isBlank: { $0.allSatisfy { ($0 ?? 0) == 0 } })
    let seating = try Seating(
        totals: sums.map { Fraction($0.points) },
        admitted: [Bool](repeating: valid > 0, count: profile.options), seats: seats,
        by: TieBreak(parameters, options: profile.options))
    return Outcome(rule, parameters, seats: seats, profile, valid: valid, seating, .sums(sums))
}
