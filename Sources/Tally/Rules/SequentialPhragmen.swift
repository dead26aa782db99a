extension Rule {
    /// Each voter marks any number of options; voters earn at equal speed, and a seat costs its supporters 1 together.
    ///
    /// As soon as the supporters of an option have 1 together, they spend all they have and it is elected. Options
    /// that nobody marks come last, all alike. `precedence` says who is elected first of equals.
    package static let sequentialPhragmen = Rule(
        id: "sequential-phragmen",
        source: "Phragmén 1894; Brill, Freeman, Janson & Lackner 2017, Phragmén's voting methods",
        ballot: .approvals, reading: .support,
        parameters: Parameter.marks + [.precedence(["more-votes"])] + Parameter.ties([.report, .drawn]),
        count: countSequentialPhragmen, check: checkSequentialPhragmen)
}

private func countSequentialPhragmen(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    let support = try Support(profile, parameters)
    let ties = try DrawnOrder(parameters, votes: support.votes)
    let ones = support.votes.map { _ in 1 }
    // Every seat costs 1, so that the options beyond the last seat are skipped.
    let start = PhragmenCourse(support, costs: ones, limit: seats, stops: false)
    let committee = Committee(
        rule: Rule.sequentialPhragmen.id, parameters: parameters, seats: seats, profile: profile,
        support: support)
    return committee.outcome(of: CommitteeWays(from: start, ties), ties, certificate: "steps")
}
