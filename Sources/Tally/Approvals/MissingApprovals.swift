/// How many more voters would have had to mark an option so that it is funded however ties are settled.
package struct MissingApprovals: Sendable, Hashable {
    package let count: Int
    /// Whether fewer would surely not have been enough, whoever they are.
    package let isSmallest: Bool

    package init(count: Int, isSmallest: Bool) {
        self.count = count
        self.isSmallest = isSmallest
    }
}

extension Rule {
    /// How many of the voters with a valid ballot would have had to mark `option` in addition, chosen as favourably as
    /// possible and whatever the limit on marks.
    ///
    /// Nil for rules that spend no budget, for an option that is funded, and for one that this cannot help.
    package func missingApprovals(
        for option: Int, in profile: Profile, _ parameters: Parameters
    ) throws(TallyError) -> MissingApprovals? {
        guard let budget = profile.budget, profile.options > option, option >= 0 else { return nil }
        let units = [
            Rule.greedyBudget.id: "measure", Rule.equalShares.id: "utility", Rule.phragmenBudget.id: "",
        ]
        guard let unit = units[id] else { return nil }
        var search = try MissingSearch(profile, parameters, budget, option, unit)
        return switch id {
        case Rule.greedyBudget.id: try search.greedy()
        case Rule.equalShares.id: try search.shares()
        default: try search.phragmen()
        }
    }
}

private struct MissingSearch {
    /// How many raises are looked at, and how many additions are counted again.
    static let mostRaises = 500
    static let mostCounts = 8
    /// How often a voter's balance is looked at for an option, about; fewer raises are looked at where that is more.
    static let mostLooks = 10_000_000

    let support: Support
    let parameters: Parameters
    let budget: Profile.Budget
    let option: Int
    let ties: DrawnOrder
    /// Ways in which the option might be funded.
    private var additions: [Addition] = []
    /// Whether all ways were looked at.
    private var isWhole = true

    init(
        _ profile: Profile, _ parameters: Parameters, _ budget: Profile.Budget, _ option: Int, _ unit: String
    ) throws(TallyError) {
        support = try Support(
            profile, parameters, takesPoints: true, weighsPoints: parameters.word(unit) == "points")
        self.parameters = parameters
        self.budget = budget
        self.option = option
        ties = try DrawnOrder(parameters, votes: support.votes, costs: budget.costs)
    }

    /// The order of ties after more voters marked the option.
    private func ties(_ support: Support) throws(TallyError) -> DrawnOrder {
        try DrawnOrder(parameters, votes: support.votes, costs: budget.costs)
    }

