extension Rule {
    /// A seat for each full share of votes per seat, the rest to the largest remainders.
    package static let hareQuota = Rule(
        id: "hare-quota",
        source: "Hare 1859; Niemeyer 1970; Hamilton 1792",
        ballot: .choice,
        aim: .apportionment,
        parameters: Apportionment.parameters,
        count: { (profile, parameters, seats) throws(TallyError) in
            try LargestRemainders { Fraction(numerator: $0, over: $1) }
                .outcome("hare-quota", profile, parameters, seats: seats)
        },
        check: { (outcome, profile) throws(Refusal) in
            try ApportionmentCheck(outcome, profile).remainders { votes, seats, quota in
                quota * Fraction(seats) == Fraction(votes)
            }
        })
}
