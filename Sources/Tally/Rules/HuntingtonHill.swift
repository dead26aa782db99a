extension Rule {
    /// Votes divided by one divisor and rounded at the geometric mean of the neighbouring whole numbers, so that
    /// every party with votes gets a seat while there are any. Squares are compared, no root is drawn.
    package static let huntingtonHill = Rule(
        id: "huntington-hill",
        source: "Huntington 1921; 2 U.S.C. s. 2a",
        ballot: .choice,
        aim: .apportionment,
        parameters: Apportionment.parameters,
        count: { (profile, parameters, seats) throws(TallyError) in
            try DivisorMethod(power: 2) { Fraction($0 * ($0 + 1)) }
                .outcome("huntington-hill", profile, parameters, seats: seats)
        },
        check: { (outcome, profile) throws(Refusal) in
            try ApportionmentCheck(outcome, profile).divisor(squared: true) { Fraction($0 * $0 + $0) }
        })
}
