/// Checks a Schulze outcome: the pairs, the strongest chains, and what follows from them.
func checkSchulze(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let pairs = try PairwiseCheck(outcome, profile)
    let chains = try BeatPathCheck(outcome, pairs, kind: "schulze")
    try chains.checkRanking(outcome.ranking)
    let border = try checkRankedSeats(outcome, admitted: Set(outcome.valid > 0 ? Array(pairs.options) : []))
    try expect(outcome.conditions.isEmpty, "there are conditions too many")

    var stages = outcome.stages[...]
    guard outcome.valid > 0 else {
        return try expect(outcome.stages == [.notAdmitted(Array(pairs.options))], "the stages are wrong")
    }
    try pairs.checkSets(&stages)
    for winner in outcome.winners {
        for loser in pairs.options where !outcome.winners.contains(loser) && chains.prefers(winner, to: loser)
        {
            try chains.checkChain(stages.popFirst(), from: winner, to: loser)
        }
    }
    try checkRankedSeatStages(stages, outcome, border)
}

/// That the seats go to the admitted from the top of the ranking, as far as its groups fit. Returns the group at the
/// border that does not.
func checkRankedSeats(_ outcome: Outcome, admitted: Set<Int>) throws(Refusal) -> Tie? {
    var elected: [Int] = []
    var border = Tie(options: [], seats: 0)
    var above = 0
    for group in outcome.ranking {
        let candidates = group.filter(admitted.contains)
        let below = above + candidates.count
        if below <= outcome.seats {
            elected += candidates
        } else if above < outcome.seats {
            border = Tie(options: candidates, seats: outcome.seats - above)
        }
        above = below
    }
    let (preferred, open) = try TieCheck(outcome).settled(border)
    try expect(outcome.winners == elected + preferred, "the winners do not follow from the ranking")
    try expect(outcome.ties == (open.map { [$0] } ?? []), "the ties do not follow from the ranking")
    try expect(outcome.alternatives.isEmpty && outcome.isComplete, "there are alternatives too many")
    try expect(outcome.margins.isEmpty, "there are margins too many")
    return border.options.isEmpty ? nil : border
}

/// That the last stages tell who is elected and what became of the group at the border.
func checkRankedSeatStages(
    _ stages: ArraySlice<Stage>, _ outcome: Outcome, _ border: Tie?
) throws(Refusal) {
    let elected = outcome.winners.filter { border?.options.contains($0) != true }
    var expected = elected.isEmpty ? [] : [Stage("elected", elected)]
    if let border {
        for stage in try TieCheck(outcome).stages(border, total: .zero) {
            expected.append(Stage(stage.kind, stage.options, seats: stage.seats))
        }
    }
    try expect(Array(stages) == expected, "the last stages are wrong")
}
