/// Checks a ranked-pairs outcome: the list of duels by replay, and whom all ways of taking them elect.
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
    if replay.drawn != nil {
        try checkOrders(outcome, [replay.order])
    } else {
        let ways = PairWays(levels: replay.levels)
        // Counting may give up where duels of one strength contradict each other in very many ways.
        if ways.isComplete && (outcome.isComplete || ways.mostSteps < 200) {
            try checkOrders(outcome, ways.orders)
        } else {
            try checkOneOrder(outcome, replay.order)
        }
    }

    guard outcome.valid > 0 else {
        return try expect(outcome.stages == [.notAdmitted(Array(pairs.options))], "the stages are wrong")
    }
    var stages = outcome.stages[...]
    try pairs.checkSets(&stages)
    let skipped = replay.rows.filter { $0.count > 2 }
    let locked = Stage("locked", [], ["duels": Fraction(replay.rows.count - skipped.count)])
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

/// Everything that follows from all partial orders that the rule can end in.
private func checkOrders(_ outcome: Outcome, _ orders: [PairWays.Order]) throws(Refusal) {
    let options = Array(0..<outcome.options)
    let seats = outcome.seats
    func below(_ option: Int) -> Set<Int> {
        Set(options.filter { other in orders.allSatisfy { $0[option][other] } })
    }
    let always = options.map(below)
    let byBelow = options.sorted { always[$0].count > always[$1].count }
    try checkAgreedRanking(outcome.ranking, options: options.count) { size in
        let top = byBelow.prefix(size)
        return top.allSatisfy { always[$0].union(top).count == options.count } ? top.sorted() : nil
    }
    guard outcome.valid > 0 else { return try checkAgreedSeats(outcome, sure: [], possible: [], sets: [[]]) }

    var sure = Set(options)
    var possible: Set<Int> = []
    var sets: Set<[Int]> = []
    for order in orders {
        let above = options.map { option in Set(options.filter { order[$0][option] }) }
        let certain = options.filter { option in order[option].count { !$0 } <= seats }
        let able = options.filter { above[$0].count < seats }
        sure.formIntersection(certain)
        possible.formUnion(able)
        /// Takes or leaves the contested options one after the other, the one with most above it last.
        func collect(_ taken: Set<Int>, _ rest: ArraySlice<Int>) {
            guard sets.count <= 500, taken.count + rest.count >= seats else { return }
            if taken.count == seats { sets.insert(taken.sorted()) }
            guard taken.count < seats, let option = rest.first else { return }
            if taken.isSuperset(of: above[option]) { collect(taken.union([option]), rest.dropFirst()) }
            collect(taken, rest.dropFirst())
        }
        let contested = able.filter { !certain.contains($0) }.sorted { above[$0].count < above[$1].count }
        collect(Set(certain), contested[...])
    }
    try checkAgreedSeats(outcome, sure: sure, possible: possible, sets: sets.count <= 500 ? sets : nil)
}

/// What can be said where there are too many ways to follow: everything stated must hold at least on the one that the
/// certificate lists.
private func checkOneOrder(_ outcome: Outcome, _ order: PairWays.Order) throws(Refusal) {
    try expect(
        !outcome.isComplete && outcome.alternatives.isEmpty, "there are too many ways to follow them all")
    let listed = outcome.ranking.joined().sorted()
    try expect(listed == Array(order.indices), "the ranking does not list all once")
    for (place, group) in outcome.ranking.enumerated() {
        let later = outcome.ranking[(place + 1)...].joined()
        try expect(
            group == group.sorted() && group.allSatisfy { option in later.allSatisfy { order[option][$0] } },
            "the ranking is not that of the list of duels")
    }
    try expect(
        outcome.winners.allSatisfy { order.indices.contains($0) && order[$0].count { !$0 } <= outcome.seats },
        "a winner is not elected by the list of duels")
    try expect(
        outcome.winners == outcome.ranking.joined().filter(outcome.winners.contains),
        "the winners are out of order")
    let contested = outcome.ties.flatMap(\.options)
    try expect(
        outcome.ties.count <= 1 && Set(contested).count == contested.count && contested == contested.sorted()
            && !contested.contains(where: outcome.winners.contains)
            && outcome.winners.count + (outcome.ties.first?.seats ?? 0) == outcome.seats,
        "the tie is not for the seats left")
    try expect(
        outcome.margins.isEmpty && outcome.conditions.isEmpty, "there are margins or conditions too many")
}
