extension Rule {
    /// A seat for each full quota, the rest to the largest remainders. The quota is the smallest whole number of
    /// votes that more parties than there are seats cannot reach.
    package static let droopQuota = Rule(
        id: "droop-quota",
        source: "Droop 1881, Journal of the Statistical Society of London 44",
        ballot: .choice,
        aim: .apportionment,
        parameters: Apportionment.parameters,
        count: { (profile, parameters, seats) throws(TallyError) in
            try LargestRemainders { Fraction($0 / ($1 + 1) + 1) }
                .outcome("droop-quota", profile, parameters, seats: seats)
        },
        check: { (outcome, profile) throws(Refusal) in
            try ApportionmentCheck(outcome, profile).remainders { votes, seats, quota in
                guard let quota = quota.whole else { return false }
                return quota * (seats + 1) > votes && (quota - 1) * (seats + 1) <= votes
            }
        })
}
