extension Rule {
    /// Each voter ranks options; the option with the fewest votes leaves, and its ballots go to the next one.
    ///
    /// With one seat, more than half of the votes still in the count elect; with `stop` = `two-left` only
    /// when no more than two options are left. With several seats options leave until as many are left as
    /// seats; there is no quota. `batch` = `losers` lets options leave together whose votes all together are
    /// fewer than the next option's. Ranks left empty after the last one used mean nothing. `skipped` =
    /// `end-at-two` ends a ballot at two empty ranks that follow each other; `equal` = `end-if-several` lets
    /// a shared rank count while at most one of its options is left. A ballot on which nothing counts is
    /// invalid.
    package static let instantRunoff = Rule(
        id: "instant-runoff",
        source: "Ware 1871; names of the parameters as in RCTab 2.0",
        ballot: .ranking, reading: .papers,
        parameters: PreferenceReader.parameters(
            standard: "skip", equal: ["end", "skip", "end-if-several", "invalid"])
            + [
                Parameter("stop", .choice(["majority", "two-left"]), .choice("majority")),
                Parameter("batch", .choice(["none", "losers"]), .choice("none")),
            ] + Parameter.ties(),
        count: countInstantRunoff, check: checkInstantRunoff)
}

private func countInstantRunoff(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    let majorityAt = parameters.word("stop") == "majority" ? profile.options : 2
    let terms = TransferTerms(
        try Papers(profile, parameters), options: profile.options, seats: seats,
        ties: try TieOrder(parameters, options: profile.options),
        batch: parameters.word("batch") == "losers" ? .losers : .none,
        majorityAt: seats == 1 ? majorityAt : 0)
    return try terms.outcome(of: Rule.instantRunoff.id, parameters, profile)
}
