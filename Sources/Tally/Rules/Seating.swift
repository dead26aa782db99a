/// Seats given to the highest totals, as every rule by addition does it.
struct Seating {
    var winners: [Int] = []
    var ties: [Tie] = []
    var ranking: [[Int]] = []
    var margins: [Margin] = []
    var stages: [Stage]

    /// Fills `seats` from the top. Options without a total rank last; they and those not `admitted` get no
    /// seat. A group of equals with more members than seats left is a tie: none of them is elected.
    init(totals: [Fraction?], admitted: [Bool], seats: Int) throws(TallyError) {
        guard seats >= 1, seats <= totals.count else { throw .badSeats(seats) }
        stages = [.totals(totals)]
        let refused = totals.indices.filter { totals[$0] == nil || !admitted[$0] }
        if !refused.isEmpty { stages.append(.notAdmitted(refused)) }

        let rated = totals.indices.filter { totals[$0] != nil }
        let byTotal = Dictionary(grouping: rated) { totals[$0] ?? Fraction(0) }
        var left = seats
        var above: (options: [Int], total: Fraction)?
        for total in byTotal.keys.sorted(by: >) {
            let group = byTotal[total] ?? []
            ranking.append(group)
            if let above {
                let difference = above.total - total
                margins.append(Margin(above: above.options, below: group, difference: difference))
            }
            above = (group, total)
            seat(group.filter { admitted[$0] }, total: total, left: &left)
        }
        let unrated = totals.indices.filter { totals[$0] == nil }
        if !unrated.isEmpty { ranking.append(unrated) }
    }

    private mutating func seat(_ group: [Int], total: Fraction, left: inout Int) {
        guard !group.isEmpty, left > 0 else { return }
        if group.count <= left {
            winners += group
            stages.append(.elected(group, total: total))
        } else {
            ties.append(Tie(options: group, seats: left))
            stages.append(.tied(group, seats: left, total: total))
        }
        left -= min(left, group.count)
    }
}
