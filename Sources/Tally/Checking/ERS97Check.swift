/// Checks a count by the rules of 1997 by its transcript.
func checkERS97(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let ballots = try ReplayedBallots(profile, outcome.parameters)
    try expect(outcome.valid == ballots.valid, "the number of valid ballots is wrong")
    let ties = try ReplayedTies(outcome, statute: .forward)
    guard ballots.valid > 0 else { return try checkNobody(outcome) }
    var check = try TranscriptCheck<ERS97Replay>(outcome)
    var start = ERS97Replay(ballots, options: profile.options, seats: outcome.seats, ties)
    let told = try start.begin()
    _ = try check.run(start, told: told)
    try expect(outcome.margins.isEmpty, "there is a margin too many")
}

extension ERS97Replay {
    func verify(_ step: TranscriptStep) throws(Refusal) {
        let isOver = seatsLeft == 0 || !contested.isEmpty
        try expect(isOver == (step.word == .end), "the count ends too early or too late")
        if isOver { return try expect(step.options.isEmpty, "the end names options") }
        try expect(
            leaving.isEmpty == (step.word != .batch), "ballots of those who left stay, or others go on")
        if !leaving.isEmpty {
            return try expect(step.options == leaving && !step.isOpen, "others have left")
        }
        let isRest = hopefuls.count <= seatsLeft
        try expect(isRest == (step.word == .rest), "the last seats are filled too early or too late")
        if isRest { return try expect(step.options == hopefuls && !step.isOpen, "others are left") }

        let losers = losers
        if !losers.isEmpty {
            return try expect(
                step.word == (losers.count == 1 ? .exclude : .excludeLosers) && step.options == losers
                    && !step.isOpen, "these are not the options that can leave together")
        }
        let largest = roles.indices.map { surplus($0) }.max() ?? .zero
        if !largest.isZero {
            let open = ties.open(roles.indices.filter { surplus($0) == largest }, preferred: true)
            return try expect(
                step.word == .surplus && step.options == open && step.isOpen == (open.count > 1),
                "the surplus is not the one to pass on")
        }
        let last = hopefuls.filter { option in hopefuls.allSatisfy { votes[$0] >= votes[option] } }
        let open = ties.open(last, preferred: false)
        let isShared = open.count > 1 && open.allSatisfy { votes[$0].isZero }
        try expect(
            step.word == (isShared ? .share : .exclude) && step.options == open
                && step.isOpen == (open.count > 1 && !isShared), "these are not the options to leave")
    }

    /// The largest set of all options up to some number of votes that leaves enough others, none of whom it
    /// can overtake with all surpluses.
    private var losers: [Int] {
        let surpluses = roles.indices.map { surplus($0) }.reduce(.zero, +)
        let sets = Set(hopefuls.map { votes[$0] }).map { bound in hopefuls.filter { votes[$0] <= bound } }
        let able = sets.filter { set in
            let sum = set.map { votes[$0] }.reduce(surpluses, +)
            return hopefuls.count - set.count >= seatsLeft
                && hopefuls.allSatisfy { set.contains($0) || votes[$0] >= sum }
        }
        return able.max { $0.count < $1.count } ?? []
    }
}
