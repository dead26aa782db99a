/// Checks a score outcome: the table option by option, then what follows from it.
func checkScore(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    guard let table = outcome.certificate.sums, table.count == profile.options else {
        throw Refusal(reason: "the table does not list every option")
    }
    guard let lowest = outcome.parameters.whole("lowest"), let highest = outcome.parameters.whole("highest"),
        lowest < highest
    else { throw Refusal(reason: "the bounds of scores are impossible") }
    try expect(
        profile.groups.allSatisfy { $0.ballot.kind == nil || $0.ballot.kind == .scores },
        "a ballot is of another kind")
    let empty = [Int?](repeating: nil, count: profile.options)
    let given = profile.groups.compactMap { group -> (scores: [Int?], count: Int)? in
        switch group.ballot {
        case .scores(let scores): (scores, group.count)
        case .blank: (empty, group.count)
        default: nil
        }
    }
    let inside = given.filter {
        $0.scores.allSatisfy { $0 == nil || (lowest...highest).contains($0 ?? lowest) }
    }
    try expect(
        outcome.parameters.word("overmarked") == "invalid" || inside.count == given.count,
        "a score lies out of bounds")
    let blankIsValid = outcome.parameters.word("blank") == "valid"
    let valid = inside.filter { blankIsValid || $0.scores != empty }
    try expect(outcome.valid == valid.reduce(0) { $0 + $1.count }, "the number of valid ballots is wrong")

    for (option, row) in table.enumerated() {
        let raters = valid.filter { $0.scores[option] != nil }
        try expect(row.ballots == raters.reduce(0) { $0 + $1.count }, "the raters of an option are wrong")
        let points = raters.reduce(0) { $0 + $1.count * ($1.scores[option] ?? 0) }
        try expect(row.points == points, "the sum of an option is wrong")
    }
    try checkRaters(outcome, table)
    let admitted = table.indices.map { option in
        outcome.valid > 0 && outcome.conditions.allSatisfy { $0.option != option || $0.met }
    }
    try SeatCheck(outcome: outcome, totals: table.map { total(of: $0, outcome) }, admitted: admitted).run()
}

private func checkRaters(_ outcome: Outcome, _ table: [Sum]) throws(Refusal) {
    guard let raters = outcome.parameters.whole("raters") else {
        return try expect(outcome.conditions.isEmpty, "there are conditions too many")
    }
    try expect(outcome.conditions.count == table.count, "a condition is missing or too many")
    for (option, condition) in outcome.conditions.enumerated() {
        let isRight = condition.states(
            "raters", option: option, table[option].ballots, of: 1, .atLeast, Fraction(raters))
        try expect(isRight, "a condition is wrong")
    }
}

private func total(of row: Sum, _ outcome: Outcome) -> Fraction? {
    switch (outcome.parameters.word("measure"), outcome.parameters.word("missing")) {
    case ("mean", "excluded"): Fraction(row.points, row.ballots)
    case ("mean", _): Fraction(row.points, outcome.valid)
    default: Fraction(row.points)
    }
}
