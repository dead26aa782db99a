extension Rule {
    /// Each voter gives options a score from `lowest` to `highest`; the highest sums or means get the seats.
    ///
    /// `missing` says what an option without a score on a valid ballot gets: 0 points, or nothing, so that a
    /// mean divides by those who rated it. An option rated on fewer than `raters` ballots is not elected.
    /// A ballot with a score out of bounds is invalid or stops the count, as `overmarked` says.
    package static let score = Rule(
        id: "score",
        source: "Smith 2000, Range voting; means compared by cross-multiplication",
        ballot: .scores,
        parameters: [
            Parameter("measure", .choice(["sum", "mean"]), .choice("sum")),
            Parameter("lowest", .whole(-1_000_000...1_000_000), .whole(0)),
            Parameter("highest", .whole(-1_000_000...1_000_000), .whole(5)),
            Parameter("missing", .choice(["zero", "excluded"]), .choice("zero")),
            Parameter("raters", .whole(1...Profile.mostBallots), .none),
            Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("valid")),
        ],
        count: countScore, check: checkScore)
}

private func countScore(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard let lowest = parameters.whole("lowest"), let highest = parameters.whole("highest"), lowest < highest
    else { throw .badParameter("lowest") }
    var sums = [Sum](repeating: Sum(points: 0, ballots: 0), count: profile.options)
    var valid = 0
    for group in profile.groups {
        let scores: [Int?]
        switch group.ballot {
        case .scores(let given): scores = given
        case .blank: scores = []
        case .invalid: continue
        default: throw .badBallot(group.ballot)
        }
        if scores.contains(where: { $0.map { $0 < lowest || $0 > highest } ?? false }) {
            guard parameters.word("overmarked") == "invalid" else { throw .overmarked(group.ballot) }
            continue
        }
        if parameters.word("blank") == "invalid", scores.allSatisfy({ $0 == nil }) { continue }
        valid += group.count
        for (option, score) in scores.enumerated() {
            guard let score else { continue }
            sums[option].points += score * group.count
            sums[option].ballots += group.count
        }
    }

    var conditions: [Condition] = []
    if let raters = parameters.whole("raters") {
        conditions = sums.indices.map {
            Condition("raters", option: $0, sums[$0].ballots, of: 1, .atLeast, Fraction(raters))
        }
    }
    let admitted = sums.indices.map { valid > 0 && (conditions.isEmpty || conditions[$0].met) }
    let totals = sums.map { sum -> Fraction? in
        guard parameters.word("measure") == "mean" else { return Fraction(sum.points) }
        return Fraction(sum.points, parameters.word("missing") == "zero" ? valid : sum.ballots)
    }
    let seating = try Seating(totals: totals, admitted: admitted, seats: seats)
    return Outcome(
        rule: Rule.score.id, parameters: parameters, seats: seats, profile: profile, valid: valid,
        winners: seating.winners, ties: seating.ties, ranking: seating.ranking, margins: seating.margins,
        stages: seating.stages, conditions: conditions, certificate: .sums(sums))
}
