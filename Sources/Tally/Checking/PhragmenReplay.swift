/// Voters who earn at equal speed, followed purchase by purchase.
struct PhragmenReplay: CommitteeReplay {
    let shares: SharesCase
    let limit: Int
    /// Whether the count ends as soon as something could be bought that costs too much, or goes on without it.
    let stops: Bool
    private(set) var taken: [Int]
    /// When voters would have had nothing last, before the start where negative.
    private var moments: [Fraction]
    /// Which of the moments it is for each group of voters.
    private var since: [Int]

    init(_ shares: SharesCase, limit: Int, stops: Bool) {
        self.shares = shares
        self.limit = limit
        self.stops = stops
        taken = []
        moments = [Fraction(0)]
        since = shares.ballots.groups.map { _ in 0 }
    }

    /// Goes on with what the voters have left.
    init(after replay: SharesReplay, limit: Int, stops: Bool) {
        shares = replay.shares
        self.limit = limit
        self.stops = stops
        taken = replay.taken
        moments = replay.purses[0].amounts.indices.map { -replay.purses[0].fraction(of: $0) }
        since = replay.place
    }

    private var remaining: Int { taken.reduce(limit) { $0 - shares.costs[$1] } }

    /// When each option could be bought; nil for those that cannot.
    private var times: [Fraction?] {
        let remaining = remaining
        return shares.costs.indices.map { option in
            guard !taken.contains(option), !shares.supporters[option].isEmpty,
                shares.costs[option] <= (stops ? limit : remaining)
            else { return nil }
            var counts = [Int](repeating: 0, count: moments.count)
            for supporter in shares.supporters[option] {
                let voter = Int(supporter.voter)
                counts[since[voter]] += shares.weights[voter]
            }
            let sum = counts.indices.reduce(Fraction(shares.costs[option])) { sum, index in
                counts[index] == 0 ? sum : sum + moments[index] * Fraction(counts[index])
            }
            return sum / Fraction(shares.ballots.votes[option])
        }
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
        let time = times[option] ?? Fraction(0)
        moments.append(time)
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
