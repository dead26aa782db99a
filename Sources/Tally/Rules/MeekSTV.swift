extension Rule {
    /// Single transferable vote by Meek's method: each elected option keeps the same part of every vote that
    /// reaches it, just enough for the quota, and the rest goes on.
    ///
    /// The quota is V/(s+1) of the votes still in the count, each time they are shared out. The parts are
    /// adjusted until all surpluses together are less than 10^-`omega` or fall no more. With `arithmetic` =
    /// `decimal` everything has `decimals` places, what an option keeps is rounded up and the quota is cut
    /// off and one unit more: with 9 and omega 6 the Reference Meek Rule of the Proportional Representation
    /// Foundation, with omega 4 as in New Zealand. With `exact` votes and quota are exact, the quota must be
    /// exceeded, and only the kept parts are rounded up. `equal` = `split` divides a ballot among the options
    /// of a shared rank. A ballot on which nothing counts is invalid.
    package static let meekSTV = Rule(
        id: "meek-stv",
        source: "Hill, Wichmann & Woodall 1987, Computer Journal 30; PR Foundation, Reference Meek Rule 2010",
        ballot: .ranking, reading: .papers,
        parameters: PreferenceReader.parameters(
            standard: "skip", equal: ["split", "end", "skip", "invalid"])
            + [
                Parameter("arithmetic", .choice(["decimal", "exact"]), .choice("decimal")),
                Parameter("decimals", .whole(1...15), .whole(9)),
                Parameter("omega", .whole(1...15), .whole(6)),
            ] + Parameter.ties(),
        count: countMeek, check: checkMeek)
}

private func countMeek(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard seats >= 1, seats <= profile.options else { throw .badSeats(seats) }
    let papers = try Papers(profile, parameters)
    let terms = try MeekCount.Terms(papers, profile, parameters, seats)
    guard papers.valid > 0 else {
        return .withoutBallots(Rule.meekSTV.id, parameters, seats, profile)
    }
    // All votes in units of the last place must fit a machine word.
    guard Fraction(papers.valid) / terms.unit < Fraction(Int.max / 4) else { throw .tooLarge }
    var count = MeekCount(terms)
    let told = count.begin()
    return try Branching(count, told: told).outcome(
        of: Rule.meekSTV.id, parameters, seats, profile, valid: papers.valid)
}
