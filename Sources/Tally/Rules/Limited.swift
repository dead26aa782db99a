extension Rule {
    /// Each voter marks at most `most` options; the options with the most marks get the seats.
    ///
    /// Without `most` a ballot may mark as many options as there are seats: the block vote. Fewer marks are
    /// always allowed. A ballot with more is invalid or stops the count, as `overmarked` says.
    package static let limited = Rule(
        id: "limited",
        source: "Lijphart, Lopez Pintor & Sone 1986, The limited vote and the single nontransferable vote",
        ballot: .approvals,
        parameters: [
            Parameter("most", .whole(1...10_000), .none),
            Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("invalid")),
        ] + Parameter.tiesAtTheBorder,
        count: countLimited, check: checkLimited)
}

private func countLimited(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    try countMarks(
        .limited, profile, parameters, seats, most: parameters.whole("most") ?? seats)
}

private func checkLimited(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    try checkMarks(
        outcome, profile, of: .approvals, most: outcome.parameters.whole("most") ?? outcome.seats)
}
