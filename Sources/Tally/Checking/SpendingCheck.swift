/// Checks an outcome of points that voters share out.
func checkCumulative(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    guard let points = outcome.parameters.whole("points") else {
        throw Refusal(reason: "the number of points is missing")
    }
    let most = outcome.parameters.whole("most") ?? points
    try checkSpending(outcome, profile) { given in
        given.allSatisfy { $0 >= 0 && $0 <= most } && isPaid(given, from: points) { $0 }
    }
}

/// Checks an outcome of votes bought for their squares.
func checkQuadratic(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    guard let credits = outcome.parameters.whole("credits") else {
        throw Refusal(reason: "the number of credits is missing")
    }
    let allowsNegative = outcome.parameters.word("negative") == "allowed"
    try checkSpending(outcome, profile) { given in
        (allowsNegative || !given.contains { $0 < 0 })
            && isPaid(given, from: credits) { $0 * $0 }
    }
}

/// Whether each price can be paid from what the earlier ones leave over.
private func isPaid(_ given: [Int], from purse: Int, price: (Int) -> Int) -> Bool {
    var left = purse
    for votes in given {
        guard votes.magnitude <= purse, price(votes) <= left else { return false }
        left -= price(votes)
    }
    return true
}

private func checkSpending(
    _ outcome: Outcome, _ profile: Profile, allowed: ([Int]) -> Bool
) throws(Refusal) {
    guard let table = outcome.certificate.sums, table.count == profile.options else {
        throw Refusal(reason: "the table does not list every option")
    }
    let scores = try CheckedScores(
        outcome, profile, allowed: { allowed($0.compactMap { $0 }) },
        isBlank: { !$0.contains { $0 != nil && $0 != 0 } })
    try scores.check(table)
    try expect(outcome.conditions.isEmpty, "there are conditions too many")
    try SeatCheck(
        outcome: outcome, totals: table.map { Fraction($0.points) }, admitted: admitted(outcome)
    ).run()
}
