extension Rule {
    /// Each voter marks any number of options, or gives them points, and gets an equal share of the budget to spend.
    ///
    /// Next is always the option that costs each supporter least in relation to its `utility`: the money spent on it,
    /// 1 for each option, or the points given (a mark is 1 point). Supporters pay equally as far as they can; an
    /// option is funded when they have its cost together. `start` is each voter's share, exact or rounded down.
    /// `completion` says what happens with the rest: nothing; the same again with `increment` more for each voter
    /// until `stop`; the most votes first; or voters earn on at equal speed. With `comparison` the outcome gives
    /// way to that of the most votes where more voters have more of their marked options in the latter.
    /// Options without supporters are not funded.
    package static let equalShares = Rule(
        id: "equal-shares",
        source:
            "Peters, Pierczyński & Skowron 2021, Proportional participatory budgeting with additive utilities",
        ballot: .approvals, reading: .support,
        aim: .budget,
        parameters: [
            Parameter("utility", .choice(["cost", "count", "points"]), .choice("cost")),
            Parameter(
                "completion", .choice(["none", "add1", "add1u", "utilitarian", "phragmen"]), .choice("none")),
            Parameter("stop", .choice(["overspend", "exhaustive"]), .choice("overspend")),
            Parameter("start", .choice(["exact", "floor"]), .choice("exact")),
            Parameter("increment", .whole(1...Profile.mostMoney), .whole(1)),
            Parameter("comparison", .choice(["none", "greedy"]), .choice("none")),
        ] + Parameter.marks + [.precedence(["more-votes", "lower-cost", "more-votes-lower-cost"])]
            + Parameter.ties([.report, .drawn]),
        count: countEqualShares, check: checkEqualShares)
}

private func countEqualShares(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard let budget = profile.budget else { throw .badBudget }
    let utility = parameters.word("utility")
    let support = try Support(profile, parameters, takesPoints: true, weighsPoints: utility == "points")
    let ties = try DrawnOrder(parameters, votes: support.votes, costs: budget.costs)
    let shares = BudgetShares(budget: budget, parameters: parameters)
    let count = try shares.count(support, ties)
    let fund = Fund(
        rule: Rule.equalShares.id, parameters: parameters, profile: profile, budget: budget,
        support: support, worth: shares.worth)
    let stages = [.totals(support.points.map { Fraction($0) })] + count.stages
    guard parameters.word("comparison") == "greedy" else {
        return fund.outcome(
            count.taken, isComplete: count.isComplete, stages: stages, certificate: count.certificate)
    }
    return compared(count, stages, fund, shares.rivals(support, ties))
}

/// The outcome after the comparison with the most votes.
private func compared(
    _ count: SharesCount, _ stages: [Stage], _ fund: Fund, _ greedy: CommitteeWays<GreedyCourse>
) -> Outcome {
    var stages = stages
    var certificate = count.certificate
    certificate.tables["greedy"] = greedy.rows
    certificate.tables["comparison"] = []
    var taken: [[Int]] = []
    for (place, shares) in count.taken.enumerated() {
        for (number, rival) in greedy.ends.map(\.course.taken).enumerated() {
            let preferring = Comparison(support: fund.support).preferring(shares, rival)
            certificate.tables["comparison"]?.append([
                Fraction(place + 1), Fraction(number + 1), Fraction(preferring.first),
                Fraction(preferring.second),
            ])
            let isKept = preferring.first >= preferring.second
            if taken.isEmpty {
                let amounts = ["shares": Fraction(preferring.first), "greedy": Fraction(preferring.second)]
                stages.append(Stage(isKept ? "kept" : "replaced", isKept ? shares : rival, amounts))
            }
            taken.append(isKept ? shares : rival)
        }
    }
    return fund.outcome(
        taken, isComplete: count.isComplete && greedy.isComplete, stages: stages, certificate: certificate)
}
