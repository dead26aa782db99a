/// Counts a committee by its score as a whole, with the proof that none has a higher one.
struct BestCommittee {
    let rule: String
    let parameters: Parameters
    let seats: Int
    let profile: Profile

    func outcome(_ score: (_ levels: Int) throws(TallyError) -> CommitteeScore) throws(TallyError) -> Outcome
    {
        let support = try Support(profile, parameters)
        let ties = try DrawnOrder(parameters, votes: support.votes)
        let committee = Committee(
            rule: rule, parameters: parameters, seats: seats, profile: profile, support: support)
        var stages: [Stage] = [.totals(support.votes.map { Fraction($0) })]
        guard support.valid > 0 else {
            return committee.outcome(
                [Selection(taken: [])], stages: stages, certificate: Certificate("search", ["leaves": []]))
        }
        let score = try score(min(seats, support.longestBallot))
        var search = try CommitteeSearch(support, seats: seats, score: score)
        let selections = ties.drawn(of: search.selections)
        let common = CommonSelection(selections)
        try search.prove(by: common.alternatives.first ?? common.winners)
        let total = score.fraction(search.best)
        for tie in common.ties { stages.append(.tied(tie.options, seats: tie.seats, total: total)) }
        stages.append(.elected(common.winners, total: total))
        return committee.outcome(
            selections, stages: stages,
            certificate: Certificate("search", ["leaves": [search.leaves.map { Fraction($0) }]]))
    }
}

extension DrawnOrder {
    /// One committee where an order is drawn: the first of it who is in any of the committees is in, and so on.
    func drawn(of selections: [Selection]) -> [Selection] {
        guard policy == .drawn else { return selections }
        var left = selections
        for option in drawn {
            let with = left.compactMap { selection -> Selection? in
                if selection.taken.contains(option) { return selection }
                guard selection.seats > 0, let place = selection.rest.firstIndex(of: option) else {
                    return nil
                }
                var chosen = selection
                chosen.rest.remove(at: place)
                return Selection(taken: chosen.taken + [option], rest: chosen.rest, seats: chosen.seats - 1)
            }
            if !with.isEmpty { left = with }
        }
        return [Selection(taken: left[0].taken.sorted())]
    }
}
