/// Whom all the rankings elect that a rule ends in, told by the sets that can stand on top.
struct AgreedCheck {
    let outcome: Outcome
    /// For each number of options from 0 to all, every set of so many with which a ranking begins, each in order of number.
    let tops: [Set<[Int]>]
    /// The one ranking that a published list has chosen.
    var chosen: [Int]?

    func run() throws(Refusal) {
        try checkAgreedRanking(outcome.ranking, options: tops.count - 1) {
            tops[$0].count == 1 ? tops[$0].first : nil
        }
        guard outcome.valid > 0 else {
            return try checkAgreedSeats(outcome, sure: [], possible: [], sets: [[]])
        }
        let sets = chosen.map { [$0.prefix(outcome.seats).sorted()] } ?? tops[outcome.seats]
        let possible = Set(sets.joined())
        let sure = possible.filter { option in sets.allSatisfy { $0.contains(option) } }
        try checkAgreedSeats(outcome, sure: sure, possible: possible, sets: sets)
    }
}

/// That the ranking is cut wherever all rankings begin with the same set, and nowhere else.
func checkAgreedRanking(
    _ ranking: [[Int]], options: Int, onlyTop: (Int) -> [Int]?
) throws(Refusal) {
    var expected: [[Int]] = []
    var above: [Int] = []
    for size in 0..<options {
        guard let top = onlyTop(size + 1) else { continue }
        expected.append(top.filter { !above.contains($0) })
        above = top
    }
    try expect(ranking == expected, "the ranking is not what all rankings agree on")
}

/// Whom every ranking elects and whom only some do; `sets` is nil where there are too many to list.
func checkAgreedSeats(
    _ outcome: Outcome, sure: Set<Int>, possible: Set<Int>, sets: Set<[Int]>?
) throws(Refusal) {
    let winners = outcome.ranking.joined().filter(sure.contains)
    try expect(outcome.winners == winners, "the winners are not those of every ranking")
    let contested = possible.subtracting(sure).sorted()
    let ties = contested.isEmpty ? [] : [Tie(options: contested, seats: outcome.seats - sure.count)]
    try expect(outcome.ties == ties, "the tie is not between those whom only some rankings elect")
    let listed = (sets?.count ?? .max) <= 500 ? sets ?? [] : nil
    try expect(outcome.isComplete == (listed != nil), "whether all ways were followed is wrong")
    let alternatives = (listed?.count ?? 0) > 1 ? listed ?? [] : []
    try expect(
        outcome.alternatives == alternatives.sorted { $0.lexicographicallyPrecedes($1) },
        "the alternatives are wrong")
    try expect(
        outcome.margins.isEmpty && outcome.conditions.isEmpty, "there are margins or conditions too many")
}

/// That the last stages tell who is elected and who is tied.
func checkAgreedStages(_ stages: ArraySlice<Stage>, _ outcome: Outcome) throws(Refusal) {
    let elected = outcome.winners.isEmpty ? [] : [Stage("elected", outcome.winners)]
    let tied = outcome.ties.map { Stage("tied", $0.options, seats: $0.seats) }
    try expect(Array(stages) == elected + tied, "the last stages are wrong")
}
