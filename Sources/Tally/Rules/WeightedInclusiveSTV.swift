extension Rule {
    /// Single transferable vote by the weighted inclusive Gregory method: every paper of an elected option is
    /// passed on at the same part of its value.
    ///
    /// `decimals` cuts products and quotients off after so many places, one after the other; without it
    /// values are exact. Quotas for V valid ballots and s seats: `droop-integer` is V/(s+1) cut to a whole
    /// number, plus one; `droop-exact` is V/(s+1), which must be exceeded (with decimals: reached with one
    /// unit of the last place more); `hare` is V/s, and `hare-integer` the same rounded up to a whole number.
    /// With `decimals` 4 and `droop-exact` this is the Reference WIGM rule of the Proportional Representation
    /// Foundation, with `batch` = `losers` its variant that lets sure losers leave at once. A ballot on which
    /// nothing counts is invalid.
    package static let weightedInclusiveSTV = Rule(
        id: "wigm-stv",
        source: "Proportional Representation Foundation, Reference WIGM Rule 2010",
        ballot: .ranking, reading: .papers,
        parameters: PreferenceReader.parameters(
            standard: "skip", equal: ["end", "skip", "end-if-several", "invalid"])
            + [
                Parameter(
                    "quota", .choice(["droop-integer", "droop-exact", "hare-integer", "hare"]),
                    .choice("droop-integer")),
                Parameter("decimals", .whole(0...9), .none),
                Parameter("batch", .choice(["none", "losers"]), .choice("none")),
            ] + Parameter.ties(),
        count: countWeightedInclusive, check: checkWeightedInclusive)
}

private func countWeightedInclusive(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard seats >= 1 else { throw .badSeats(seats) }
    let papers = try Papers(profile, parameters)
    let decimals = parameters.whole("decimals")
    let isExactDroop = parameters.word("quota") == "droop-exact"
    let isBatch = parameters.word("batch") == "losers"
    let terms = TransferTerms(
        papers, options: profile.options, seats: seats,
        ties: try TieOrder(parameters, options: profile.options),
        quota: quota(parameters.word("quota"), votes: papers.valid, seats: seats, decimals: decimals),
        needsMore: isExactDroop && decimals == nil,
        arithmetic: decimals.map { .truncatedTwice($0) } ?? .exact,
        batch: isBatch ? .losers : .none, stopsBeforeTransfer: isBatch)
    return try terms.outcome(of: Rule.weightedInclusiveSTV.id, parameters, profile)
}

private func quota(_ name: String, votes: Int, seats: Int, decimals: Int?) -> Fraction {
    let droop = Fraction(numerator: votes, over: seats + 1)
    let hare = Fraction(numerator: votes, over: seats)
    let unit = decimals.map { Fraction.power(of: 10, $0).reciprocal }
    switch name {
    case "droop-integer": return droop.roundedDown + .one
    case "droop-exact":
        guard let decimals, let unit else { return droop }
        return droop.truncated(places: decimals) + unit
    case "hare-integer": return -(-hare).roundedDown
    default:
        guard let unit else { return hare }
        return -(-hare / unit).roundedDown * unit
    }
}
