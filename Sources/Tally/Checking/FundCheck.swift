/// Checks what a budget pays for, and what follows from it.
struct FundCheck {
    let outcome: Outcome
    let ballots: MarkedBallots
    let budget: Profile.Budget
    /// What one point, or one mark, for an option is worth to a voter.
    let worth: [Int]
    /// Whether every way was followed.
    let isWhole: Bool

    /// `taken` holds what each way funds; `stages` must be told first, `conditions` must be stated first.
    func run(_ taken: [[Int]], stages: [Stage], conditions: Int = 0) throws(Refusal) {
        try expect(
            outcome.ranking.isEmpty && outcome.margins.isEmpty, "the rule makes no ranking and no margins")
        for options in taken {
            try expect(
                options.reduce(0) { $0 + budget.costs[$1] } <= budget.limit, "more than the limit is spent")
        }
        try SelectionCheck(outcome: outcome, ways: taken.map { ($0, [], 0) }, isWhole: isWhole).run()
        let unfunded = budget.costs.indices.filter { taken.first?.contains($0) != true }
        let expected = unfunded.isEmpty ? stages : stages + [Stage("not-funded", unfunded)]
        for (stage, right) in zip(outcome.stages, expected) {
            try expect(stage == right, "a step is told wrongly")
        }
        try expect(outcome.stages.count == expected.count, "a stage is missing or too many")
        try expect(outcome.conditions.count == conditions + 1, "a condition is missing or too many")
        try ballots.checkFairShare(
            outcome.conditions.last,
            of: outcome.alternatives.isEmpty ? [outcome.winners] : outcome.alternatives,
            limit: budget.limit, costs: budget.costs, worth: worth)
    }
}
