/// Seats given from the top of a ranking, as every rule by addition does it.
struct Seating {
    var winners: [Int] = []
    var ties: [Tie] = []
    var ranking: [[Int]]
    var margins: [Margin]
    var stages: [Stage]

    /// Ranks by total, the highest first.
    init(totals: [Fraction?], admitted: [Bool], seats: Int, by tieBreak: TieBreak) throws(TallyError) {
        let rated = totals.indices.filter { totals[$0] != nil }
        let byTotal = Dictionary(grouping: rated) { totals[$0] ?? .zero }
        try self.init(
            ranks: byTotal.keys.sorted(by: >).map { byTotal[$0] ?? [] }, totals: totals, admitted: admitted,
            seats: seats, by: tieBreak)
    }

    /// Fills `seats` from the top of `ranks`, the groups of equals among options with a total. Options without
    /// one rank last; they and those not `admitted` get no seat. In a group with more members than seats left
    /// the policy of `tieBreak` decides; where that leaves the choice, it is a tie and none of them is elected.
    /// `told` are stages that the rule shows after the totals.
    init(
        ranks: [[Int]], totals: [Fraction?], admitted: [Bool], seats: Int, by tieBreak: TieBreak,
        told: [Stage] = []
    ) throws(TallyError) {
        guard seats >= 1, seats <= totals.count else { throw .badSeats(seats) }
        let unrated = totals.indices.filter { totals[$0] == nil }
        ranking = unrated.isEmpty ? ranks : ranks + [unrated]
        margins = zip(ranks, ranks.dropFirst()).map { above, below in
            let distance = (totals[above[0]] ?? .zero) - (totals[below[0]] ?? .zero)
            return Margin(above: above, below: below, difference: distance.isNegative ? -distance : distance)
        }
        stages = [.totals(totals)] + told
        let refused = totals.indices.filter { totals[$0] == nil || !admitted[$0] }
        if !refused.isEmpty { stages.append(.notAdmitted(refused)) }
        var left = seats
        for rank in ranks {
            seat(rank.filter { admitted[$0] }, total: totals[rank[0]] ?? .zero, left: &left, tieBreak)
        }
    }

    private mutating func seat(_ group: [Int], total: Fraction, left: inout Int, _ tieBreak: TieBreak) {
        guard !group.isEmpty, left > 0 else { return }
        if group.count <= left {
            winners += group
            stages.append(.elected(group, total: total))
            left -= group.count
            return
        }
        var group = group
        if tieBreak.policy == .drawn {
            let tied = Set(group)
            group = tieBreak.drawn.filter { tied.contains($0) }
            winners += group.prefix(left).sorted()
            stages.append(.drawn(group, seats: left, total: total))
            left = 0
        } else if tieBreak.policy == .statusQuo, let preferred = tieBreak.statusQuo,
            let place = group.firstIndex(of: preferred)
        {
            group.remove(at: place)
            winners.append(preferred)
            stages.append(.statusQuo(preferred, total: total))
            left -= 1
        }
        guard left > 0 else { return }
        ties.append(Tie(options: group, seats: left))
        stages.append(.tied(group, seats: left, total: total))
        left = 0
    }
}

extension Outcome {
    /// The outcome of a rule that only gives seats from the top of a ranking.
    init(
        _ rule: Rule, _ parameters: Parameters, seats: Int, _ profile: Profile, valid: Int,
        _ seating: Seating, conditions: [Condition] = [], _ certificate: Certificate
    ) {
        self.init(
            rule: rule.id, parameters: parameters, seats: seats, profile: profile, valid: valid,
            winners: seating.winners, ties: seating.ties, ranking: seating.ranking, margins: seating.margins,
            stages: seating.stages, conditions: conditions, certificate: certificate)
    }
}

extension Parameter {
    /// The tie policies of rules without earlier stages.
    static let tiesAtTheBorder = ties([.report, .drawn, .statusQuo])
}
