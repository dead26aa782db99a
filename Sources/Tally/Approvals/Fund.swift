/// What a budget pays for, as an outcome.
struct Fund {
    let rule: String
    let parameters: Parameters
    let profile: Profile
    let budget: Profile.Budget
    let support: Support
    /// What one point, or one mark, for an option is worth to a voter.
    let worth: [Int]

    /// `taken` holds what each way funds, the first way first; at least one.
    func outcome(
        _ taken: [[Int]], isComplete: Bool, stages: [Stage], conditions: [Condition] = [],
        certificate: Certificate
    ) -> Outcome {
        let common = CommonSelection(taken.map { Selection(taken: $0) })
        let fairShare = FairShare(support: support, limit: budget.limit, costs: budget.costs, worth: worth)
        let unfunded = budget.costs.indices.filter { !taken[0].contains($0) }
        return Outcome(
            rule: rule, parameters: parameters, seats: 1, profile: profile, valid: support.valid,
            winners: common.winners, ties: common.ties, alternatives: common.alternatives,
            isComplete: isComplete && common.isComplete,
            stages: unfunded.isEmpty ? stages : stages + [Stage("not-funded", unfunded)],
            conditions: conditions + [
                fairShare.condition(common.alternatives.isEmpty ? [common.winners] : common.alternatives)
            ],
            certificate: certificate)
    }
}
