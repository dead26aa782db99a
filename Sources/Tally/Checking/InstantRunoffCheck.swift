/// Checks an instant runoff by its transcript.
func checkInstantRunoff(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let ballots = try ReplayedBallots(profile, outcome.parameters)
    try expect(outcome.valid == ballots.valid, "the number of valid ballots is wrong")
    let ties = try ReplayedTies(outcome)
    guard ballots.valid > 0 else { return try checkNobody(outcome) }
    var terms = TransferReplay.Terms(ballots: ballots, options: profile.options, seats: outcome.seats)
    terms.lettingLosersGo = outcome.parameters.word("batch") == "losers"
    if outcome.seats == 1 {
        terms.majorityAt = outcome.parameters.word("stop") == "two-left" ? 2 : profile.options
    }
    var check = try TranscriptCheck<TransferReplay>(outcome)
    var start = try TransferReplay(terms, ties)
    let told = try start.begin()
    let end = try check.run(start, told: told)
    try checkMargins(outcome, end)
}

/// The margin at the end is the distance from the elected option to the next one left.
private func checkMargins(_ outcome: Outcome, _ end: TransferReplay) throws(Refusal) {
    let left = end.hopefuls
    guard outcome.seats == 1, outcome.ties.isEmpty, let winner = outcome.winners.first, !left.isEmpty else {
        return try expect(outcome.margins.isEmpty, "there is a margin too many")
    }
    guard outcome.margins.count == 1, let margin = outcome.margins.first else {
        throw Refusal(reason: "the margin is missing")
    }
    let second = left.filter { option in left.allSatisfy { end.votes[$0] <= end.votes[option] } }
    try expect(
        margin.above == [winner] && margin.below == second
            && end.votes[second[0]] + margin.difference == end.votes[winner], "the margin is wrong")
}
