extension MarkedBallots {
    /// Verifies the condition about cheated groups; a mark is worth `worth` for each of its points.
    ///
    /// Group by group from the most to the fewest supporters of an option, where counting goes the other way.
    func checkFairShare(
        _ condition: Condition?, of outcomes: [[Int]], limit: Int, costs: [Int], worth: [Int]
    ) throws(Refusal) {
        let most = outcomes.map { cheated(by: Set($0), limit, costs, worth) }.max() ?? 0
        let isRight = condition?.states("ejr-plus", most, of: 1, .lessThan, Fraction(1)) ?? false
        try expect(isRight, "the statement about cheated groups is wrong")
    }

    private func cheated(by chosen: Set<Int>, _ limit: Int, _ costs: [Int], _ worth: [Int]) -> Int {
        var supporters = [[(gain: Int, points: Int)]](repeating: [], count: votes.count)
        for group in groups {
            let gain = group.marks.reduce(0) {
                chosen.contains($1.option) ? $0 + worth[$1.option] * $1.points : $0
            }
            for mark in group.marks where !chosen.contains(mark.option) {
                supporters[mark.option].append(
                    (gain + worth[mark.option] * mark.points, mark.points * group.count))
            }
        }
        return supporters.indices.count { option in
            if supporters[option].isEmpty { return false }
            var left = supporters[option].sorted { $0.gain > $1.gain }
            var points = left.reduce(0) { $0 + $1.points }
            // What each point of the group's members would be worth by their share.
            let share = Fraction(limit) * Fraction(worth[option]) / Fraction(valid) / Fraction(costs[option])
            left.reverse()
            while let best = left.last {
                if Fraction(best.gain) <= share * Fraction(points) { return true }
                while let member = left.last, member.gain == best.gain {
                    points -= member.points
                    left.removeLast()
                }
            }
            return false
        }
    }
}
