/// Voters who earn at equal speed, followed purchase by purchase.
struct PhragmenReplay: CommitteeReplay {
    let shares: SharesCase
    let limit: Int
    /// Whether the count ends as soon as something could be bought that costs too much, or goes on without it.
    let stops: Bool
    private(set) var taken: [Int]
    /// When voters would have had nothing last, before the start where negative.
    private var moments: [Fraction]
    /// The same rounded.
    private var near: [Double]
    /// Which of the moments it is for each group of voters.
    private var since: [Int]

    init(_ shares: SharesCase, limit: Int, stops: Bool) {
        self.shares = shares
        self.limit = limit
        self.stops = stops
        taken = []
        moments = [Fraction(0)]
        near = [0]
        since = shares.ballots.groups.map { _ in 0 }
    }

    /// Goes on with what the voters have left.
    init(after replay: SharesReplay, limit: Int, stops: Bool) {
        shares = replay.shares
        self.limit = limit
        self.stops = stops
        taken = replay.taken
        moments = replay.purses[0].amounts.indices.map { -replay.purses[0].fraction(of: $0) }
        near = moments.map { Self.near($0) }
        since = replay.place
    }

    private static func near(_ moment: Fraction) -> Double {
        let (isNegative, numerator, denominator) = moment.parts
        return (isNegative ? -1 : 1) * Natural.ratio(numerator, denominator)
    }

    private var remaining: Int { taken.reduce(limit) { $0 - shares.costs[$1] } }

    /// When each of the options that could be bought first could be bought; nil for the others.
    private var times: [Fraction?] {
        let remaining = remaining
        let able = shares.costs.indices.filter { option in
            !taken.contains(option) && !shares.supporters[option].isEmpty
                && shares.costs[option] <= (stops ? limit : remaining)
        }
        var times = [Fraction?](repeating: nil, count: shares.costs.count)
        let bounds = able.map { self.bounds($0) }
        guard let latest = bounds.map(\.upper).min() else { return times }
        // Who is surely later than another need not be reckoned exactly.
        for (option, bound) in zip(able, bounds) where bound.lower <= latest { times[option] = time(option) }
        return times
    }

    private func counts(_ option: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: moments.count)
        for supporter in shares.supporters[option] {
            counts[since[Int(supporter.voter)]] += shares.weights[Int(supporter.voter)]
        }
        return counts
    }

    private func time(_ option: Int) -> Fraction {
        let counts = counts(option)
        let sum = counts.indices.reduce(Fraction(shares.costs[option])) { sum, index in
            counts[index] == 0 ? sum : sum + moments[index] * Fraction(counts[index])
        }
        return sum / Fraction(shares.ballots.votes[option])
    }

    private func bounds(_ option: Int) -> (lower: Double, upper: Double) {
        var (sum, size) = (Double(shares.costs[option]), Double(shares.costs[option]))
        for (moment, count) in zip(near, counts(option)) where count > 0 {
            sum += moment * Double(count)
            size += moment.magnitude * Double(count)
        }
        // Each term is off by less than 1/2^50 of itself, and each addition by less than that of the size.
        let error = size * Double(moments.count + 8) * 0x1p-49
        let votes = Double(shares.ballots.votes[option])
        return ((sum - error) / votes * (1 - 0x1p-50), (sum + error) / votes * (1 + 0x1p-50))
    }

    mutating func tied(listed: [WaysCheck.Step]) throws(Refusal) -> [Int] {
        let times = times
        let earliest = times.compactMap { $0 }.min()
        let tied = times.indices.filter { times[$0] != nil && times[$0] == earliest }
        let isOver = tied.contains { shares.costs[$0] > remaining }
        guard !listed.isEmpty else {
            try expect(tied.isEmpty || isOver, "an option could still be bought")
            return []
        }
        try expect(!isOver, "something is bought that costs too much")
        try expect(listed.allSatisfy { $0.value != nil && $0.value == earliest }, "a time is wrong")
        return tied
    }

    func isHarmless(_ option: Int, among tied: [Int]) -> Bool {
        guard tied.reduce(0, { $0 + shares.costs[$1] }) <= remaining else { return false }
        return shares.ballots.isApart(option, among: tied)
    }

    mutating func take(_ option: Int) {
        moments.append(time(option))
        near.append(Self.near(moments[moments.count - 1]))
        for supporter in shares.supporters[option] { since[Int(supporter.voter)] = moments.count - 1 }
        taken.append(option)
    }

    func equals(_ other: PhragmenReplay) -> Bool {
        Set(taken) == Set(other.taken) && since.map { moments[$0] } == other.since.map { other.moments[$0] }
    }
}

/// Checks a sequential Phragmén outcome: at each step when every option could be bought.
func checkSequentialPhragmen(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let ballots = try MarkedBallots(outcome, profile)
    let ones = ballots.votes.map { _ in 1 }
    let shares = SharesCase(ballots, costs: ones, worth: ones, most: outcome.seats)
    try checkCommittee(
        outcome, ballots, from: PhragmenReplay(shares, limit: outcome.seats, stops: false))
}
