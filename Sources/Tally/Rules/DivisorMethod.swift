/// Sharing out seats by dividing all votes by one divisor and rounding: the rules differ in how they round.
///
/// A party's claim to its next seat is its votes divided by the signpost between the seats it has and one more;
/// the highest claims get the seats. Where the first signpost is 0 every party with votes comes first once, and
/// if there are fewer seats than such parties, those with more votes. Source: Balinski and Young 1982, Fair
/// Representation, chapter A.3 and appendix.
struct DivisorMethod {
    /// The power in which signposts and claims are written, so that they are exact: 2 where they are roots.
    let power: Int
    /// Above which quotient a party with so many seats gets one more; lies between `seats` and `seats` + 1.
    let signpost: @Sendable (_ seats: Int) -> Fraction

    init(power: Int = 1, signpost: @escaping @Sendable (_ seats: Int) -> Fraction) {
        self.power = power
        self.signpost = signpost
    }

    func outcome(
        _ rule: String, _ profile: Profile, _ parameters: Parameters, seats: Int
    ) throws(TallyError) -> Outcome {
        let apportionment = try Apportionment(profile, parameters)
        let (votes, candidates) = (apportionment.votes, apportionment.candidates)
        func claim(_ party: Int, _ seats: Int) -> Fraction? {
            let post = signpost(seats)
            return post.isZero ? nil : Fraction(votes[party]).raised(power) / post
        }
        var sharing = Sharing(parties: profile.options)
        var told: [Stage] = []
        var certificate = Certificate("divisor", [:])
        if signpost(0).isZero, seats < candidates.count {
            sharing = Sharing(
                seats: sharing.seats, adding: seats, claims: candidates.map { ($0, Fraction(votes[$0])) })
            told = [Stage("first-seats")]
            let border = sharing.border(candidates) { $1 == 0 ? Fraction(votes[$0]) : nil }
            certificate = Certificate("first-seats", ["votes": [[border.waiting, border.served]]])
        } else if !candidates.isEmpty {
            sharing = share(seats, candidates, votes, claim)
            let border = sharing.border(candidates, claim)
            if let waiting = border.waiting, sharing.tied.isEmpty {
                let divisor = Self.plainDivisor(above: waiting, below: border.served, power)
                told = [Stage("divisor", [], ["divisor": divisor])]
            }
            certificate.tables["divisor"] = [[border.waiting, border.served]]
        }
        return try apportionment.outcome(
            rule, profile, parameters, seats: seats, sharing, told: told, certificate)
    }

    /// Gives at once what a divisor certainly too large gives, then sorts the few claims down to a divisor
    /// certainly too small.
    private func share(
        _ seats: Int, _ candidates: [Int], _ votes: [Int], _ claim: (Int, Int) -> Fraction?
    ) -> Sharing {
        let total = candidates.reduce(0) { $0 + votes[$1] }
        var sure = [Int](repeating: 0, count: votes.count)
        var claims: [(party: Int, claim: Fraction)] = []
        for party in candidates {
            let share = Fraction(numerator: votes[party], over: total)
            sure[party] = rounded(share * Fraction(max(0, seats - candidates.count)))
            for next in sure[party]...rounded(share * Fraction(seats + candidates.count)) {
                if let claim = claim(party, next) { claims.append((party, claim)) }
            }
        }
        let left = seats - sure.reduce(0, +)
        return Sharing(seats: sure, adding: left, claims: claims)
    }

    /// How many signposts, from the first on, are at most `quotient`.
    private func rounded(_ quotient: Fraction) -> Int {
        let whole = quotient.roundedDown.whole ?? 0
        return whole + (signpost(whole) <= quotient.raised(power) ? 1 : 0)
    }

    /// The number with the fewest digits strictly between: the smallest multiple of the largest power of ten.
    /// The bounds are written in `power`; without an upper one, ten times the lower serves.
    static func plainDivisor(above lowest: Fraction, below highest: Fraction?, _ power: Int) -> Fraction {
        let highest = highest ?? lowest * Fraction(10).raised(power)
        var step = Fraction.one
        while step.raised(power) < highest { step = step * Fraction(10) }
        var below = Fraction.zero
        while true {
            while (below + step).raised(power) <= lowest { below += step }
            if (below + step).raised(power) < highest { return below + step }
            step = step / Fraction(10)
        }
    }
}

extension Fraction {
    /// 1, 2, … times itself.
    func raised(_ power: Int) -> Fraction { (1..<power).reduce(self) { product, _ in product * self } }
}
