extension Rule {
    /// Each voter marks any number of options; voters earn at equal speed and buy what they support.
    ///
    /// As soon as the supporters of an option have its cost together, they spend all they have and it is funded. What
    /// does not fit into the rest of the budget stops the count at the moment it could be bought, or is skipped, as
    /// `unaffordable` says; what costs more than the whole budget is left out. Points above 0 are marks.
    package static let phragmenBudget = Rule(
        id: "phragmen-budget",
        source: "Los, Christoff & Grossi 2022, Proportional budget allocations: towards a systematization",
        ballot: .approvals, reading: .support,
        aim: .budget,
        parameters: [
            Parameter("unaffordable", .choice(["stop", "skip"]), .choice("stop"))
        ] + Parameter.marks + [.precedence(["more-votes", "lower-cost", "more-votes-lower-cost"])]
            + Parameter.ties([.report, .drawn]),
        count: countPhragmenBudget, check: checkPhragmenBudget)
}

private func countPhragmenBudget(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard let budget = profile.budget else { throw .badBudget }
    let support = try Support(profile, parameters, takesPoints: true)
    let ties = try DrawnOrder(parameters, votes: support.votes, costs: budget.costs)
    let start = PhragmenCourse(
        support, costs: budget.costs, limit: budget.limit, stops: parameters.word("unaffordable") == "stop")
    let fund = Fund(
        rule: Rule.phragmenBudget.id, parameters: parameters, profile: profile, budget: budget,
        support: support, worth: budget.costs)
    return fund.outcome(
        of: CommitteeWays(from: start, ties), stages: [.totals(support.votes.map { Fraction($0) })],
        amount: "time")
}
