extension Rule {
    /// One proposal, adopted or rejected: yes, no or abstain.
    ///
    /// Adopted when every condition is met. Yes and no in equal number reject. `turnout-quorum` asks for
    /// ballots of every kind, `approval-quorum` for yes, as a share of the roll; a no of at least
    /// `rejection-quorum` of the roll rejects whatever the yes is.
    package static let yesNo = Rule(
        id: "yes-no",
        source: "May 1952, Econometrica 20; quorums as in GO NRW s. 26",
        ballot: .choice,
        aim: .decision,
        fixedOptions: ["yes", "no", "abstain"],
        parameters: [
            Parameter("base", .choice(["valid", "cast", "eligible"]), .choice("valid")),
            Parameter("threshold", .share, .share(.half)),
            Parameter("comparison", .choice(["more-than", "at-least"]), .choice("more-than")),
            Parameter("turnout-quorum", .share, .none),
            Parameter("approval-quorum", .share, .none),
            Parameter("rejection-quorum", .share, .none),
            Parameter("blank", .choice(["invalid", "abstention"]), .choice("invalid")),
        ],
        count: countYesNo, check: checkYesNo)
}

private func countYesNo(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard profile.options == 3 else { throw .badOptions(profile.options) }
    guard seats == 1 else { throw .badSeats(seats) }
    var counts = [0, 0, 0]
    for group in profile.groups {
        switch group.ballot {
        case .choice(let option): counts[option] += group.count
        case .blank: if parameters.word("blank") == "abstention" { counts[2] += group.count }
        case .invalid: break
        default: throw .badBallot(group.ballot)
        }
    }
    let valid = counts.reduce(0, +)
    let (yes, no) = (counts[0], counts[1])
    let conditions = try conditionsOfYesNo(parameters, profile, yes: yes, no: no)
    let isAdopted = conditions.allSatisfy(\.met)
    let (best, second) = yes > no ? (0, 1) : (1, 0)
    return Outcome(
        rule: Rule.yesNo.id, parameters: parameters, seats: seats, profile: profile, valid: valid,
        winners: isAdopted ? [0] : [],
        ties: yes == no ? [Tie(options: [0, 1], seats: 0)] : [],
        ranking: yes == no ? [[0, 1]] : [[best], [second]],
        margins: yes == no
            ? []
            : [Margin(above: [best], below: [second], difference: Fraction(counts[best] - counts[second]))],
        stages: [.totals(counts.map { Fraction($0) }), isAdopted ? .adopted : .rejected],
        conditions: conditions,
        certificate: .sums(counts.map { Sum(points: $0, ballots: $0) }))
}

private func conditionsOfYesNo(
    _ parameters: Parameters, _ profile: Profile, yes: Int, no: Int
) throws(TallyError) -> [Condition] {
    func eligible() throws(TallyError) -> Int {
        guard let eligible = profile.eligible else { throw .eligibleUnknown }
        return eligible
    }
    let base =
        switch parameters.word("base") {
        case "cast": profile.ballots
        case "eligible": try eligible()
        default: yes + no
        }
    var conditions = [
        Condition(
            "majority", yes, of: base, parameters.word("comparison") == "at-least" ? .atLeast : .moreThan,
            parameters.share("threshold") ?? .half),
        Condition("not-tied", yes, of: yes + no, .otherThan, .half),
    ]
    if let quorum = parameters.share("turnout-quorum") {
        conditions.append(Condition("turnout-quorum", profile.ballots, of: try eligible(), .atLeast, quorum))
    }
    if let quorum = parameters.share("approval-quorum") {
        conditions.append(Condition("approval-quorum", yes, of: try eligible(), .atLeast, quorum))
    }
    if let quorum = parameters.share("rejection-quorum") {
        conditions.append(Condition("rejection-quorum", no, of: try eligible(), .lessThan, quorum))
    }
    return conditions
}
