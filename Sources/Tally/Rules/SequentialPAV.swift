extension Rule {
    /// Each voter marks any number of options; a voter counts 1, then 1/2, 1/3 … the more of the marked are elected.
    ///
    /// One seat after the other goes to the option with the largest sum. Options that nobody marks come last, all
    /// alike. `precedence` says who is elected first of equals.
    package static let sequentialPAV = Rule(
        id: "sequential-pav",
        source: "Thiele 1895; Janson 2016, Phragmén's and Thiele's election methods",
        ballot: .approvals, reading: .support,
        parameters: Parameter.marks + [.precedence(["more-votes"])] + Parameter.ties([.report, .drawn]),
        count: countSequentialPAV, check: checkSequentialPAV)
}

private func countSequentialPAV(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    let support = try Support(profile, parameters)
    let ties = try DrawnOrder(parameters, votes: support.votes)
    let harmonic = Harmonic(levels: min(seats, support.longestBallot))
    let ways = CommitteeWays(from: SequentialCourse(support, seats: seats, harmonic: harmonic), ties)
    let committee = Committee(
        rule: Rule.sequentialPAV.id, parameters: parameters, seats: seats, profile: profile, support: support)
    return committee.outcome(of: ways, ties, certificate: "steps")
}
