/// Checks a count by Meek's method by its transcript.
func checkMeek(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let ballots = try ReplayedBallots(profile, outcome.parameters)
    try expect(outcome.valid == ballots.valid, "the number of valid ballots is wrong")
    let ties = try ReplayedTies(outcome)
    guard ballots.valid > 0 else { return try checkNobody(outcome) }
    let parameters = outcome.parameters
    let scale = (0..<(parameters.whole("decimals") ?? 9)).reduce(1) { scale, _ in scale * 10 }
    try expect(ballots.valid < Int.max / 4 / scale, "the numbers are too large")
    let omega = (0..<(parameters.whole("omega") ?? 6)).reduce(Fraction.one) { omega, _ in omega / Fraction(10)
    }
    let terms = MeekReplay.Terms(
        ballots: ballots, options: profile.options, seats: outcome.seats,
        isExact: parameters.word("arithmetic") == "exact", scale: scale, omega: omega)
    var check = try TranscriptCheck<MeekReplay>(outcome, hasKeepFactors: true)
    var start = MeekReplay(terms, ties)
    let told = try start.begin()
    _ = try check.run(start, told: told)
    try expect(outcome.margins.isEmpty, "there is a margin too many")
}
