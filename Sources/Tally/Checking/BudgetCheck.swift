/// Checks a budget by the most votes: the totals, and at each step that no option before has more.
func checkGreedyBudget(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    guard let budget = profile.budget else { throw Refusal(reason: "there is no budget") }
    let ballots = try MarkedBallots(
        outcome, profile, takesPoints: true, weighsPoints: outcome.parameters.word("measure") == "points")
    var stages = [Stage.totals(ballots.points.map { Fraction($0) })]
    var admitted = ballots.votes.indices.filter { ballots.votes[$0] > 0 }
    if let least = outcome.parameters.whole("threshold") {
        try expect(outcome.conditions.count == ballots.votes.count + 1, "a condition is missing or too many")
        for (option, votes) in ballots.votes.enumerated() {
            let isRight = outcome.conditions[option].states(
                "threshold", option: option, votes, of: 1, .atLeast, Fraction(least))
            try expect(isRight, "a condition is wrong")
        }
        let refused = ballots.votes.indices.filter { ballots.votes[$0] < least }
        admitted = admitted.filter { ballots.votes[$0] >= least }
        if !refused.isEmpty { stages.append(Stage("not-admitted", refused)) }
    }
    let start = GreedyReplay(
        totals: ballots.points, costs: budget.costs, limit: budget.limit,
        stops: outcome.parameters.word("unaffordable") == "stop", admitted: admitted)
    let conditions = outcome.parameters.whole("threshold") == nil ? 0 : ballots.votes.count
    try checkFund(
        outcome, ballots, budget, from: start, stages: stages, amount: "total", conditions: conditions)
}

/// Checks a budget by Phragmén: at each step when every option could be bought.
func checkPhragmenBudget(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    guard let budget = profile.budget else { throw Refusal(reason: "there is no budget") }
    let ballots = try MarkedBallots(outcome, profile, takesPoints: true)
    let shares = SharesCase(ballots, costs: budget.costs, worth: budget.costs, most: .max)
    let start = PhragmenReplay(
        shares, limit: budget.limit, stops: outcome.parameters.word("unaffordable") == "stop")
    try checkFund(
        outcome, ballots, budget, from: start, stages: [.totals(ballots.votes.map { Fraction($0) })],
        amount: "time", conditions: 0)
}

private func checkFund<R: CommitteeReplay>(
    _ outcome: Outcome, _ ballots: MarkedBallots, _ budget: Profile.Budget, from start: R, stages: [Stage],
    amount: String, conditions: Int
) throws(Refusal) {
    try expect(
        outcome.certificate.kind == "steps" && outcome.certificate.tables.count == 1,
        "the certificate is of another kind")
    var check = try WaysCheck(outcome, table: "steps", votes: ballots.votes, costs: budget.costs)
    let first = check.begin()
    let ends = try check.run(from: start, number: first)
    try check.finish()
    var stages = stages
    var spent = 0
    for step in check.way(from: first, to: ends.first?.number ?? first) {
        guard let value = step.value else { throw Refusal(reason: "a step has no value") }
        if let tied = check.open[step.from] { stages.append(Stage("tied", tied, [amount: value])) }
        let cost = budget.costs[step.option]
        let fits = cost <= budget.limit - spent
        spent += fits ? cost : 0
        stages.append(
            Stage(
                fits ? "funded" : "stopped", [step.option],
                ["cost": Fraction(cost), amount: value, "spent": Fraction(spent)]))
    }
    try FundCheck(
        outcome: outcome, ballots: ballots, budget: budget, worth: budget.costs, isWhole: check.isWhole
    ).run(ends.map(\.replay.taken), stages: stages, conditions: conditions)
}
