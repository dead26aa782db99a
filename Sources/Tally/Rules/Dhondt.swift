extension Rule {
    /// Votes divided by one divisor and rounded down.
    package static let dhondt = Rule(
        id: "dhondt",
        source: "D'Hondt 1882; Jefferson 1792",
        ballot: .choice,
        aim: .apportionment,
        parameters: Apportionment.parameters,
        count: { (profile, parameters, seats) throws(TallyError) in
            try DivisorMethod { Fraction($0 + 1) }.outcome("dhondt", profile, parameters, seats: seats)
        },
        check: { (outcome, profile) throws(Refusal) in
            try ApportionmentCheck(outcome, profile).divisor { Fraction($0) + .one }
        })
}
