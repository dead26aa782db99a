/// Checks an outcome of least resistance: how often each score was given, then what follows from it.
func checkSystemicConsensus(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let rows = outcome.certificate.tables["resistance"] ?? []
    let isWhole = outcome.certificate.kind == "resistance" && outcome.certificate.tables.count == 1
    try expect(isWhole && rows.count == profile.options, "the table does not list every option")
    let isMean = outcome.parameters.word("missing") == "excluded"
    let scores = try CheckedScores(
        outcome, profile, allowed: { $0.allSatisfy { ($0 ?? 0) >= 0 && ($0 ?? 0) <= 10 } },
        needed: { isMean || !$0.contains(nil) })
    var table: [ScoreRow] = []
    for option in 0..<profile.options {
        let counts = (0...10).map { score in scores.count(option) { $0 == score } }
        try expect(rows[option] == counts.map { Fraction($0) }, "the scores of an option are wrong")
        let raters = scores.count(option) { $0 != nil }
        table.append(ScoreRow(counts: counts, points: scores.points(option), raters: raters))
    }
    try checkPassive(outcome, table, rest: checkRaters(outcome, table.map(\.raters)))
    try SeatCheck(
        outcome: outcome,
        totals: table.map { $0.raters == 0 ? nil : isMean ? $0.mean : Fraction($0.points) },
        admitted: admitted(outcome), told: try expectedStages(outcome, table, isMean: isMean),
        ranksAbove: { table[$0].isBetter(than: table[$1]) }
    ).run()
}

private struct ScoreRow {
    let counts: [Int]
    let points: Int
    let raters: Int

    var mean: Fraction? { Fraction(points, raters) }
    var acceptance: Fraction? { mean.map { .one - $0 / Fraction(10) } }
    var conflict: Fraction? { Fraction(counts[8...].reduce(0, +), raters) }

    /// Compares crosswise: as if each were rated as often as both together.
    func isBetter(than other: ScoreRow) -> Bool {
        let mine = ([points] + counts.reversed()).map { Fraction($0) * Fraction(other.raters) }
        let theirs = ([other.points] + other.counts.reversed()).map { Fraction($0) * Fraction(raters) }
        return zip(mine, theirs).first { $0 != $1 }.map { $0 < $1 } ?? false
    }
}

private func checkPassive(
    _ outcome: Outcome, _ table: [ScoreRow], rest: ArraySlice<Condition>
) throws(Refusal) {
    guard let passive = outcome.parameters.option("passive") else {
        return try expect(rest.isEmpty, "there are conditions too many")
    }
    try expect(table.indices.contains(passive), "the passive option is not an option")
    try expect(rest.count == table.count - 1, "a condition is missing or too many")
    for (option, condition) in zip(table.indices.filter { $0 != passive }, rest) {
        let most = 10 * table[option].raters
        let isRight = condition.states(
            "passive", option: option, most - table[option].points, of: most, .atLeast,
            table[passive].acceptance ?? .zero)
        try expect(isRight, "a condition is wrong")
    }
}

/// The stages between totals and seats, by the outcome's own ranking.
private func expectedStages(
    _ outcome: Outcome, _ table: [ScoreRow], isMean: Bool
) throws(Refusal) -> [Stage] {
    var stages: [Stage] = []
    for (option, row) in table.enumerated() {
        guard let acceptance = row.acceptance, let conflict = row.conflict else { continue }
        stages.append(.acceptance(option, acceptance, conflict))
    }
    for (above, below) in zip(outcome.ranking, outcome.ranking.dropFirst()) {
        guard let one = above.first, let two = below.first, table.indices.contains(one),
            table.indices.contains(two)
        else { throw Refusal(reason: "the ranking has an empty group") }
        let (upper, lower) = (table[one], table[two])
        guard upper.raters > 0, lower.raters > 0, upper.mean == lower.mean else { continue }
        for score in (1...10).reversed() {
            let less = Fraction(numerator: upper.counts[score], over: isMean ? upper.raters : 1)
            let more = Fraction(numerator: lower.counts[score], over: isMean ? lower.raters : 1)
            guard less == more else {
                stages.append(.fewer(above, score: score, less, more))
                break
            }
        }
    }
    return stages
}
