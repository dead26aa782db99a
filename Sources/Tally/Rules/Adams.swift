extension Rule {
    /// Votes divided by one divisor and rounded up, so that every party with votes gets a seat while there are any.
    package static let adams = Rule(
        id: "adams",
        source: "Adams 1832; Balinski & Young 1982, Fair Representation",
        ballot: .choice,
        aim: .apportionment,
        parameters: Apportionment.parameters,
        count: { (profile, parameters, seats) throws(TallyError) in
            try DivisorMethod { Fraction($0) }.outcome("adams", profile, parameters, seats: seats)
        },
        check: { (outcome, profile) throws(Refusal) in
            try ApportionmentCheck(outcome, profile).divisor { Fraction($0) }
        })
}
