extension Rule {
    /// Votes divided by one divisor and rounded to the nearest whole number.
    ///
    /// With `first-divisor` modified, the first seat takes a quotient of 0.7 instead of 0.5 (1.4 in the row
    /// 1.4, 3, 5 that northern countries write).
    package static let sainteLague = Rule(
        id: "sainte-lague",
        source: "Sainte-Laguë 1910; Webster 1832; Bundeswahlgesetz s. 5",
        ballot: .choice,
        aim: .apportionment,
        parameters: [Parameter("first-divisor", .choice(["standard", "modified"]), .choice("standard"))]
            + Apportionment.parameters,
        count: { (profile, parameters, seats) throws(TallyError) in
            let first =
                parameters.word("first-divisor") == "modified" ? Fraction(numerator: 7, over: 10) : .half
            let method = DivisorMethod { $0 == 0 ? first : Fraction($0) + .half }
            return try method.outcome("sainte-lague", profile, parameters, seats: seats)
        },
        check: { (outcome, profile) throws(Refusal) in
            let isModified = outcome.parameters.word("first-divisor") == "modified"
            try ApportionmentCheck(outcome, profile).divisor { seats in
                seats == 0 && isModified ? Fraction(14) / Fraction(20) : Fraction(2 * seats + 1) / Fraction(2)
            }
        })
}
