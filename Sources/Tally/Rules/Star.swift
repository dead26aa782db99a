extension Rule {
    /// Each voter gives options 0 to `highest` points; of the two with the most, who is preferred on more
    /// ballots wins. With several seats this is repeated without those elected (bloc STAR).
    ///
    /// No points are 0 points. Equal sums at the border to the runoff: first who is preferred on more ballots
    /// to the others that are equal, then who has more highest scores. `head-to-head` = `pair` takes the first
    /// step only between two. An equal runoff goes to the higher sum, then to more highest scores. Only then
    /// does the tie policy apply. A ballot out of bounds is invalid or stops the count, as `overmarked` says.
    package static let star = Rule(
        id: "star",
        source: "Equal Vote Coalition, STAR Voting with its tiebreaking protocol, starvoting.org/ties",
        ballot: .scores,
        parameters: [
            Parameter("highest", .whole(1...1_000_000), .whole(5)),
            Parameter("head-to-head", .choice(["all", "pair"]), .choice("all")),
            Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("valid")),
        ] + Parameter.tiesAtTheBorder,
        count: countStar, check: checkStar)
}

private func countStar(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard let highest = parameters.whole("highest") else { throw .badParameter("highest") }
    guard profile.options <= Pairwise.mostOptions else { throw .tooMany(Pairwise.mostOptions) }
    let table = try StarTable(profile, parameters, highest: highest)
    let valid = table.pairs.valid
    let round = StarRound(
        table, try TieBreak(parameters, options: profile.options),
        isPairOnly: parameters.word("head-to-head") == "pair")
    var stages: [Stage] = [.totals(table.sums.map { Fraction($0) })]
    var shown: [Int] = []
    for number in 1...seats where valid > 0 {
        if seats > 1 { stages.append(.blocRound(number)) }
        let (winner, steps) = round.firstWay(without: shown, valid: valid)
        shown.append(winner)
        stages += steps
    }
    let (sets, isComplete) = valid > 0 ? round.electedSets(seats: seats) : ([[]], true)
    let winners = shown.filter { option in sets.allSatisfy { $0.contains(option) } }
    let others = (0..<profile.options).filter { !winners.contains($0) }
    let common = CommonWinners([shown] + sets)
    return Outcome(
        rule: Rule.star.id, parameters: parameters, seats: seats, profile: profile, valid: valid,
        winners: winners,
        // Nobody knows who of the others is out.
        ties: isComplete ? common.ties : [Tie(options: others, seats: seats - winners.count)],
        alternatives: isComplete ? common.alternatives : [], isComplete: isComplete, stages: stages,
        certificate: Certificate(
            "star",
            [
                "scores": zip(table.sums, table.tops).map { [Fraction($0), Fraction($1)] },
                "preferences": table.pairs.table,
            ]))
}

extension Stage {
    /// A round of bloc STAR begins, counted from 1.
    static func blocRound(_ number: Int) -> Stage { Stage("round", [], ["number": Fraction(number)]) }
}
