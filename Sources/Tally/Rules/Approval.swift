extension Rule {
    /// Each voter marks any number of options; the options with the most marks get the seats.
    ///
    /// `most` is how many a ballot may mark; `overmarked` says whether a ballot with more is invalid or stops
    /// the count. With `share`, an option needs at least that share of the valid ballots.
    package static let approval = Rule(
        id: "approval",
        source: "Brams & Fishburn 1978, American Political Science Review 72",
        ballot: .approvals,
        parameters: [
            Parameter("most", .whole(1...10_000), .none),
            Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("valid")),
            Parameter("share", .share, .none),
        ] + Parameter.tiesAtTheBorder,
        count: countApproval, check: checkApproval)
}

private func countApproval(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    try countMarks(
        .approval, profile, parameters, seats, most: parameters.whole("most") ?? profile.options)
}

private func checkApproval(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    try checkMarks(
        outcome, profile, of: .approvals, most: outcome.parameters.whole("most") ?? profile.options)
}
