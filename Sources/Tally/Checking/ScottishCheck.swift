/// Checks a Scottish count by its transcript.
func checkScottish(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let ballots = try ReplayedBallots(profile, outcome.parameters)
    try expect(outcome.valid == ballots.valid, "the number of valid ballots is wrong")
    let ties = try ReplayedTies(outcome, statute: .backward)
    guard ballots.valid > 0 else { return try checkNobody(outcome) }
    var terms = TransferReplay.Terms(ballots: ballots, options: profile.options, seats: outcome.seats)
    // The smallest whole number of votes that one more option than seats cannot all have.
    let tooFew = ballots.valid / (outcome.seats + 1)
    terms.quota = Fraction(tooFew) + .one
    terms.passedOn = { value, surplus, total in cutOff(value * surplus / total, places: 5) }
    var check = try TranscriptCheck<TransferReplay>(outcome)
    var start = try TransferReplay(terms, ties)
    let told = try start.begin()
    _ = try check.run(start, told: told)
    try expect(outcome.margins.isEmpty, "there is a margin too many")
}

/// The largest number of so many decimal places that is not more than `number`, which is not negative.
func cutOff(_ number: Fraction, places: Int) -> Fraction {
    let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
    return (number * Fraction(unit)).roundedDown / Fraction(unit)
}
