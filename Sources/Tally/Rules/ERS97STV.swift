extension Rule {
    /// Single transferable vote by the rules of the Electoral Reform Society, third edition 1997.
    ///
    /// Votes have two decimals. Whoever has the quota is elected, or enough votes that no more others can
    /// overtake than seats are left. A surplus passes on the last batch of papers received; it waits as long
    /// as options can leave whose votes together with all surpluses are not more than the next option's.
    /// Options with equally many votes are not parted for that. The papers of those who leave go on by value,
    /// the highest first. Ties go to the earliest stage at which the tied differ, before `ties` is asked. A
    /// ballot without a first preference that counts is invalid.
    package static let ers97STV = Rule(
        id: "ers97-stv",
        source: "Newland & Britton, How to conduct an election by the single transferable vote, 3rd ed. 1997",
        ballot: .ranking, reading: .papers,
        parameters: PreferenceReader.parameters(
            standard: "end", equal: ["end", "skip", "end-if-several", "invalid"])
            + Parameter.ties([.report, .drawn]),
        count: countERS97, check: checkERS97)
}

private func countERS97(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard seats >= 1, seats <= profile.options else { throw .badSeats(seats) }
    let papers = try Papers(profile, parameters)
    let terms = try ERS97Count.Terms(papers, profile, parameters, seats)
    guard papers.valid > 0 else {
        return .withoutBallots(Rule.ers97STV.id, parameters, seats, profile)
    }
    var count = ERS97Count(terms)
    let told = count.begin()
    return try Branching(count, told: told).outcome(
        of: Rule.ers97STV.id, parameters, seats, profile, valid: papers.valid)
}
