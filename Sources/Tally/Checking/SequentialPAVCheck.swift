/// Checks a sequential PAV outcome: at each step the sum of every option, ballot by ballot.
func checkSequentialPAV(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let ballots = try MarkedBallots(outcome, profile)
    try checkCommittee(outcome, ballots, from: ThieleReplay(ballots: ballots, seats: outcome.seats))
}

private struct ThieleReplay: CommitteeReplay {
    let ballots: MarkedBallots
    let seats: Int
    var taken: [Int] = []

    mutating func tied(listed: [WaysCheck.Step]) throws(Refusal) -> [Int] {
        var totals = [[Int: Int]](repeating: [:], count: ballots.votes.count)
        if taken.count < seats {
            for group in ballots.groups {
                let elected = group.marks.count { taken.contains($0.option) }
                for mark in group.marks where !taken.contains(mark.option) {
                    totals[mark.option][elected + 1, default: 0] += group.count
                }
            }
        }
        let sums = totals.map { $0.reduce(Fraction(0)) { $0 + Fraction($1.value) / Fraction($1.key) } }
        guard let most = sums.max(), !most.isZero else { return [] }
        try expect(!listed.isEmpty, "a seat is left empty")
        try expect(listed.allSatisfy { $0.value == most }, "an option is elected with another total")
        return sums.indices.filter { sums[$0] == most }
    }

    func isHarmless(_ option: Int, among tied: [Int]) -> Bool {
        tied.count + taken.count <= seats && ballots.isApart(option, among: tied)
    }

    mutating func take(_ option: Int) { taken.append(option) }

    func equals(_ other: ThieleReplay) -> Bool { Set(taken) == Set(other.taken) }
}

extension MarkedBallots {
    /// Whether no ballot marks both the option and another of the tied ones.
    func isApart(_ option: Int, among tied: [Int]) -> Bool {
        !groups.contains { group in
            group.marks.contains { $0.option == option }
                && group.marks.contains { $0.option != option && tied.contains($0.option) }
        }
    }
}
