/// Checks a Kemeny outcome: the pairs, and the best rankings found once more from their ends.
func checkKemeny(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    try expect(profile.options <= 16, "there are too many options")
    let pairs = try PairwiseCheck(outcome, profile)
    let tables = outcome.certificate.tables
    try expect(
        outcome.certificate.kind == "kemeny" && Set(tables.keys) == ["pairwise", "above", "optimum"],
        "a table is missing")
    var search = RankingSearch(table: pairs.table)
    let everybody = 1 << profile.options - 1
    let best = search.best(everybody)
    try expect(
        tables["optimum"] == [[Fraction(best.agreement), Fraction(best.count)]], "the optimum is wrong")

    // From the top down through all sets with which a best ranking begins, with the number of ways to each.
    var tops: [Set<[Int]>] = [[[]]]
    var layer = [0: 1]
    var above = pairs.table.map { $0.map { _ in 0 } }
    for _ in pairs.options {
        var next: [Int: Int] = [:]
        for (top, ways) in layer {
            let below = everybody & ~top
            let rest = search.best(below)
            for option in search.members(below) where search.first(option, of: below) == rest.agreement {
                let others = below & ~(1 << option)
                next[top | 1 << option, default: 0] += ways
                for other in search.members(others) {
                    above[option][other] += ways * search.best(others).count
                }
            }
        }
        layer = next
        tops.append(Set(layer.keys.map { search.members($0) }))
    }
    let rows = above.enumerated().map { row in
        row.element.enumerated().map { $0.offset == row.offset ? nil : Fraction($0.element) }
    }
    try expect(tables["above"] == rows, "the number of rankings with one option above another is wrong")
    var chosen: [Int]?
    if outcome.parameters.word("ties") == "drawn" {
        let drawn = outcome.parameters.order("drawn") ?? []
        try expect(drawn.sorted() == Array(pairs.options), "the list for ties is not one of all options")
        if best.count > 1 { chosen = search.first(by: drawn) }
    }
    try AgreedCheck(outcome: outcome, tops: tops, chosen: chosen).run()

    guard outcome.valid > 0 else {
        return try expect(outcome.stages == [.notAdmitted(Array(pairs.options))], "the stages are wrong")
    }
    var stages = outcome.stages[...]
    try pairs.checkSets(&stages)
    let amounts = ["agreement": Fraction(best.agreement), "rankings": Fraction(best.count)]
    try expect(
        stages.popFirst() == Stage("best-rankings", [], amounts), "the stage about the rankings is wrong")
    if let chosen {
        try expect(stages.popFirst() == Stage("drawn-ranking", chosen), "the list chooses another ranking")
    }
    try checkAgreedStages(stages, outcome)
}

/// The best rankings of sets of options, each built from its first option. Sets are written as bits.
private struct RankingSearch {
    let table: [[Int]]
    private var known: [Int: (agreement: Int, count: Int)] = [0: (0, 1)]

    init(table: [[Int]]) { self.table = table }

    func members(_ set: Int) -> [Int] { table.indices.filter { set >> $0 & 1 == 1 } }

    /// The most agreement within the set, and how many rankings of it have that.
    mutating func best(_ set: Int) -> (agreement: Int, count: Int) {
        if let known = known[set] { return known }
        var best = (agreement: -1, count: 0)
        for option in members(set) {
            let agreement = first(option, of: set)
            let count = self.best(set & ~(1 << option)).count
            if agreement > best.agreement { best = (agreement, 0) }
            if agreement == best.agreement { best.count += count }
        }
        known[set] = best
        return best
    }

    /// The best ranking of all options that has the earliest of the list at each place.
    mutating func first(by list: [Int]) -> [Int] {
        var ranking: [Int] = []
        var below = 1 << table.count - 1
        while below != 0 {
            let best = best(below).agreement
            for option in list where below >> option & 1 == 1 && first(option, of: below) == best {
                ranking.append(option)
                below &= ~(1 << option)
                break
            }
        }
        return ranking
    }

    /// The most agreement within the set if the option comes first.
    mutating func first(_ option: Int, of set: Int) -> Int {
        let others = set & ~(1 << option)
        return members(others).reduce(best(others).agreement) { $0 + table[option][$1] }
    }
}
