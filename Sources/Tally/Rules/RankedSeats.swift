/// Seats given from the top of a ranking of groups.
struct RankedSeats {
    private(set) var winners: [Int] = []
    private(set) var ties: [Tie] = []

    /// A group with more members than seats left is a tie: none of them is elected.
    init(_ ranking: [[Int]], seats: Int) {
        var left = seats
        for group in ranking where left > 0 && !group.isEmpty {
            if group.count <= left {
                winners += group
            } else {
                ties.append(Tie(options: group, seats: left))
            }
            left -= min(left, group.count)
        }
    }

    /// Those elected and those tied, without totals: the rule has none.
    var stages: [Stage] {
        (winners.isEmpty ? [] : [Stage("elected", winners)])
            + ties.map { Stage("tied", $0.options, seats: $0.seats) }
    }
}
