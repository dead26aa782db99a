/// A committee elected one after the other, as an outcome.
struct Committee {
    let rule: String
    let parameters: Parameters
    let seats: Int
    let profile: Profile
    let support: Support

    /// The outcome of all `ways`, each of which leaves to those without votes the seats it could not fill.
    ///
    /// A step's detail is what the option had when it was elected.
    func outcome<C: Course>(
        of ways: CommitteeWays<C>, _ ties: DrawnOrder, certificate kind: String
    ) -> Outcome where C.Detail == Fraction {
        let rest = support.votes.indices.filter { support.votes[$0] == 0 }
        let selections = ways.ends.map { _, course in
            let left = support.valid > 0 ? seats - course.taken.count : 0
            return ties.selection(course.taken, rest: left > 0 ? rest : [], seats: left)
        }
        var stages: [Stage] = [.totals(support.votes.map { Fraction($0) })]
        for step in ways.firstWay {
            if let tied = ways.open[step.from] { stages.append(Stage("tied", tied, ["total": step.detail])) }
            stages.append(.elected([step.option], total: step.detail))
        }
        if let first = selections.first, first.taken.count + first.seats > ways.firstWay.count {
            stages.append(Stage("rest", rest, seats: seats - ways.firstWay.count))
        }
        return outcome(
            selections, isComplete: ways.isComplete, stages: stages,
            certificate: Certificate(kind, ["steps": ways.rows]))
    }

    func outcome(
        _ selections: [Selection], isComplete: Bool = true, stages: [Stage], certificate: Certificate
    ) -> Outcome {
        let common = CommonSelection(selections)
        let fairShare = FairShare(
            support: support, limit: seats, costs: support.votes.map { _ in 1 },
            worth: support.votes.map { _ in 1 })
        return Outcome(
            rule: rule, parameters: parameters, seats: seats, profile: profile, valid: support.valid,
            winners: common.winners, ties: common.ties, alternatives: common.alternatives,
            isComplete: isComplete && common.isComplete, stages: stages,
            conditions: [
                fairShare.condition(common.alternatives.isEmpty ? [common.winners] : common.alternatives)
            ],
            certificate: certificate)
    }
}
