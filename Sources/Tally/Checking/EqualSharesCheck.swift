/// Checks a committee by equal shares: prices, payers, and that nobody's money was left over.
func checkEqualSharesCommittee(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let ballots = try MarkedBallots(outcome, profile)
    let ones = ballots.votes.map { _ in 1 }
    let shares = SharesCase(ballots, costs: ones, worth: ones, most: outcome.seats)
    let completion = outcome.parameters.word("completion")
    let (seats, supported) = (outcome.seats, ballots.votes.count { $0 > 0 })
    let share = ballots.valid > 0 ? Fraction(1) / Fraction(ballots.valid) : Fraction(0)
    var check = try SharesCheck(
        outcome, shares, limit: seats, start: share * Fraction(seats), increment: share,
        completion: completion == "phragmen" ? .phragmen : completion == "utilitarian" ? .utilitarian : .none,
        stops: false
    ) { taken in
        completion == "add1" && taken.count < seats && taken.count < supported ? .going : .final
    }
    try check.run()
    try expect(outcome.certificate.tables.count == 4, "there are tables too many")
    var stages = outcome.stages[...]
    for stage in [.totals(ballots.votes.map { Fraction($0) })] + check.stages {
        try expect(stages.popFirst() == stage, "a step is told wrongly")
    }
    try CommitteeCheck(
        outcome: outcome, ballots: ballots, isWhole: check.check.isWhole, fills: completion != "none"
    ).run(check.taken, &stages)
}

/// Checks a budget by equal shares: prices, payers, and that no supporters are left who could pay.
func checkEqualShares(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    guard let budget = profile.budget else { throw Refusal(reason: "there is no budget") }
    let parameters = outcome.parameters
    let utility = parameters.word("utility")
    let ballots = try MarkedBallots(
        outcome, profile, takesPoints: true, weighsPoints: utility == "points")
    let worth = budget.costs.map { utility == "cost" ? $0 : 1 }
    let shares = SharesCase(ballots, costs: budget.costs, worth: worth, most: .max)
    var start = Fraction(0)
    if ballots.valid > 0 {
        let exact = Fraction(budget.limit) / Fraction(ballots.valid)
        start = parameters.word("start") == "exact" ? exact : Fraction(budget.limit / ballots.valid)
    }
    let completion = parameters.word("completion")
    let stopsEarly = parameters.word("stop") == "exhaustive"
    let supported = ballots.votes.indices.filter { ballots.votes[$0] > 0 }
    var check = try SharesCheck(
        outcome, shares, limit: budget.limit, start: start,
        increment: Fraction(parameters.whole("increment") ?? 0),
        completion: completion == "phragmen"
            ? .phragmen : completion == "utilitarian" || completion == "add1u" ? .utilitarian : .none,
        stops: true
    ) { taken in
        if completion != "add1", completion != "add1u" { return .final }
        let rest = taken.reduce(budget.limit) { $0 - budget.costs[$1] }
        if rest < 0 { return .overspent }
        let open = supported.filter { !taken.contains($0) && (!stopsEarly || budget.costs[$0] <= rest) }
        return open.isEmpty ? .final : .going
    }
    try check.run()
    var (taken, isWhole) = (check.taken, check.check.isWhole)
    var stages = [.totals(ballots.points.map { Fraction($0) })] + check.stages
    if parameters.word("comparison") == "greedy" {
        taken = try compare(taken, outcome, ballots, budget, &stages, &isWhole)
    } else {
        try expect(outcome.certificate.tables.count == 4, "there are tables too many")
    }
    try FundCheck(outcome: outcome, ballots: ballots, budget: budget, worth: worth, isWhole: isWhole)
        .run(taken, stages: stages)
}

/// Checks the comparison of each way with the most votes; what is funded after it.
private func compare(
    _ shares: [[Int]], _ outcome: Outcome, _ ballots: MarkedBallots, _ budget: Profile.Budget,
    _ stages: inout [Stage], _ isWhole: inout Bool
) throws(Refusal) -> [[Int]] {
    var check = try WaysCheck(outcome, table: "greedy", votes: ballots.votes, costs: budget.costs)
    let number = check.begin()
    let ends = try check.run(
        from: GreedyReplay(
            totals: ballots.points, costs: budget.costs, limit: budget.limit, stops: false,
            admitted: ballots.votes.indices.filter { ballots.votes[$0] > 0 }), number: number)
    try check.finish()
    isWhole = isWhole && check.isWhole
    guard outcome.certificate.tables.count == 6, outcome.certificate.tables["greedy"] != nil,
        var rows = outcome.certificate.tables["comparison"]?[...]
    else { throw Refusal(reason: "the comparison is missing") }
    var taken: [[Int]] = []
    for (place, own) in shares.enumerated() {
        for (rivalPlace, end) in ends.enumerated() {
            let rival = end.replay.taken
            var (first, second) = (0, 0)
            for group in ballots.groups {
                let owns = group.marks.count { own.contains($0.option) }
                let others = group.marks.count { rival.contains($0.option) }
                if owns > others { first += group.count } else if owns < others { second += group.count }
            }
            let row = [place + 1, rivalPlace + 1, first, second].map { Fraction($0) }
            try expect(rows.popFirst() == row, "a comparison is wrong")
            let isKept = second <= first
            if taken.isEmpty {
                stages.append(
                    Stage(
                        isKept ? "kept" : "replaced", isKept ? own : rival,
                        ["shares": Fraction(first), "greedy": Fraction(second)]))
            }
            taken.append(isKept ? own : rival)
        }
    }
    try expect(rows.isEmpty, "there are comparisons too many")
    return taken
}
