extension Rule {
    /// Two points for every duel won and one for every duel that ends equal; the most points get the seats.
    ///
    /// Twice what the literature counts, so that points are whole.
    package static let copeland = Rule(
        id: "copeland",
        source: "Copeland 1951; draws count half as in Merlin & Saari 1996",
        ballot: .ranking, reading: .pairs,
        parameters: Parameter.pairwise() + Parameter.tiesAtTheBorder,
        count: countCopeland, check: checkCopeland)
}

private func countCopeland(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    let pairwise = try Pairwise(profile, parameters)
    let points = (0..<profile.options).map { option in
        (0..<profile.options).reduce(0) { sum, other in
            guard other != option, !pairwise.beats(other, option) else { return sum }
            return sum + (pairwise.beats(option, other) ? 2 : 1)
        }
    }
    let admitted = points.map { _ in pairwise.valid > 0 }
    let seating = try Seating(
        totals: points.map { Fraction($0) }, admitted: admitted, seats: seats,
        by: TieBreak(parameters, options: profile.options))
    return outcomeOfDuels(.copeland, parameters, seats, profile, pairwise, seating)
}
