/// Checks everything that follows from totals: ranking, margins, winners, ties and stages.
struct SeatCheck {
    let outcome: Outcome
    /// The verified total of each option; nil where nobody rated it.
    let totals: [Fraction?]
    /// Whether the option meets its conditions.
    let admitted: [Bool]
    /// The verified stages between the totals and the seats.
    var told: [Stage] = []
    /// Whether one option with a total ranks above another; without it, by the higher total.
    var ranksAbove: ((Int, Int) -> Bool)?

    func run() throws(Refusal) {
        try expect(outcome.alternatives.isEmpty && outcome.isComplete, "there are alternatives too many")
        try checkRanking()
        try checkMargins()
        let border = try checkWinners()
        try checkStages(border)
    }

    private var candidates: [Int] { totals.indices.filter { admitted[$0] && totals[$0] != nil } }

    private func isAbove(_ first: Int, _ second: Int) -> Bool {
        switch (totals[first], totals[second]) {
        case (let left?, let right?): ranksAbove?(first, second) ?? (left > right)
        case (_?, nil): true
        default: false
        }
    }

    private func areEqual(_ first: Int, _ second: Int) -> Bool {
        !isAbove(first, second) && !isAbove(second, first)
    }

    private func checkRanking() throws(Refusal) {
        let listed = outcome.ranking.flatMap { $0 }
        try expect(listed.sorted() == Array(totals.indices), "the ranking does not list every option once")
        for group in outcome.ranking {
            try expect(!group.isEmpty && group == group.sorted(), "a group of the ranking is out of order")
            try expect(
                group.allSatisfy { areEqual($0, group[0]) }, "a group of the ranking is unequal")
        }
        for (above, below) in zip(outcome.ranking, outcome.ranking.dropFirst()) {
            try expect(isAbove(above[0], below[0]), "the ranking does not follow the totals")
        }
    }

    private func checkMargins() throws(Refusal) {
        let rated = outcome.ranking.filter { totals[$0[0]] != nil }
        try expect(outcome.margins.count == max(0, rated.count - 1), "a margin is missing or too many")
        for (margin, (above, below)) in zip(outcome.margins, zip(rated, rated.dropFirst())) {
            try expect(margin.above == above && margin.below == below, "a margin names other options")
            guard let upper = totals[above[0]], let lower = totals[below[0]] else { continue }
            try expect(
                max(upper, lower) == min(upper, lower) + margin.difference, "a margin is wrong")
        }
    }

    /// The group that has more members than seats are left for it, and how many are left.
    private func checkWinners() throws(Refusal) -> Tie? {
        var elected: [Int] = []
        var border = Tie(options: [], seats: 0)
        for option in candidates {
            let above = candidates.count { isAbove($0, option) }
            let equal = candidates.count { areEqual($0, option) }
            if above + equal <= outcome.seats {
                elected.append(option)
            } else if above < outcome.seats {
                border.options.append(option)
                border.seats = outcome.seats - above
            }
        }
        let (preferred, open) = try TieCheck(outcome).settled(border)
        elected += preferred
        try expect(outcome.winners.sorted() == elected.sorted(), "the winners do not follow from the totals")
        for (first, second) in zip(outcome.winners, outcome.winners.dropFirst()) {
            try expect(
                isAbove(first, second) || (areEqual(first, second) && first < second),
                "the winners are out of order")
        }
        try expect(outcome.ties == (open.map { [$0] } ?? []), "the ties do not follow from the totals")
        return border.options.isEmpty ? nil : border
    }

    private func checkStages(_ border: Tie?) throws(Refusal) {
        var stages = outcome.stages[...]
        try expect(stages.popFirst() == .totals(totals), "the first stage does not show the totals")
        for stage in told { try expect(stages.popFirst() == stage, "a stage before the seats is wrong") }
        let refused = Set(totals.indices).subtracting(candidates).sorted()
        if !refused.isEmpty {
            try expect(stages.popFirst() == .notAdmitted(refused), "a stage about conditions is wrong")
        }
        var elected: [Int] = []
        while let stage = stages.first, stage.kind == "elected", let first = stage.options.first {
            try expect(candidates.contains(first), "a stage elects an option that cannot be elected")
            let group = candidates.filter { areEqual($0, first) }
            try expect(
                stage == .elected(group, total: totals[first] ?? .zero), "a stage elects another group")
            elected += group
            stages.removeFirst()
        }
        if let border {
            let total = totals[border.options[0]] ?? .zero
            for stage in try TieCheck(outcome).stages(border, total: total) {
                try expect(stages.popFirst() == stage, "a stage about the tie is wrong")
                if stage.kind == "drawn" { elected += stage.options.prefix(border.seats).sorted() }
                if stage.kind == "status-quo" { elected += stage.options }
            }
        }
        try expect(elected == outcome.winners, "the stages elect others")
        try expect(stages.isEmpty, "there are stages too many")
    }
}
