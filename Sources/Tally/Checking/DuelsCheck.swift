/// Checks a Copeland outcome: the pairs, the points for each option's duels, and what follows from them.
func checkCopeland(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let pairs = try PairwiseCheck(outcome, profile)
    try checkDuels(outcome, pairs) { option in
        let rivals = pairs.options.filter { $0 != option }
        return Fraction(
            rivals.count + rivals.count { pairs.beats(option, $0) } - rivals.count { pairs.beats($0, option) }
        )
    }
}

/// Checks a minimax outcome: the pairs, each option's worst defeat, and what follows from them.
func checkMinimax(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let pairs = try PairwiseCheck(outcome, profile)
    let measure = outcome.parameters.word("strength")
    // Seats go to the highest totals; the smallest defeats are the highest with their sign turned.
    var turned = outcome
    for (place, stage) in outcome.stages.enumerated() where !pairs.isAboutSets(stage) {
        turned.stages[place].totals = stage.totals.map { $0.map { -$0 } }
        turned.stages[place].amounts = stage.amounts.mapValues { -$0 }
    }
    try checkDuels(turned, pairs) { option in
        let defeats = pairs.options.filter { $0 != option }.map { rival in
            let (support, against) = (pairs.table[option][rival], pairs.table[rival][option])
            if measure == "margins" { return Fraction(support - against) }
            return Fraction(measure == "opposition" || support < against ? -against : 0)
        }
        return defeats.min() ?? .zero
    }
}

private func checkDuels(
    _ outcome: Outcome, _ pairs: PairwiseCheck, total: (Int) -> Fraction
) throws(Refusal) {
    try expect(
        outcome.certificate.kind == "pairwise" && outcome.certificate.tables.count == 1,
        "there are other tables")
    try expect(outcome.conditions.isEmpty, "there are conditions too many")
    var stages = outcome.stages[...]
    if outcome.valid > 0 { try pairs.checkSets(&stages) }
    var rest = outcome
    rest.stages = Array(stages)
    try SeatCheck(
        outcome: rest, totals: pairs.options.map(total),
        admitted: pairs.options.map { _ in outcome.valid > 0 }
    ).run()
}
