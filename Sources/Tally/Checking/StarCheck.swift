/// Checks a STAR outcome: sums, highest scores and preferences from the ballots, then who could be elected by
/// asking of each option whether it could be in a runoff and win it, then the stages as told.
func checkStar(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    guard let highest = outcome.parameters.whole("highest") else {
        throw Refusal(reason: "the highest score is missing")
    }
    let ballots = try CheckedScores(
        outcome, profile, allowed: { $0.allSatisfy { ($0 ?? 0) >= 0 && ($0 ?? 0) <= highest } })
    let options = 0..<profile.options
    let tables = outcome.certificate.tables
    let (scores, preferences) = (tables["scores"] ?? [], tables["preferences"] ?? [])
    let isWhole = outcome.certificate.kind == "star" && tables.count == 2
    try expect(
        isWhole && scores.count == options.count && preferences.count == options.count,
        "the tables do not list every option")
    for option in options {
        let row = [ballots.points(option), ballots.count(option) { $0 == highest }]
        try expect(scores[option] == row.map { Fraction($0) }, "the scores of an option are wrong")
        let wins = options.map { other -> Fraction? in
            guard option != other else { return nil }
            let votes = ballots.ballots.reduce(0) {
                ($1.scores[option] ?? 0) > ($1.scores[other] ?? 0) ? $0 + $1.count : $0
            }
            return Fraction(votes)
        }
        try expect(preferences[option] == wins, "the preferences of an option are wrong")
    }
    try expect(outcome.conditions.isEmpty, "there are conditions too many")
    try expect(outcome.ranking.isEmpty && outcome.margins.isEmpty, "there is a ranking too many")
    let rounds = StarRounds(
        options: options.count, sums: scores.map { $0[0] ?? .zero }, tops: scores.map { $0[1] ?? .zero },
        preferences: preferences.map { $0.map { $0 ?? .zero } },
        isPairOnly: outcome.parameters.word("head-to-head") == "pair", tieCheck: try TieCheck(outcome))
    try checkStages(outcome, rounds)
    try checkElected(outcome, rounds)
}

/// Whom all ways elect, and what else some way elects.
private func checkElected(_ outcome: Outcome, _ rounds: StarRounds) throws(Refusal) {
    var sets: [[Int]] = [[]]
    var isComplete = true
    for _ in 0..<outcome.seats where outcome.valid > 0 && isComplete {
        let next = Set(
            sets.flatMap { set in
                rounds.winners(without: set).map { (set + [$0]).sorted() }
            })
        isComplete = next.count <= 500
        if isComplete { sets = Array(next) }
    }
    try expect(outcome.isComplete == isComplete, "whether all ways were followed is wrong")
    let everywhere = (0..<outcome.options).filter { option in sets.allSatisfy { $0.contains(option) } }
    try expect(outcome.winners.sorted() == everywhere, "the winners are not those whom all ways elect")
    let order = outcome.stages.filter { $0.kind == "elected" }.flatMap(\.options)
    try expect(order.filter { everywhere.contains($0) } == outcome.winners, "the winners are out of order")

    let contested = (0..<outcome.options).filter { option in
        !everywhere.contains(option) && (!isComplete || sets.contains { $0.contains(option) })
    }
    let open = outcome.valid > 0 ? outcome.seats - everywhere.count : 0
    try expect(
        outcome.ties == (contested.isEmpty ? [] : [Tie(options: contested, seats: open)]),
        "the ties do not follow from the ways")
    let several = isComplete && sets.count > 1
    try expect(
        Set(outcome.alternatives) == (several ? Set(sets) : []), "the alternatives are not those of the ways")
    for (first, second) in zip(outcome.alternatives, outcome.alternatives.dropFirst()) {
        try expect(first.lexicographicallyPrecedes(second), "the alternatives are out of order")
    }
}

/// The stages follow one way: each round elects who could win it among those left, by the numbers of the tables.
private func checkStages(_ outcome: Outcome, _ rounds: StarRounds) throws(Refusal) {
    var stages = outcome.stages[...]
    try expect(stages.popFirst() == .totals(rounds.sums), "the first stage does not show the sums")
    var elected: [Int] = []
    for number in 1...outcome.seats where outcome.valid > 0 {
        if outcome.seats > 1 {
            try expect(stages.popFirst() == .blocRound(number), "a round is not announced")
        }
        let (winner, expected) = rounds.told(without: elected, valid: outcome.valid)
        for stage in expected { try expect(stages.popFirst() == stage, "a stage of a round is wrong") }
        try expect(
            rounds.winners(without: elected).contains(winner), "a round elects who cannot win it")
        elected.append(winner)
    }
    try expect(stages.isEmpty, "there are stages too many")
}
