/// Checks everything that follows from totals: ranking, margins, winners, ties and stages.
struct SeatCheck {
    let outcome: Outcome
    /// The verified total of each option; nil where nobody rated it.
    let totals: [Fraction?]
    /// Whether the option meets its conditions.
    let admitted: [Bool]

    func run() throws(Refusal) {
        try expect(outcome.alternatives.isEmpty && outcome.isComplete, "there are alternatives too many")
        try checkRanking()
        try checkMargins()
        try checkWinners()
        try checkStages()
    }

    private var candidates: [Int] { totals.indices.filter { admitted[$0] && totals[$0] != nil } }

    private func isAbove(_ first: Int, _ second: Int) -> Bool {
        switch (totals[first], totals[second]) {
        case (let left?, let right?): left > right
        case (_?, nil): true
        default: false
        }
    }

    private func checkRanking() throws(Refusal) {
        let listed = outcome.ranking.flatMap { $0 }
        try expect(listed.sorted() == Array(totals.indices), "the ranking does not list every option once")
        for group in outcome.ranking {
            try expect(!group.isEmpty && group == group.sorted(), "a group of the ranking is out of order")
            try expect(
                group.allSatisfy { totals[$0] == totals[group[0]] }, "a group of the ranking is unequal")
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
            let rest = totals[above[0]].map { $0 - margin.difference }
            try expect(rest == totals[below[0]], "a margin is wrong")
        }
    }

    private func checkWinners() throws(Refusal) {
        var elected: [Int] = []
        var tied: [Int] = []
        var seatsLeft = 0
        for option in candidates {
            let above = candidates.count { isAbove($0, option) }
            let equal = candidates.count { totals[$0] == totals[option] }
            if above + equal <= outcome.seats {
                elected.append(option)
            } else if above < outcome.seats {
                tied.append(option)
                seatsLeft = outcome.seats - above
            }
        }
        try expect(outcome.winners.sorted() == elected, "the winners do not follow from the totals")
        for (first, second) in zip(outcome.winners, outcome.winners.dropFirst()) {
            try expect(
                isAbove(first, second) || (totals[first] == totals[second] && first < second),
                "the winners are out of order")
        }
        let expected = tied.isEmpty ? [] : [Tie(options: tied, seats: seatsLeft)]
        try expect(outcome.ties == expected, "the ties do not follow from the totals")
    }

    private func checkStages() throws(Refusal) {
        var stages = outcome.stages[...]
        try expect(stages.popFirst() == .totals(totals), "the first stage does not show the totals")
        let refused = Set(totals.indices).subtracting(candidates).sorted()
        if !refused.isEmpty {
            try expect(stages.popFirst() == .notAdmitted(refused), "a stage about conditions is wrong")
        }
        var elected: [Int] = []
        while let stage = stages.first, stage.kind == "elected", let total = stage.amounts["total"] {
            let group = stage.options
            try expect(stage == .elected(group, total: total), "a stage says more than it should")
            try expect(!group.isEmpty, "a stage elects nobody")
            try expect(group == candidates.filter { totals[$0] == total }, "a stage elects another group")
            elected += group
            stages.removeFirst()
        }
        try expect(elected == outcome.winners, "the stages elect others")
        if let tie = outcome.ties.first {
            guard let stage = stages.popFirst(), let total = stage.amounts["total"] else {
                throw Refusal(reason: "a stage about the tie is missing")
            }
            let expected = Stage.tied(tie.options, seats: tie.seats, total: total)
            try expect(stage == expected, "a stage gives the tie other options or seats")
            try expect(tie.options.allSatisfy { totals[$0] == total }, "a stage gives the tie another total")
        }
        try expect(stages.isEmpty, "there are stages too many")
    }
}
