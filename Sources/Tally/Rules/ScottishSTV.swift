extension Rule {
    /// Single transferable vote as Scottish councils are elected: a quota, and transfer values of five
    /// decimals.
    ///
    /// Whoever has the quota is elected; what goes beyond it is passed on by all papers at a part of their
    /// value, cut off after five decimals. Without a surplus the option with the fewest votes leaves. Ties go
    /// to the latest stage at which the tied differ, before `ties` is asked. A ballot without a first
    /// preference that counts is invalid; the statute ends a ballot at the first doubtful rank, which is the
    /// standard here.
    package static let scottishSTV = Rule(
        id: "scottish-stv",
        source: "Scottish Local Government Elections Order 2007, SSI 2007/42, rules 45 to 52",
        ballot: .ranking, reading: .papers,
        parameters: PreferenceReader.parameters(
            standard: "end", equal: ["end", "skip", "end-if-several", "invalid"])
            + Parameter.ties([.report, .drawn]),
        count: countScottish, check: checkScottish)
}

private func countScottish(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard seats >= 1 else { throw .badSeats(seats) }
    let papers = try Papers(profile, parameters)
    let terms = TransferTerms(
        papers, options: profile.options, seats: seats,
        ties: try TieOrder(parameters, options: profile.options, statute: .backward),
        quota: Fraction(papers.valid / (seats + 1) + 1), arithmetic: .truncatedOnce(5))
    return try terms.outcome(of: Rule.scottishSTV.id, parameters, profile)
}
