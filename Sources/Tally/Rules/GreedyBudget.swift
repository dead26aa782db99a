extension Rule {
    /// Each voter marks any number of options, or gives them points; the most votes are funded first.
    ///
    /// `measure` counts marks or points (a mark is 1 point). What does not fit into the rest of the budget is skipped,
    /// or stops the count, as `unaffordable` says. Options without votes are not funded, nor those marked on fewer
    /// ballots than `threshold`. `precedence` says which of equals comes first.
    package static let greedyBudget = Rule(
        id: "greedy-budget",
        source:
            "Talmon & Faliszewski 2019, A framework for approval-based budgeting methods; what most cities do",
        ballot: .approvals, reading: .support,
        aim: .budget,
        parameters: [
            Parameter("measure", .choice(["points", "votes"]), .choice("points")),
            Parameter("unaffordable", .choice(["skip", "stop"]), .choice("skip")),
            Parameter("threshold", .whole(1...Profile.mostBallots), .none),
        ] + Parameter.marks + [.precedence(["lower-cost"])] + Parameter.ties([.report, .drawn]),
        count: countGreedyBudget, check: checkGreedyBudget)
}

private func countGreedyBudget(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard let budget = profile.budget else { throw .badBudget }
    let support = try Support(
        profile, parameters, takesPoints: true, weighsPoints: parameters.word("measure") == "points")
    let ties = try DrawnOrder(parameters, votes: support.votes, costs: budget.costs)
    var conditions: [Condition] = []
    if let least = parameters.whole("threshold") {
        conditions = support.votes.indices.map {
            Condition("threshold", option: $0, support.votes[$0], of: 1, .atLeast, Fraction(least))
        }
    }
    let refused = conditions.indices.filter { !conditions[$0].met }
    let ways = CommitteeWays(
        from: GreedyCourse(
            totals: support.points, costs: budget.costs, limit: budget.limit,
            stops: parameters.word("unaffordable") == "stop",
            admitted: support.supported.filter { !refused.contains($0) }), ties)
    var stages = [Stage.totals(support.points.map { Fraction($0) })]
    if !refused.isEmpty { stages.append(.notAdmitted(refused)) }
    let fund = Fund(
        rule: Rule.greedyBudget.id, parameters: parameters, profile: profile, budget: budget,
        support: support, worth: budget.costs)
    return fund.outcome(of: ways, stages: stages, amount: "total", conditions: conditions)
}

extension Fund {
    /// The outcome of options funded one after the other. A step's detail is what the option had then.
    func outcome<C: Course>(
        of ways: CommitteeWays<C>, stages: [Stage], amount: String, conditions: [Condition] = []
    ) -> Outcome where C.Detail == Fraction {
        var stages = stages
        var spent = 0
        for step in ways.firstWay {
            if let tied = ways.open[step.from] { stages.append(Stage("tied", tied, [amount: step.detail])) }
            let cost = budget.costs[step.option]
            let isFunded = spent + cost <= budget.limit
            if isFunded { spent += cost }
            let amounts = ["cost": Fraction(cost), amount: step.detail, "spent": Fraction(spent)]
            stages.append(Stage(isFunded ? "funded" : "stopped", [step.option], amounts))
        }
        return outcome(
            ways.ends.map(\.course.taken), isComplete: ways.isComplete, stages: stages,
            conditions: conditions, certificate: Certificate("steps", ["steps": ways.rows]))
    }
}

extension CommitteeWays where C.Detail == Fraction {
    /// The steps for a certificate: course, option, next course, and the option's value.
    var rows: [[Fraction?]] {
        steps.map { [Fraction($0.from + 1), Fraction($0.option + 1), Fraction($0.to + 1), $0.detail] }
    }
}
