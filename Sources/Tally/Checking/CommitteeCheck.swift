/// Checks the outcome of a committee elected one after the other by its steps.
func checkCommittee<R: CommitteeReplay>(_ outcome: Outcome, _ ballots: MarkedBallots, from start: R)
    throws(Refusal)
{
    try expect(
        outcome.certificate.kind == "steps" && outcome.certificate.tables.count == 1,
        "the certificate is of another kind")
    var check = try WaysCheck(outcome, table: "steps", votes: ballots.votes)
    let first = check.begin()
    let ends = try check.run(from: start, number: first)
    try check.finish()
    var stages = outcome.stages[...]
    try expect(stages.popFirst() == .totals(ballots.votes.map { Fraction($0) }), "the votes are wrong")
    for step in check.way(from: first, to: ends.first?.number ?? first) {
        guard let value = step.value else { throw Refusal(reason: "a step has no value") }
        if let tied = check.open[step.from] {
            try expect(stages.popFirst() == Stage("tied", tied, ["total": value]), "a tie is told wrongly")
        }
        try expect(
            stages.popFirst() == Stage("elected", [step.option], ["total": value]), "a step is told wrongly")
    }
    try CommitteeCheck(outcome: outcome, ballots: ballots, isWhole: check.isWhole, fills: true)
        .run(ends.map(\.replay.taken), &stages)
}

/// Checks whom the ways elect, and what follows from it.
struct CommitteeCheck {
    let outcome: Outcome
    let ballots: MarkedBallots
    /// Whether every way was followed.
    let isWhole: Bool
    /// Whether options without votes get the seats that are left.
    let fills: Bool

    func run(_ taken: [[Int]], _ stages: inout ArraySlice<Stage>) throws(Refusal) {
        let rest = ballots.votes.indices.filter { ballots.votes[$0] == 0 }
        let ways = taken.map { taken in
            let left = fills && ballots.valid > 0 ? outcome.seats - taken.count : 0
            return lastSeats(taken, rest: left > 0 ? rest : [], seats: left)
        }
        if let first = taken.first, fills, ballots.valid > 0, first.count < outcome.seats {
            try expect(
                stages.popFirst() == Stage("rest", rest, seats: outcome.seats - first.count),
                "those without votes are told wrongly")
        }
        try expect(stages.isEmpty, "there are stages too many")
        try run(ways)
    }

    /// All but the stages; each way has some taken, and any so many of the rest.
    func run(_ ways: [(taken: [Int], rest: [Int], seats: Int)]) throws(Refusal) {
        try expect(
            outcome.ranking.isEmpty && outcome.margins.isEmpty, "the rule makes no ranking and no margins")
        try SelectionCheck(outcome: outcome, ways: ways, isWhole: isWhole).run()
        let sets = outcome.alternatives.isEmpty ? [outcome.winners] : outcome.alternatives
        let ones = ballots.votes.map { _ in 1 }
        try expect(outcome.conditions.count == 1, "a condition is missing or too many")
        try ballots.checkFairShare(
            outcome.conditions.first, of: sets, limit: outcome.seats, costs: ones, worth: ones)
    }

    /// Whom those without votes send into the seats left: the first of the drawn list where there is one.
    private func lastSeats(
        _ taken: [Int], rest: [Int], seats: Int
    ) -> (taken: [Int], rest: [Int], seats: Int) {
        let seats = min(seats, rest.count)
        guard outcome.parameters.word("ties") == "drawn", seats < rest.count else {
            return (taken, rest, seats)
        }
        let drawn = outcome.parameters.order("drawn") ?? []
        return (taken + drawn.filter { rest.contains($0) }.prefix(seats), [], 0)
    }
}
