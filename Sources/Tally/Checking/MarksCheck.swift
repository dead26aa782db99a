/// Checks an outcome of counted marks: the table option by option, then what follows from it.
func checkMarks(
    _ outcome: Outcome, _ profile: Profile, of kind: Ballot.Kind, most: Int
) throws(Refusal) {
    guard let table = outcome.certificate.sums, table.count == profile.options else {
        throw Refusal(reason: "the table does not list every option")
    }
    let stops = outcome.parameters.word("overmarked") == "refused"
    let least = outcome.parameters.word("blank") == "valid" ? 0 : 1
    try expect(
        profile.groups.allSatisfy { $0.ballot.kind == nil || $0.ballot.kind == kind },
        "a ballot is of another kind")
    let counted = profile.groups.compactMap { group -> (marked: Set<Int>, count: Int)? in
        switch group.ballot {
        case .choice(let option): ([option], group.count)
        case .approvals(let marked): (Set(marked), group.count)
        case .blank: ([], group.count)
        default: nil
        }
    }
    try expect(!stops || counted.allSatisfy { $0.marked.count <= most }, "a ballot marks too many")
    let valid = counted.filter { (least...max(least, most)).contains($0.marked.count) }
    try expect(outcome.valid == valid.reduce(0) { $0 + $1.count }, "the number of valid ballots is wrong")

    for (option, row) in table.enumerated() {
        let marks = valid.reduce(0) { $1.marked.contains(option) ? $0 + $1.count : $0 }
        try expect(row == Sum(points: marks, ballots: marks), "the sum of an option is wrong")
    }
    if let share = outcome.parameters.share("share") {
        try expect(outcome.conditions.count == table.count, "a condition is missing or too many")
        for (option, condition) in outcome.conditions.enumerated() {
            let isRight = condition.states(
                "share", option: option, table[option].points, of: outcome.valid, .atLeast, share)
            try expect(isRight, "a condition is wrong")
        }
    } else {
        try expect(outcome.conditions.isEmpty, "there are conditions too many")
    }
    let admitted = table.indices.map { option in
        outcome.valid > 0 && outcome.conditions.allSatisfy { $0.option != option || $0.met }
    }
    try SeatCheck(outcome: outcome, totals: table.map { Fraction($0.points) }, admitted: admitted).run()
}
