/// Checks a yes-no outcome: the three sums, each condition, and that all of them together decide.
func checkYesNo(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    try expect(profile.options == 3 && outcome.seats == 1, "there are not three answers and one decision")
    guard let table = outcome.certificate.sums, table.count == 3 else {
        throw Refusal(reason: "the table does not list the three answers")
    }
    let blank: Ballot = outcome.parameters.word("blank") == "abstention" ? .blank : .choice(2)
    for (option, row) in table.enumerated() {
        let voters = profile.groups.filter {
            $0.ballot == .choice(option) || (option == 2 && $0.ballot == blank)
        }
        let count = voters.reduce(0) { $0 + $1.count }
        try expect(row == Sum(points: count, ballots: count), "the sum of an answer is wrong")
    }
    try expect(
        profile.groups.allSatisfy { $0.ballot.kind == nil || $0.ballot.kind == .choice },
        "a ballot is of another kind")
    let (yes, no, abstain) = (table[0].points, table[1].points, table[2].points)
    try expect(outcome.valid == yes + no + abstain, "the number of valid ballots is wrong")

    try checkConditions(outcome, yes: yes, no: no)
    let isAdopted = !outcome.conditions.contains { !$0.met }
    try expect(outcome.winners == (isAdopted ? [0] : []), "the decision does not follow from the conditions")
    try expect(
        outcome.stages == [
            .totals([Fraction(yes), Fraction(no), Fraction(abstain)]), isAdopted ? .adopted : .rejected,
        ], "the stages are wrong")

    try expect(
        outcome.alternatives.isEmpty && outcome.isComplete, "a decision has no alternatives")
    if yes == no {
        try expect(outcome.ties == [Tie(options: [0, 1], seats: 0)], "the tie is not reported")
        try expect(outcome.ranking == [[0, 1]] && outcome.margins.isEmpty, "the ranking of a tie is wrong")
    } else {
        let order = yes > no ? [[0], [1]] : [[1], [0]]
        let distance = Fraction(max(yes, no) - min(yes, no))
        try expect(outcome.ties.isEmpty, "there is no tie to report")
        try expect(outcome.ranking == order, "the ranking is wrong")
        try expect(
            outcome.margins == [Margin(above: order[0], below: order[1], difference: distance)],
            "the margin is wrong")
    }
}

private func checkConditions(_ outcome: Outcome, yes: Int, no: Int) throws(Refusal) {
    let parameters = outcome.parameters
    var rest = outcome.conditions[...]
    func next(_ complaint: String, _ isRight: (Condition) -> Bool) throws(Refusal) {
        guard let condition = rest.popFirst(), isRight(condition) else { throw Refusal(reason: complaint) }
    }
    let base =
        switch parameters.word("base") {
        case "valid": yes + no
        case "cast": outcome.ballots
        default: outcome.eligible ?? -1
        }
    let comparison = Condition.Comparison(rawValue: parameters.word("comparison")) ?? .moreThan
    let threshold = parameters.share("threshold") ?? Fraction(1)
    try next("the majority is wrong") { $0.states("majority", yes, of: base, comparison, threshold) }
    try next("the tie condition is wrong") { $0.states("not-tied", yes, of: yes + no, .otherThan, .half) }
    let quorums: [(name: String, count: Int, comparison: Condition.Comparison)] = [
        ("turnout-quorum", outcome.ballots, .atLeast), ("approval-quorum", yes, .atLeast),
        ("rejection-quorum", no, .lessThan),
    ]
    for (name, count, comparison) in quorums {
        guard let share = parameters.share(name) else { continue }
        guard let eligible = outcome.eligible else { throw Refusal(reason: "the roll's size is missing") }
        try next("the \(name) is wrong") { $0.states(name, count, of: eligible, comparison, share) }
    }
    try expect(rest.isEmpty, "there are conditions too many")
}
