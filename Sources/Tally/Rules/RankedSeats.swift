/// Seats given from the top of a ranking of groups, by a rule that has no totals.
struct RankedSeats {
    private(set) var winners: [Int] = []
    private(set) var ties: [Tie] = []
    /// Those elected, and what became of a tie.
    private(set) var stages: [Stage] = []

    /// In a group with more members than seats left the policy of `tieBreak` decides; where that leaves the
    /// choice, it is a tie and none of them is elected.
    init(_ ranking: [[Int]], seats: Int, by tieBreak: TieBreak) {
        var left = seats
        for group in ranking where left > 0 && !group.isEmpty {
            if group.count <= left {
                winners += group
                left -= group.count
            } else {
                if !winners.isEmpty { stages.append(Stage("elected", winners)) }
                settle(group, seats: left, by: tieBreak)
                return
            }
        }
        if !winners.isEmpty { stages.append(Stage("elected", winners)) }
    }

    private mutating func settle(_ group: [Int], seats: Int, by tieBreak: TieBreak) {
        var group = group
        var left = seats
        if tieBreak.policy == .drawn {
            group = tieBreak.drawn.filter(group.contains)
            winners += group.prefix(left).sorted()
            stages.append(Stage("drawn", group, seats: left))
            return
        }
        if tieBreak.policy == .statusQuo, let preferred = tieBreak.statusQuo, group.contains(preferred) {
            group.removeAll { $0 == preferred }
            winners.append(preferred)
            stages.append(Stage("status-quo", [preferred]))
            left -= 1
        }
        guard left > 0 else { return }
        ties.append(Tie(options: group, seats: left))
        stages.append(Stage("tied", group, seats: left))
    }
}
