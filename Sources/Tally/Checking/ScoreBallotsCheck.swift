/// The valid ballots of an outcome by scores, found without counting.
struct CheckedScores {
    /// The scores of each valid ballot, nil where it has none, and how many such ballots there are.
    let ballots: [(scores: [Int?], count: Int)]

    /// Refuses a wrong number of valid ballots. `isBlank` says which ballots count as blank.
    init(
        _ outcome: Outcome, _ profile: Profile, allowed: ([Int?]) -> Bool,
        isBlank: ([Int?]) -> Bool = { !$0.contains { $0 != nil } }, needed: ([Int?]) -> Bool = { _ in true }
    ) throws(Refusal) {
        try expect(
            profile.groups.allSatisfy { $0.ballot.kind == nil || $0.ballot.kind == .scores },
            "a ballot is of another kind")
        let empty = [Int?](repeating: nil, count: profile.options)
        let given = profile.groups.compactMap { group -> (scores: [Int?], count: Int)? in
            switch group.ballot {
            case .scores(let scores): (scores, group.count)
            case .blank: (empty, group.count)
            default: nil
            }
        }
        let inside = given.filter { allowed($0.scores) }
        try expect(
            outcome.parameters.word("overmarked") == "invalid" || inside.count == given.count,
            "a ballot is not allowed")
        let blankIsInvalid = outcome.parameters.word("blank") == "invalid"
        ballots = inside.filter { needed($0.scores) && !(blankIsInvalid && isBlank($0.scores)) }
        try expect(
            outcome.valid == ballots.reduce(0) { $0 + $1.count }, "the number of valid ballots is wrong")
    }

    /// How many ballots give the option a score that `fits`.
    func count(_ option: Int, _ fits: (Int?) -> Bool) -> Int {
        ballots.reduce(0) { fits($1.scores[option]) ? $0 + $1.count : $0 }
    }

    /// The points of the option.
    func points(_ option: Int) -> Int {
        ballots.reduce(0) { $0 + $1.count * ($1.scores[option] ?? 0) }
    }

    /// Checks the table of sums option by option.
    func check(_ table: [Sum]) throws(Refusal) {
        for (option, row) in table.enumerated() {
            try expect(row.ballots == count(option) { $0 != nil }, "the raters of an option are wrong")
            try expect(row.points == points(option), "the sum of an option is wrong")
        }
    }
}

/// Checks the conditions on raters and returns those that follow them.
func checkRaters(_ outcome: Outcome, _ raters: [Int]) throws(Refusal) -> ArraySlice<Condition> {
    guard let least = outcome.parameters.whole("raters") else { return outcome.conditions[...] }
    try expect(outcome.conditions.count >= raters.count, "a condition is missing")
    for (option, condition) in outcome.conditions.prefix(raters.count).enumerated() {
        let isRight = condition.states(
            "raters", option: option, raters[option], of: 1, .atLeast, Fraction(least))
        try expect(isRight, "a condition is wrong")
    }
    return outcome.conditions.dropFirst(raters.count)
}

/// Whether every condition about each option is met.
func admitted(_ outcome: Outcome) -> [Bool] {
    (0..<outcome.options).map { option in
        outcome.valid > 0 && outcome.conditions.allSatisfy { $0.option != option || $0.met }
    }
}
