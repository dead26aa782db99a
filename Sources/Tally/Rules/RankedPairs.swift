extension Rule {
    /// Won duels are taken in order of strength; one that contradicts those taken before is skipped. What then
    /// stands above what is the result.
    ///
    /// Duels of equal strength are taken in every order that makes a difference, and duels that end equal either
    /// way: elected are those who are on top on all ways. With `drawn` the earlier option's duels go first, among
    /// these the one against the earlier option, and equal duels go to the earlier option.
    package static let rankedPairs = Rule(
        id: "ranked-pairs",
        source: "Tideman 1987, Social Choice and Welfare 4; list of options as Zavist & Tideman 1989",
        ballot: .ranking, reading: .pairs,
        parameters: [
            Parameter("strength", .choice(["winning-votes", "margins"]), .choice("winning-votes"))
        ] + Parameter.pairwise() + Parameter.ties([.report, .drawn]),
        count: countRankedPairs, check: checkRankedPairs)
}

private func countRankedPairs(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard profile.options <= PairLocking.mostOptions else { throw .tooMany(PairLocking.mostOptions) }
    let pairwise = try Pairwise(profile, parameters)
    let measure = LinkMeasure(rawValue: parameters.word("strength")) ?? .winningVotes
    let policy = try TieBreak(parameters, options: profile.options).policy
    let locking = PairLocking(
        Links(pairwise, measure), drawn: policy == .drawn ? parameters.order("drawn") : nil)

    let orders = locking.ways.map { way in
        PartialOrder(options: profile.options) { way.order.leads(from: $0, to: $1) }
    }
    let common = PartialOrder(options: profile.options) { option, other in
        locking.ways.allSatisfy { $0.order.leads(from: option, to: other) }
    }
    let options = pairwise.valid > 0 ? Array(0..<profile.options) : []
    var sets: Set<[Int]>? = locking.isComplete ? [] : nil
    for order in orders where !options.isEmpty {
        let more = order.topSets(seats: seats, atMost: AgreedSeats.mostSets)
        sets = sets.flatMap { sets in more.map { sets.union($0) } }
    }
    let places = AgreedSeats(
        sure: Set(options.filter { option in orders.allSatisfy { $0.isSure(option, seats: seats) } }),
        possible: Set(options.filter { option in orders.contains { $0.isPossible(option, seats: seats) } }),
        sets: sets, ranking: common.ranking, seats: seats)

    let rows = locking.ways[0].rows
    let stages = MajoritySets(pairwise).stages(pairwise) + rows.stages(pairwise) + places.stages
    return Outcome(
        rule: Rule.rankedPairs.id, parameters: parameters, seats: seats, profile: profile,
        valid: pairwise.valid, winners: places.winners, ties: places.ties, alternatives: places.alternatives,
        isComplete: places.isComplete, ranking: common.ranking,
        stages: options.isEmpty ? [.notAdmitted(Array(0..<profile.options))] : stages,
        certificate: Certificate(
            "ranked-pairs",
            ["pairwise": pairwise.table, "pairs": rows.map { $0.map { Fraction($0 + 1) } }]))
}

extension [[Int]] {
    /// How many duels were taken, and for each skipped one the chain of taken duels that contradicts it.
    fileprivate func stages(_ pairwise: Pairwise) -> [Stage] {
        let skipped = filter { $0.count > 2 }.map { row in
            let amounts = [
                "support": Fraction(pairwise[row[0], over: row[1]]),
                "opposition": Fraction(pairwise[row[1], over: row[0]]),
            ]
            return Stage("skipped", row[1...] + [row[0]], amounts)
        }
        return [Stage("locked", [], ["duels": Fraction(count - skipped.count)])] + skipped
    }
}
