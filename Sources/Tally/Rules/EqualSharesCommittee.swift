extension Rule {
    /// Each voter marks any number of options and gets an equal share of the seats to pay for them; a seat costs 1.
    ///
    /// Next is always the option whose supporters can pay 1 with the least for each. `completion` says what happens
    /// when no option's supporters have 1 left: seats stay empty; voters earn on at equal speed; the most votes
    /// win; or all starts again with larger shares. Where seats are filled, options that nobody marks come last.
    package static let equalSharesCommittee = Rule(
        id: "equal-shares-committee",
        source: "Peters & Skowron 2020, Proportionality and the limits of welfarism",
        ballot: .approvals, reading: .support,
        parameters: [
            Parameter(
                "completion", .choice(["none", "phragmen", "utilitarian", "add1"]), .choice("phragmen"))
        ] + Parameter.marks + [.precedence(["more-votes"])] + Parameter.ties([.report, .drawn]),
        count: countEqualSharesCommittee, check: checkEqualSharesCommittee)
}

private func countEqualSharesCommittee(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    let support = try Support(profile, parameters)
    let ties = try DrawnOrder(parameters, votes: support.votes)
    let ones = support.votes.map { _ in 1 }
    let ground = SharesGround(support: support, costs: ones, worth: ones, most: seats)
    let word = parameters.word("completion")
    let completions: [String: SharesCount.Completion] = ["phragmen": .phragmen, "utilitarian": .utilitarian]
    let share = support.valid > 0 ? Fraction(numerator: 1, over: support.valid) : .zero
    let count = try SharesCount(
        ground, limit: seats, start: share * Fraction(seats), increment: share,
        stop: word == "add1" ? .full(seats) : .none, completion: completions[word] ?? .none, stops: false,
        ties)

    let rest = support.votes.indices.filter { support.votes[$0] == 0 }
    let fills = word != "none" && support.valid > 0
    let selections = count.taken.map { taken in
        ties.selection(taken, rest: fills && taken.count < seats ? rest : [], seats: seats - taken.count)
    }
    var stages = [.totals(support.votes.map { Fraction($0) })] + count.stages
    if fills, count.taken[0].count < seats {
        stages.append(Stage("rest", rest, seats: seats - count.taken[0].count))
    }
    let committee = Committee(
        rule: Rule.equalSharesCommittee.id, parameters: parameters, seats: seats, profile: profile,
        support: support)
    return committee.outcome(
        selections, isComplete: count.isComplete, stages: stages, certificate: count.certificate)
}

extension SharesCount {
    var certificate: Certificate {
        Certificate("prices", ["runs": runs, "steps": steps, "payers": payers, "unfunded": unfunded])
    }
}
