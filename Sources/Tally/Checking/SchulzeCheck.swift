/// Checks a Schulze outcome: the pairs, the strongest chains, and what follows from them.
func checkSchulze(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let pairs = try PairwiseCheck(outcome, profile)
    let chains = try BeatPathCheck(outcome, pairs, kind: "schulze")
    try chains.checkRanking(outcome.ranking)
    try checkRankedSeats(outcome, admitted: Set(outcome.valid > 0 ? Array(pairs.options) : []))
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
    try checkRankedSeatStages(stages, outcome)
}

/// That the seats go to the admitted from the top of the ranking, as far as its groups fit.
func checkRankedSeats(_ outcome: Outcome, admitted: Set<Int>) throws(Refusal) {
    var elected: [Int] = []
    var ties: [Tie] = []
    var above = 0
    for group in outcome.ranking {
        let candidates = group.filter(admitted.contains)
        let below = above + candidates.count
        if below <= outcome.seats {
            elected += candidates
        } else if above < outcome.seats {
            ties.append(Tie(options: candidates, seats: outcome.seats - above))
        }
        above = below
    }
    try expect(outcome.winners == elected, "the winners do not follow from the ranking")
    try expect(outcome.ties == ties, "the ties do not follow from the ranking")
    try expect(outcome.alternatives.isEmpty && outcome.isComplete, "there are alternatives too many")
    try expect(outcome.margins.isEmpty, "there are margins too many")
}

/// That the last stages tell who is elected and who is tied.
func checkRankedSeatStages(_ stages: ArraySlice<Stage>, _ outcome: Outcome) throws(Refusal) {
    let elected = outcome.winners.isEmpty ? [] : [Stage("elected", outcome.winners)]
    let tied = outcome.ties.map { Stage("tied", $0.options, seats: $0.seats) }
    try expect(Array(stages) == elected + tied, "the last stages are wrong")
}
