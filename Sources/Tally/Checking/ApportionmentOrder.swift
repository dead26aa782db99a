extension ApportionmentCheck {
    func checkConditions() throws(Refusal) {
        guard let threshold = outcome.parameters.share("threshold") else {
            return try expect(outcome.conditions.isEmpty, "there are conditions too many")
        }
        try expect(outcome.conditions.count == votes.count, "a condition is missing or too many")
        for (party, condition) in outcome.conditions.enumerated() {
            let isRight = condition.states(
                "threshold", option: party, votes[party], of: outcome.valid, .atLeast, threshold)
            try expect(isRight, "a condition is wrong")
        }
    }

    /// Winners by seats, ranking by votes, margins in votes.
    func checkOrder() throws(Refusal) {
        let seated = votes.indices.filter { outcome.allocation[$0] > 0 }
        try expect(outcome.winners.sorted() == seated, "the winners are not those with a seat")
        for (first, second) in zip(outcome.winners, outcome.winners.dropFirst()) {
            let (left, right) = (outcome.allocation[first], outcome.allocation[second])
            let isInOrder =
                left > right
                || left == right
                    && (votes[first] > votes[second] || votes[first] == votes[second] && first < second)
            try expect(isInOrder, "the winners are out of order")
        }
        try expect(
            outcome.ranking.flatMap { $0 }.sorted() == Array(votes.indices),
            "the ranking does not list every party once")
        for group in outcome.ranking {
            let isEqual = !group.isEmpty && group.allSatisfy { votes[$0] == votes[group[0]] }
            try expect(isEqual && group == group.sorted(), "a group of the ranking is wrong")
        }
        let pairs = Array(zip(outcome.ranking, outcome.ranking.dropFirst()))
        try expect(outcome.margins.count == pairs.count, "a margin is missing or too many")
        for (margin, (above, below)) in zip(outcome.margins, pairs) {
            let difference = votes[above[0]] - votes[below[0]]
            try expect(difference > 0, "the ranking does not follow the votes")
            try expect(
                margin == Margin(above: above, below: below, difference: Fraction(difference)),
                "a margin is wrong")
        }
    }
}