    /// The least number with which it holds; it must hold for every larger one, too.
    private func least(_ holds: (Int) throws(TallyError) -> Bool) throws(TallyError) -> Int? {
        var (low, high) = (0, support.valid - support.votes[option])
        guard try holds(high) else { return nil }
        while low < high {
            let middle = low + (high - low) / 2
            if try holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// With most votes first, more votes never hurt.
    func greedy() throws(TallyError) -> MissingApprovals? {
        let count = try least { count throws(TallyError) in
            let more = support.with(Addition(count, to: option, of: support))
            let threshold = parameters.whole("threshold") ?? 1
            let course = GreedyCourse(
                totals: more.points, costs: budget.costs, limit: budget.limit,
                stops: parameters.word("unaffordable") == "stop",
                admitted: more.votes.indices.filter { more.votes[$0] >= threshold })
            return CommitteeWays(from: course, try ties(more)).ends.allSatisfy {
                $0.course.taken.contains(option)
            }
        }
        return count.flatMap { $0 > 0 ? MissingApprovals(count: $0, isSmallest: true) : nil }
    }

    /// Until the option is bought all goes as without the addition; so at each step, and at the end, the fewest are
    /// the richest who are enough.
    mutating func shares() throws(TallyError) -> MissingApprovals? {
        let shares = BudgetShares(budget: budget, parameters: parameters)
        let start = shares.start(support.valid)
        let raise = try SharesRaise(
            shares.ground(support), start: start, increment: shares.increment, stop: shares.stop, ties)
        let last = raise.runs.last?.last ?? 0
        let looks = max(1, support.weights.count * budget.costs.count)
        let most = max(4, min(Self.mostRaises, Self.mostLooks / looks))
        if shares.isRaised, support.votes[option] == 0 {
            // An option with its first voter may also let the start be raised further.
            isWhole = false
            note(Addition(min(1, support.valid), to: option, of: support))
        }
        // With the comparison, marks can also make the rival the outcome.
        if last >= most || parameters.word("comparison") != "none" { isWhole = false }
        for number in stride(from: last, through: max(0, last - most + 1), by: -1) {
            let amount = start + shares.increment * Fraction(number)
            var course = SharesCourse(shares.ground(support), start: amount, keepsDetails: false)
            while true {
                let next = ties.narrowed(course.candidates())
                for isEnough in [false, true] {
                    note(course.missing(option, before: next.first, orWith: isEnough, start: amount))
                }
                if next.count > 1 { isWhole = false }
                guard let first = next.first, !next.contains(option) else { break }
                _ = course.take(course.harmless(of: next) ?? first)
            }
            if !course.taken.contains(option), raise.kept[number] != nil {
                try noteCompletion(course, shares.completion, lead: amount)
            }
        }
        return try best { more throws(TallyError) in
            let ties = try ties(more)
            let taken = try shares.count(more, ties).taken
            guard parameters.word("comparison") == "greedy" else { return taken }
            let rivals = shares.rivals(more, ties).ends.map(\.course.taken)
            return taken.flatMap { own in
                rivals.map { rival in
                    let preferring = Comparison(support: more).preferring(own, rival)
                    return preferring.first >= preferring.second ? own : rival
                }
            }
        }
    }

    private mutating func noteCompletion(
        _ course: SharesCourse, _ completion: SharesCount.Completion, lead: Fraction
    ) throws(TallyError) {
        switch completion {
        case .none: break
        case .utilitarian:
            let count = try least { count throws(TallyError) in
                let more = support.with(Addition(count, to: option, of: support))
                let greedy = GreedyCourse(
                    totals: more.points, costs: budget.costs, limit: budget.limit, stops: false,
                    admitted: more.supported, taken: course.taken)
                return CommitteeWays(from: greedy, try ties(more)).ends.allSatisfy {
                    $0.course.taken.contains(option)
                }
            }
            note(count.map { Addition($0, to: option, of: support) })
        case .phragmen:
            notePurchases(
                PhragmenCourse(
                    support, costs: budget.costs, limit: budget.limit, stops: true, taken: course.taken,
                    ledger: course.ledger, lead: lead))
        }
    }

    mutating func phragmen() throws(TallyError) -> MissingApprovals? {
        let stops = parameters.word("unaffordable") == "stop"
        notePurchases(PhragmenCourse(support, costs: budget.costs, limit: budget.limit, stops: stops))
        return try best { more throws(TallyError) in
            let course = PhragmenCourse(more, costs: budget.costs, limit: budget.limit, stops: stops)
            return CommitteeWays(from: course, try ties(more)).ends.map(\.course.taken)
        }
    }

    private mutating func notePurchases(_ start: PhragmenCourse) {
        var course = start
        while true {
            let next = ties.narrowed(course.candidates())
            for isEnough in [false, true] {
                let cost = budget.costs[option]
                note(course.missing(option, orWith: isEnough, of: support, cost: cost))
            }
            if next.count > 1 { isWhole = false }
            guard let first = next.first, !next.contains(option) else { return }
            _ = course.take(course.harmless(of: next) ?? first)
        }
    }

    private mutating func note(_ addition: Addition?) {
        guard let addition, addition.count > 0, additions.last?.count != addition.count else { return }
        additions.append(addition)
    }

    /// The smallest addition after which the option is funded on every way, by counting again.
    private func best(
        _ funded: (Support) throws(TallyError) -> [[Int]]
    ) throws(TallyError) -> MissingApprovals? {
        func holds(_ addition: Addition) throws(TallyError) -> Bool {
            try funded(support.with(addition)).allSatisfy { $0.contains(option) }
        }
        if try funded(support).allSatisfy({ $0.contains(option) }) { return nil }
        let sorted = additions.sorted { $0.count < $1.count }
        for addition in sorted.prefix(Self.mostCounts) where try holds(addition) {
            return MissingApprovals(
                count: addition.count,
                isSmallest: addition.count == 1 || isWhole && addition.count == sorted[0].count)
        }
        // More voters may spoil what fewer achieve; so what is found from here on is enough, but perhaps not least.
        let all = support.valid - support.votes[option]
        var (low, high) = (0, sorted.first?.count ?? 1)
        while high < all, !(try holds(Addition(high, to: option, of: support))) {
            (low, high) = (high, 2 * high)
        }
        if high >= all {
            high = all
            guard all > 0, try holds(Addition(all, to: option, of: support)) else { return nil }
        }
        while low + 1 < high {
            let middle = low + (high - low) / 2
            if try holds(Addition(middle, to: option, of: support)) { high = middle } else { low = middle }
        }
        return MissingApprovals(count: high, isSmallest: high == 1)
    }
}
