/// Counts marks: every option that a valid ballot names gets one for it, and the most marks get the seats.
///
/// Shared by the rules of marks. A ballot with more than `most` marks is overmarked; `blank` says whether a
/// ballot without marks is valid. With `share`, an option needs at least that share of the valid ballots.
func countMarks(
    _ rule: Rule, _ profile: Profile, _ parameters: Parameters, _ seats: Int, most: Int
) throws(TallyError) -> Outcome {
    var marks = [Int](repeating: 0, count: profile.options)
    var valid = 0
    for group in profile.groups {
        let marked: [Int]
        switch (group.ballot, rule.ballot) {
        case (.choice(let option), .choice): marked = [option]
        case (.approvals(let options), .approvals): marked = options
        case (.blank, _): marked = []
        case (.invalid, _): continue
        default: throw .badBallot(group.ballot)
        }
        if marked.count > most {
            guard parameters.word("overmarked") == "invalid" else { throw .overmarked(group.ballot) }
            continue
        }
        if marked.isEmpty, parameters.word("blank") == "invalid" { continue }
        valid += group.count
        for option in marked { marks[option] += group.count }
    }

    var conditions: [Condition] = []
    if let share = parameters.share("share") {
        conditions = marks.indices.map {
            Condition("share", option: $0, marks[$0], of: valid, .atLeast, share)
        }
    }
    let seating = try Seating(
        totals: marks.map { Fraction($0) },
        admitted: marks.indices.map { valid > 0 && (conditions.isEmpty || conditions[$0].met) }, seats: seats,
        by: TieBreak(parameters, options: profile.options))
    return Outcome(
        rule, parameters, seats: seats, profile, valid: valid, seating, conditions: conditions,
        .sums(marks.map { Sum(points: $0, ballots: $0) }))
}
