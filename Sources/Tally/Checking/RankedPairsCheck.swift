/// Checks a ranked-pairs outcome: the list of duels by replay, and where equally strong ones contradict each other
/// all rankings that the rule can end in.
func checkRankedPairs(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    try expect(profile.options <= 200, "there are too many options")
    let pairs = try PairwiseCheck(outcome, profile)
    try expect(
        outcome.certificate.kind == "ranked-pairs" && outcome.certificate.tables.count == 2,
        "a table is missing")
    var replay = PairReplay(pairs: pairs, measure: outcome.parameters.word("strength"))
    if outcome.parameters.word("ties") == "drawn" {
        guard let drawn = outcome.parameters.order("drawn"), drawn.count == profile.options else {
            throw Refusal(reason: "the list is missing")
        }
        replay.drawn = drawn
    }
    try replay.run(outcome.certificate.tables["pairs"] ?? [])
    if replay.isContested {
        try checkStacks(outcome, pairs, replay)
    } else {
        try checkOrder(outcome, pairs, replay)
    }

    guard outcome.valid > 0 else {
        return try expect(outcome.stages == [.notAdmitted(Array(pairs.options))], "the stages are wrong")
    }
    var stages = outcome.stages[...]
    try pairs.checkSets(&stages)
    let skipped = replay.rows.filter { $0.count > 2 }
    let locked = Stage("locked", [], ["count": Fraction(replay.rows.count - skipped.count)])
    try expect(stages.popFirst() == locked, "the number of duels taken is wrong")
    for row in skipped {
        let (winner, loser) = (row[0], row[1])
        let amounts = [
            "support": Fraction(pairs.table[winner][loser]),
            "opposition": Fraction(pairs.table[loser][winner]),
        ]
        try expect(
            stages.popFirst() == Stage("skipped", row.dropFirst() + [winner], amounts),
            "a stage about a skipped duel is wrong")
    }
    try checkAgreedStages(stages, outcome)
}

/// Everything that follows where the duels taken are the same on every way, so that they leave one partial order.
private func checkOrder(
    _ outcome: Outcome, _ pairs: PairwiseCheck, _ replay: PairReplay
) throws(Refusal) {
    let below = pairs.options.map { replay.below($0) }
    let above = pairs.options.map { option in pairs.options.filter { below[$0].contains(option) } }
    let byBelow = pairs.options.sorted { below[$0].count > below[$1].count }
    try checkAgreedRanking(outcome.ranking, options: pairs.options.count) { size in
        let top = byBelow.prefix(size)
        return top.allSatisfy { below[$0].union(top).count == pairs.options.count } ? top.sorted() : nil
    }
    guard outcome.valid > 0 else { return try checkAgreedSeats(outcome, sure: [], possible: [], sets: [[]]) }
    let seats = outcome.seats
    let sure = pairs.options.filter { pairs.options.count - below[$0].count <= seats }
    let possible = pairs.options.filter { above[$0].count < seats }
    var sets: Set<[Int]> = []
    /// Leaves or takes the contested options one after the other, the one with most above it last.
    func collect(_ taken: Set<Int>, _ rest: ArraySlice<Int>) {
        guard sets.count <= 500, taken.count + rest.count >= seats else { return }
        if taken.count == seats { sets.insert(taken.sorted()) }
        guard taken.count < seats, let option = rest.first else { return }
        if taken.isSuperset(of: above[option]) { collect(taken.union([option]), rest.dropFirst()) }
        collect(taken, rest.dropFirst())
    }
    let contested = possible.filter { !sure.contains($0) }.sorted { above[$0].count < above[$1].count }
    collect(Set(sure), contested[...])
    try checkAgreedSeats(
        outcome, sure: Set(sure), possible: Set(possible), sets: sets.count <= 500 ? sets : nil)
}

/// Everything that follows from all rankings that some order of the equally strong duels leads to.
private func checkStacks(
    _ outcome: Outcome, _ pairs: PairwiseCheck, _ replay: PairReplay
) throws(Refusal) {
    var stacks = StackSearch(levels: replay.levels)
    stacks.run()
    guard stacks.isComplete, outcome.isComplete || stacks.tops[outcome.seats].count > 500 else {
        // Not all ways were followed, and there really are many. What was found is still true of some ways.
        try expect(
            !outcome.isComplete && (!stacks.isComplete || stacks.count > 500), "there are not so many ways")
        try expect(outcome.alternatives.isEmpty, "there are alternatives although not all are known")
        let unsure = stacks.isComplete ? stacks.tops[outcome.seats] : []
        let sure = unsure.first?.filter { option in unsure.allSatisfy { $0.contains(option) } } ?? []
        return try expect(Set(outcome.winners).isSuperset(of: sure), "a winner of every ranking is missing")
    }
    try AgreedCheck(outcome: outcome, tops: stacks.tops).run()
}
