extension Rule {
    /// Each voter marks any number of options; the options with the most marks get the seats.
    ///
    /// `most` is how many a ballot may mark; `overmarked` says whether a ballot with more is invalid or stops
    /// the count. With `share`, an option needs at least that share of the valid ballots.
    package static let approval = Rule(
        id: "approval",
        source: "Brams & Fishburn 1978, American Political Science Review 72",
        ballot: .approvals,
        parameters: [
            Parameter("most", .whole(1...10_000), .none),
            Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("valid")),
            Parameter("share", .share, .none),
        ],
        count: countApproval, check: checkApproval)
}

private func countApproval(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    let most = parameters.whole("most") ?? profile.options
    var marks = [Int](repeating: 0, count: profile.options)
    var valid = 0
    for group in profile.groups {
        let marked: [Int]
        switch group.ballot {
        case .approvals(let options): marked = options
        case .blank: marked = []
        case .invalid: continue
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
    let admitted = marks.indices.map { valid > 0 && (conditions.isEmpty || conditions[$0].met) }
    let seating = try Seating(totals: marks.map { Fraction($0) }, admitted: admitted, seats: seats)
    return Outcome(
        rule: Rule.approval.id, parameters: parameters, seats: seats, profile: profile, valid: valid,
        winners: seating.winners, ties: seating.ties, ranking: seating.ranking, margins: seating.margins,
        stages: seating.stages, conditions: conditions,
        certificate: .sums(marks.map { Sum(points: $0, ballots: $0) }))
}
