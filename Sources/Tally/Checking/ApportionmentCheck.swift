/// Checks how seats were shared out: nobody claims more than the border for one seat more, and nobody's last seat
/// was claimed with less.
struct ApportionmentCheck {
    let outcome: Outcome
    let profile: Profile
    /// Recounted from the ballots.
    let votes: [Int]
    /// The parties with votes that meet the threshold.
    let candidates: [Int]
    /// The seats without those that a list drawn before gave.
    let sure: [Int]
    let lucky: [Int]

    init(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
        self.outcome = outcome
        self.profile = profile
        try expect(
            profile.groups.allSatisfy { $0.ballot.kind == nil || $0.ballot.kind == .choice },
            "a ballot is of another kind")
        var votes = [Int](repeating: 0, count: profile.options)
        for group in profile.groups {
            if case .choice(let party) = group.ballot { votes[party] += group.count }
        }
        let blank = profile.groups.first { $0.ballot == .blank }?.count ?? 0
        let valid = votes.reduce(0, +) + (outcome.parameters.word("blank") == "valid" ? blank : 0)
        try expect(outcome.valid == valid, "the number of valid ballots is wrong")
        try expect(outcome.allocation.count == votes.count, "the seats do not list every party")
        try expect(
            outcome.allocation.allSatisfy { (0...outcome.seats).contains($0) },
            "a party has less than no seat or more than there are")
        let drawn = outcome.stages.first { $0.kind == "drawn-seats" }?.options ?? []
        try expect(Set(drawn).count == drawn.count, "a party draws twice")
        lucky = drawn
        sure = votes.indices.map { outcome.allocation[$0] - (drawn.contains($0) ? 1 : 0) }
        try expect(sure.allSatisfy { $0 >= 0 }, "a party draws a seat that it does not have")
        let below = Set(outcome.conditions.compactMap { $0.met ? nil : $0.option })
        candidates = votes.indices.filter { votes[$0] > 0 && !below.contains($0) }
        self.votes = votes
        try checkConditions()
        try checkOrder()
        let isShared = votes.indices.allSatisfy { candidates.contains($0) || sure[$0] == 0 }
        try expect(isShared, "a party gets a seat that may get none")
    }

    /// Votes divided by the divisor lie between the signposts around the seats.
    func divisor(squared: Bool = false, signpost: (_ seats: Int) -> Fraction) throws(Refusal) {
        func power(_ number: Fraction) -> Fraction { squared ? number * number : number }
        if candidates.isEmpty { return try checkEnd([], "divisor", [:], border: nil) }
        if signpost(0).isZero, outcome.seats < candidates.count {
            let border = try self.border("votes")
            try checkClaims(
                border, waiting: { sure[$0] == 0 ? Fraction(votes[$0]) : nil },
                served: { Fraction(votes[$0]) })
            try expect(sure.allSatisfy { $0 <= 1 }, "a party gets two seats before another gets one")
            return try checkEnd(
                [Stage("first-seats")], "first-seats", ["votes": [border.cells]], border: border)
        }
        let border = try self.border("divisor")
        try expect(
            candidates.allSatisfy { sure[$0] > 0 || !signpost(0).isZero }, "a party misses its first seat")
        try checkClaims(
            border, waiting: { power(Fraction(votes[$0])) / signpost(sure[$0]) },
            served: { party in
                let post = signpost(sure[party] - 1)
                return post.isZero ? nil : power(Fraction(votes[party])) / post
            })
        var told: [Stage] = []
        if !border.isTied {
            guard let divisor = outcome.stages.first(where: { $0.kind == "divisor" })?.amounts["divisor"],
                Self.isPlain(divisor, border, power)
            else { throw Refusal(reason: "the divisor is not the plainest that gives these seats") }
            told = [Stage("divisor", [], ["divisor": divisor])]
        }
        try checkEnd(told, "divisor", ["divisor": [border.cells]], border: border)
    }

    /// Votes beyond the quotas already used up are what a party claims the next seat with.
    func remainders(
        isQuota: (_ votes: Int, _ seats: Int, _ quota: Fraction) -> Bool
    ) throws(Refusal) {
        if candidates.isEmpty { return try checkEnd([], "quota", [:], border: nil) }
        guard let quota = outcome.certificate.tables["quota"]?.first?.first ?? nil, quota > .zero,
            isQuota(candidates.reduce(0) { $0 + votes[$1] }, outcome.seats, quota)
        else { throw Refusal(reason: "the quota is wrong") }
        let border = try self.border("remainder")
        try checkClaims(
            border, waiting: { Fraction(votes[$0]) - Fraction(sure[$0]) * quota },
            served: { Fraction(votes[$0]) - Fraction(sure[$0] - 1) * quota })
        let whole = candidates.map { (Fraction(votes[$0]) / quota).roundedDown }
        let more = zip(candidates, whole).map { ($0, Fraction(sure[$0]) - $1) }.filter { $0.1 > .zero }
        let given = more.reduce(Fraction.zero) { $0 + $1.1 }.whole
        let stage = Stage("remainders", more.map(\.0), seats: given)
        try checkEnd(
            [Stage("quota", [], ["quota": quota])] + (more.isEmpty ? [] : [stage]), "quota",
            ["quota": [[quota]], "remainder": [border.cells]], border: border)
    }
}
