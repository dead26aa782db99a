/// What every way of sharing out seats among parties starts from and ends with.
///
/// Choice ballots are the votes. With `threshold`, a party needs at least that share of the valid ballots;
/// `blank` says whether a blank ballot is one of these. A party without votes gets no seat. Seats that equal
/// claims leave open are reported as a tie and stay out of `allocation`, or go by a list drawn before.
struct Apportionment {
    let votes: [Int]
    let valid: Int
    let conditions: [Condition]
    /// The parties that may get seats.
    let candidates: [Int]

    static let parameters =
        [
            Parameter("threshold", .share, .none),
            Parameter("blank", .choice(["invalid", "valid"]), .choice("invalid")),
        ] + Parameter.ties([.report, .drawn])

    init(_ profile: Profile, _ parameters: Parameters) throws(TallyError) {
        var votes = [Int](repeating: 0, count: profile.options)
        var valid = 0
        for group in profile.groups {
            switch group.ballot {
            case .choice(let party): votes[party] += group.count
            case .blank where parameters.word("blank") == "valid": break
            case .blank, .invalid: continue
            default: throw .badBallot(group.ballot)
            }
            valid += group.count
        }
        var conditions: [Condition] = []
        if let threshold = parameters.share("threshold") {
            conditions = votes.indices.map {
                Condition("threshold", option: $0, votes[$0], of: valid, .atLeast, threshold)
            }
        }
        self.votes = votes
        self.valid = valid
        self.conditions = conditions
        candidates = votes.indices.filter { votes[$0] > 0 && (conditions.isEmpty || conditions[$0].met) }
    }

    /// The outcome once the seats that no tie touches are known. `told` are the stages between the votes and
    /// the seats.
    func outcome(
        _ rule: String, _ profile: Profile, _ parameters: Parameters, seats: Int, _ sharing: Sharing,
        told: [Stage], _ certificate: Certificate
    ) throws(TallyError) -> Outcome {
        let tieBreak = try TieBreak(parameters, options: profile.options)
        var allocation = sharing.seats
        var ties: [Tie] = []
        var last: [Stage] = []
        if !sharing.tied.isEmpty {
            ties = [Tie(options: sharing.tied, seats: sharing.open)]
            last = [Stage("open-seats", sharing.tied, seats: sharing.open)]
            if tieBreak.policy == .drawn, let order = parameters.order("drawn") {
                let lucky = order.filter { sharing.tied.contains($0) }.prefix(sharing.open).sorted()
                for party in lucky { allocation[party] += 1 }
                ties = []
                last.append(Stage("drawn-seats", lucky, seats: sharing.open))
            }
        }
        let winners = allocation.indices.filter { allocation[$0] > 0 }.sorted {
            (allocation[$1], votes[$1], $0) < (allocation[$0], votes[$0], $1)
        }
        let ranking = Dictionary(grouping: votes.indices) { votes[$0] }.sorted { $0.key > $1.key }
        let margins = zip(ranking, ranking.dropFirst()).map {
            Margin(above: $0.value, below: $1.value, difference: Fraction($0.key - $1.key))
        }
        let refused = conditions.compactMap { $0.met ? nil : $0.option }
        return Outcome(
            rule: rule, parameters: parameters, seats: seats, profile: profile, valid: valid,
            winners: winners, ties: ties, allocation: allocation, ranking: ranking.map(\.value),
            margins: margins,
            stages: [.totals(votes.map { Fraction($0) })]
                + (refused.isEmpty ? [] : [.notAdmitted(refused)]) + told + last
                + winners.map { Stage("seats", [$0], seats: allocation[$0]) },
            conditions: conditions, certificate: certificate)
    }
}

/// Seats given to the highest claims. A party's claims fall from seat to seat, so no value stands twice with it.
struct Sharing {
    /// Seats of each party that no tie touches.
    private(set) var seats: [Int]
    /// The parties with equal claims to the last seats, and how many of these are open; else empty and 0.
    private(set) var tied: [Int] = []
    private(set) var open = 0

    init(parties: Int) { seats = [Int](repeating: 0, count: parties) }

    /// Adds `count` seats for the highest of the `claims`, of which there are more than `count`.
    init(seats: [Int], adding count: Int, claims: [(party: Int, claim: Fraction)]) {
        self.seats = seats
        let order = claims.sorted { $0.claim > $1.claim }
        guard count > 0 else { return }
        let border = order[count - 1].claim
        let isTied = order[count].claim == border
        for (party, claim) in order.prefix(count) where !isTied || claim > border {
            self.seats[party] += 1
        }
        guard isTied else { return }
        tied = order.filter { $0.claim == border }.map(\.party).sorted()
        open = count - order.count { $0.claim > border }
    }

    /// The highest claim that got no seat and the lowest that got one; the border itself twice where it is tied.
    ///
    /// `claim` says what a party with so many seats claims for the next; nil if it comes before all others.
    func border(
        _ candidates: [Int], _ claim: (_ party: Int, _ seats: Int) -> Fraction?
    ) -> (waiting: Fraction?, served: Fraction?) {
        let waiting = candidates.compactMap { claim($0, seats[$0]) }.max()
        guard tied.isEmpty else { return (waiting, waiting) }
        let served = candidates.filter { seats[$0] > 0 }.compactMap { claim($0, seats[$0] - 1) }.min()
        return (waiting, served)
    }
}
