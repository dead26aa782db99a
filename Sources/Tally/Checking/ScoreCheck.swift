/// Checks a score outcome: the table option by option, then what follows from it.
func checkScore(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    guard let table = outcome.certificate.sums, table.count == profile.options else {
        throw Refusal(reason: "the table does not list every option")
    }
    guard let lowest = outcome.parameters.whole("lowest"), let highest = outcome.parameters.whole("highest"),
        lowest < highest
    else { throw Refusal(reason: "the bounds of scores are impossible") }
    let scores = try CheckedScores(outcome, profile) {
        $0.allSatisfy { $0 == nil || (lowest...highest).contains($0 ?? lowest) }
    }
    try scores.check(table)
    try expect(checkRaters(outcome, table.map(\.ballots)).isEmpty, "there are conditions too many")
    try SeatCheck(
        outcome: outcome, totals: table.map { total(of: $0, outcome) }, admitted: admitted(outcome)
    ).run()
}

private func total(of row: Sum, _ outcome: Outcome) -> Fraction? {
    switch (outcome.parameters.word("measure"), outcome.parameters.word("missing")) {
    case ("mean", "excluded"): Fraction(row.points, row.ballots)
    case ("mean", _): Fraction(row.points, outcome.valid)
    default: Fraction(row.points)
    }
}
