extension Rule {
    /// Each voter grades options from 0 to `highest`; the best middle grades get the seats.
    ///
    /// The middle grade of an even number is the lower one of the two. Of options with the same middle grade, one
    /// such grade of each is taken away until they differ. `missing` says whether an option without a grade on
    /// a valid ballot gets the lowest grade or none; then the numbers of grades differ, and each is multiplied
    /// to the least common multiple, which changes no order. An option graded on fewer than `raters` ballots is
    /// not elected. A ballot with a grade out of bounds is invalid or stops the count, as `overmarked` says.
    package static let majorityJudgment = Rule(
        id: "majority-judgment",
        source: "Balinski & Laraki 2011, Majority judgment, MIT Press",
        ballot: .scores,
        parameters: [
            Parameter("highest", .whole(1...1_000), .whole(5)),
            Parameter("missing", .choice(["lowest", "excluded"]), .choice("lowest")),
            Parameter("raters", .whole(1...Profile.mostBallots), .none),
            Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("valid")),
        ] + Parameter.tiesAtTheBorder,
        count: countMajorityJudgment, check: checkMajorityJudgment)
}

private func countMajorityJudgment(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard let highest = parameters.whole("highest") else { throw .badParameter("highest") }
    let filled: Int? = parameters.word("missing") == "lowest" ? 0 : nil
    // Row after row, as this is the inner loop.
    var counts = [Int](repeating: 0, count: profile.options * (highest + 1))
    var raters = [Sum](repeating: Sum(points: 0, ballots: 0), count: profile.options)
    let valid = try profile.countScores(
        parameters, allowed: { isWithin(0...highest, $0) },
        each: { scores, count in
            for option in scores.indices {
                if scores[option] != nil { raters[option].ballots += count }
                if let grade = scores[option] ?? filled { counts[option * (highest + 1) + grade] += count }
            }
        })
    let rows = counts.rows(of: highest + 1)
    let grades = rows.map { GradeProfile($0) }
    let graded = grades.indices.filter { grades[$0].ballots > 0 }
    // Options with the same shares of each grade are equal, and only these.
    let ranks = Dictionary(grouping: graded) { grades[$0].shares }.values
        .sorted { grades[$0[0]].difference(to: grades[$1[0]])?.isBetter ?? false }
    let differences = zip(ranks, ranks.dropFirst()).compactMap { above, below in
        grades[above[0]].difference(to: grades[below[0]]).map { (above, $0) }
    }
    let conditions = raters.raterConditions(parameters)
    let seating = try Seating(
        ranks: ranks, totals: grades.map { $0.middle.map { Fraction($0) } },
        admitted: grades.indices.map { conditions.isEmpty || conditions[$0].met }, seats: seats,
        by: TieBreak(parameters, options: profile.options),
        told: differences.compactMap { above, difference in
            difference.removed.isZero ? nil : .removed(above, difference)
        })
    let found = differences.map { [$0.1.removed, Fraction($0.1.grade), Fraction($0.1.other)] }
    return Outcome(
        .majorityJudgment, parameters, seats: seats, profile, valid: valid, seating, conditions: conditions,
        Certificate(
            "grades",
            ["grades": rows.map { $0.map { Fraction($0) } }, "differences": found.map { $0.map { $0 } }]))
}

extension Stage {
    /// These options have the same middle grade as the next; after so many of them were taken away from both, not.
    fileprivate static func removed(_ options: [Int], _ difference: GradeDifference) -> Stage {
        Stage(
            "removed", options,
            [
                "removed": difference.removed, "grade": Fraction(difference.grade),
                "other": Fraction(difference.other),
            ])
    }
}
