extension Rule {
    /// Each voter buys votes for options, v votes for v² credits; the most votes get the seats.
    ///
    /// `negative` says whether votes against an option may be bought at the same price. Credits left over are
    /// lost. A ballot that spends more than `credits`, or votes against where that is forbidden, is invalid or
    /// stops the count, as `overmarked` says. No votes and 0 votes are the same; a ballot without votes is
    /// blank. Sound only where nobody can vote under several names.
    package static let quadratic = Rule(
        id: "quadratic",
        source: "Lalley & Weyl 2018, AEA Papers and Proceedings 108",
        ballot: .scores,
        parameters: [
            Parameter("credits", .whole(1...1_000_000), .whole(100)),
            Parameter("negative", .choice(["forbidden", "allowed"]), .choice("forbidden")),
            Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("invalid")),
        ] + Parameter.tiesAtTheBorder,
        count: countQuadratic, check: checkQuadratic)
}

private func countQuadratic(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard let credits = parameters.whole("credits") else { throw .badParameter("credits") }
    // More votes than credits can never be paid; up to there no square overflows.
    let bounds = (parameters.word("negative") == "allowed" ? -credits : 0)...credits
    return try countSpending(.quadratic, profile, parameters, seats) { scores in
        isWithin(bounds, scores) && scores.reduce(0) { $0 + ($1 ?? 0) * ($1 ?? 0) } <= credits
    }
}
