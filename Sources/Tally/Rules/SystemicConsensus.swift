extension Rule {
    /// Each voter gives every option a resistance from 0, fully acceptable, to 10; the least resistance wins.
    ///
    /// Of options with equal resistance the one with fewer tens is first, then with fewer nines, and so on. A
    /// missing number is not a 0: it makes the ballot invalid, or with `missing` = `excluded` the mean of those
    /// who gave one is compared, and options rated on fewer than `raters` ballots are not elected. A blank
    /// ballot leaves all numbers out. `passive` is the option of leaving things as they are: others need at
    /// least its acceptance. A number out of bounds makes the ballot invalid or stops the count.
    package static let systemicConsensus = Rule(
        id: "systemic-consensus",
        source: "Visotschnig & Schrotta 2005, Das SK-Prinzip",
        ballot: .scores,
        parameters: [
            Parameter("missing", .choice(["invalid", "excluded"]), .choice("invalid")),
            Parameter("raters", .whole(1...Profile.mostBallots), .none),
            Parameter("passive", .option, .none),
            Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
        ] + Parameter.tiesAtTheBorder,
        count: countSystemicConsensus, check: checkSystemicConsensus)
}

private func countSystemicConsensus(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    let passive = parameters.option("passive")
    guard passive ?? 0 < profile.options else { throw .badParameter("passive") }
    // Row after row, as this is the inner loop.
    var counts = [Int](repeating: 0, count: profile.options * 11)
    var valid = 0
    let invalidWithout = parameters.word("missing") == "invalid"
    _ = try profile.countScores(
        parameters, allowed: { isWithin(0...10, $0) },
        each: { scores, count in
            if invalidWithout, scores.contains(where: { $0 == nil }) { return }
            valid += count
            for option in scores.indices {
                if let score = scores[option] { counts[option * 11 + score] += count }
            }
        })
    let rows = counts.rows(of: 11)
    let resistances = rows.map { Resistance($0, isMean: !invalidWithout) }
    var conditions = resistances.map { Sum(points: $0.points, ballots: $0.raters) }.raterConditions(
        parameters)
    if let passive {
        let required = resistances[passive].acceptance ?? .zero
        conditions += resistances.indices.filter { $0 != passive }.map {
            let most = 10 * resistances[$0].raters
            return Condition(
                "passive", option: $0, most - resistances[$0].points, of: most, .atLeast, required)
        }
    }
    let rated = resistances.indices.filter { resistances[$0].raters > 0 }
    let ranks = Dictionary(grouping: rated) { resistances[$0].key }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    let fewer = zip(ranks, ranks.dropFirst()).compactMap { above, below in
        Resistance.firstDifference(resistances[above[0]], resistances[below[0]]).map {
            Stage.fewer(above, score: $0.score, $0.less, $0.more)
        }
    }
    let seating = try Seating(
        ranks: ranks, totals: resistances.map(\.total),
        admitted: resistances.indices.map { option in
            conditions.allSatisfy { $0.option != option || $0.met }
        }, seats: seats, by: TieBreak(parameters, options: profile.options),
        told: rated.map { .acceptance($0, resistances[$0].acceptance, resistances[$0].conflict) } + fewer)
    return Outcome(
        .systemicConsensus, parameters, seats: seats, profile, valid: valid, seating, conditions: conditions,
        Certificate("resistance", ["resistance": rows.map { $0.map { Fraction($0) } }]))
}

extension Stage {
    /// How much the option is accepted, 100 being without resistance, and how many in 100 gave it 8 or more.
    static func acceptance(_ option: Int, _ acceptance: Fraction?, _ conflict: Fraction?) -> Stage {
        let percent = [("acceptance", acceptance), ("conflict", conflict)].map { name, share in
            (name, (share ?? .zero) * Fraction(100))
        }
        return Stage("acceptance", [option], Dictionary(uniqueKeysWithValues: percent))
    }

    /// These options have the same resistance as the next, but this score less often.
    static func fewer(_ options: [Int], score: Int, _ less: Fraction, _ more: Fraction) -> Stage {
        Stage("fewer", options, ["score": Fraction(score), "less": less, "more": more])
    }
}
