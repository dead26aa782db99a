extension TransferReplay {
    func verify(_ step: TranscriptStep) throws(Refusal) {
        let isOver = seatsLeft == 0 || !contested.isEmpty
        try expect(isOver == (step.word == .end), "the count ends too early or too late")
        if isOver { return try expect(step.options.isEmpty, "the end names options") }

        let fits = hopefuls.count <= seatsLeft
        try expect(fits == (step.word == .rest), "the last seats are filled too early or too late")
        if fits { return try expect(step.options == hopefuls && !step.isOpen, "others are left") }

        let leaders = hopefuls.filter { hasMajority($0) }
        try expect(leaders.isEmpty == (step.word != .majority), "a majority is overlooked or invented")
        if !leaders.isEmpty { return try expect(step.options == leaders, "another option has the majority") }

        let losers = losers
        try expect(losers.isEmpty == (step.word != .excludeLosers), "sure losers stay, or others leave")
        if !losers.isEmpty {
            return try expect(step.options == losers && !step.isOpen, "these are not the sure losers")
        }

        try expect(withSurplus.isEmpty == (step.word != .surplus), "a surplus is overlooked or invented")
        if let most = withSurplus.map({ votes[$0] }).max() {
            let largest = withSurplus.sorted().filter { votes[$0] == most }
            let open = ties.open(largest, preferred: true)
            return try expect(
                step.options == open && step.isOpen == (open.count > 1),
                "the surplus is not the one to pass on")
        }
        try verifyExclusion(step)
    }

    private func hasMajority(_ option: Int) -> Bool {
        guard hopefuls.count <= terms.majorityAt else { return false }
        return hopefuls.reduce(votes[option]) { $1 == option ? $0 : $0 - votes[$1] } > .zero
    }

    /// Of all bounds that no option with more votes can be overtaken across, what is below the highest.
    private var losers: [Int] {
        guard terms.lettingLosersGo else { return [] }
        let surplus = withSurplus.reduce(Fraction.zero) { $0 + votes[$1] - (terms.quota ?? .zero) }
        let groups = Set(hopefuls.map { votes[$0] }).map { bound in
            hopefuls.filter { votes[$0] <= bound }
        }
        let sure = groups.filter { group in
            let others = hopefuls.filter { !group.contains($0) }
            let sum = group.reduce(surplus) { $0 + votes[$1] }
            return others.count >= max(seatsLeft, terms.majorityAt == 2 ? 2 : 1)
                && others.allSatisfy { votes[$0] > sum }
        }
        return sure.max { $0.count < $1.count } ?? []
    }

    private func verifyExclusion(_ step: TranscriptStep) throws(Refusal) {
        let last = hopefuls.filter { option in hopefuls.allSatisfy { votes[$0] >= votes[option] } }
        let open = ties.open(last, preferred: false)
        try expect(step.options == open, "these are not the options to leave")
        let others = hopefuls.filter { !open.contains($0) }
        let haveNothing = open.allSatisfy { votes[$0].isZero }
        let word: Decision.Step
        if open.count == 1 {
            word = .exclude
        } else if haveNothing {
            word = others.count >= seatsLeft ? .excludeTogether : .share
        } else {
            word = areSureToLeave(open, before: others) ? .excludeTogether : .exclude
        }
        try expect(
            step.word == word && step.isOpen == (word == .exclude && open.count > 1),
            "options leave in another way")
    }

    /// Whether these options all leave before any other, whoever goes first, and nothing later tells who did.
    private func areSureToLeave(_ options: [Int], before others: [Int]) -> Bool {
        let sum = options.reduce(Fraction.zero) { $0 + votes[$1] }
        let isStrict = terms.ballots.ranks.allSatisfy { $0.allSatisfy { $0.count == 1 } }
        guard isStrict, others.count >= seatsLeft, others.allSatisfy({ votes[$0] > sum }) else {
            return false
        }
        var later = self
        guard (try? later.go(.excludeTogether, options)) != nil else { return false }
        let after = others.map { later.votes[$0] }
        let mayBeElected = terms.quota.map { quota in after.contains { $0 >= quota } } ?? false
        if mayBeElected, seatsLeft > 1 { return false }
        guard ties.looksAtStages else { return true }
        return ties.looksBack ? Set(after).count == others.count : ties.tellsApart(others)
    }
}
