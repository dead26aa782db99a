/// Checks a count by the weighted inclusive Gregory method by its transcript.
func checkWeightedInclusive(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let ballots = try ReplayedBallots(profile, outcome.parameters)
    try expect(outcome.valid == ballots.valid, "the number of valid ballots is wrong")
    let ties = try ReplayedTies(outcome)
    guard ballots.valid > 0 else { return try checkNobody(outcome) }
    let parameters = outcome.parameters
    let decimals = parameters.whole("decimals")
    var terms = TransferReplay.Terms(ballots: ballots, options: profile.options, seats: outcome.seats)
    terms.quota = quota(parameters.word("quota"), ballots.valid, outcome.seats, decimals)
    terms.needsMore = parameters.word("quota") == "droop-exact" && decimals == nil
    terms.lettingLosersGo = parameters.word("batch") == "losers"
    terms.losersKeepLastVotes = terms.lettingLosersGo
    if let decimals {
        terms.passedOn = { value, surplus, total in
            cutOff(cutOff(value * surplus, places: decimals) / total, places: decimals)
        }
    }
    var check = try TranscriptCheck<TransferReplay>(outcome)
    var start = try TransferReplay(terms, ties)
    let told = try start.begin()
    _ = try check.run(start, told: told)
    try expect(outcome.margins.isEmpty, "there is a margin too many")
}

private func quota(_ name: String, _ votes: Int, _ seats: Int, _ decimals: Int?) -> Fraction {
    let unit = Fraction.one / Fraction((0..<(decimals ?? 0)).reduce(1) { unit, _ in unit * 10 })
    func share(among parts: Int) -> Fraction { Fraction(votes) / Fraction(parts) }
    switch name {
    case "droop-integer": return cutOff(share(among: seats + 1), places: 0) + .one
    case "droop-exact":
        guard let decimals else { return share(among: seats + 1) }
        return cutOff(share(among: seats + 1), places: decimals) + unit
    default:
        if name == "hare", decimals == nil { return share(among: seats) }
        let places = name == "hare" ? decimals ?? 0 : 0
        let low = cutOff(share(among: seats), places: places)
        return low == share(among: seats) ? low : low + (name == "hare" ? unit : .one)
    }
}
