extension Rule {
    /// Each voter marks one option; the options with the most marks get the seats.
    ///
    /// With several seats this is the single non-transferable vote. `blank` says whether a ballot without a
    /// mark is valid, which counts in the base of `share`, the least share of the valid ballots.
    package static let plurality = Rule(
        id: "plurality",
        source:
            "BWahlG s. 5 (single seats); Grofman et al. 1999, Elections in Japan, Korea and Taiwan (SNTV)",
        ballot: .choice,
        parameters: [
            Parameter("blank", .choice(["valid", "invalid"]), .choice("invalid")),
            Parameter("share", .share, .none),
        ] + Parameter.tiesAtTheBorder,
        count: countPlurality, check: checkPlurality)
}

private func countPlurality(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    try countMarks(.plurality, profile, parameters, seats, most: 1)
}

private func checkPlurality(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    try checkMarks(outcome, profile, of: .choice, most: 1)
}
