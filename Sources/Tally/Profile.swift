/// All ballots of one election: equal ones once, with their number.
package struct Profile: Sendable, Hashable {
    package struct Group: Sendable, Hashable {
        package let ballot: Ballot
        package let count: Int

        package init(_ ballot: Ballot, count: Int = 1) {
            self.ballot = ballot
            self.count = count
        }
    }

    /// The most ballots of one election. With scores up to a million, no sum overflows.
    package static let mostBallots = 1_000_000_000_000
    /// The largest limit or cost, so that the sum of any number of costs is exact.
    package static let mostMoney = 1_000_000_000_000_000

    /// The number of options.
    package let options: Int
    /// The number of persons on the electoral roll; nil when nobody knows.
    package let eligible: Int?
    /// Distinct ballots, each with a count of at least 1. Their order means nothing.
    package let groups: [Group]
    /// The number of ballots, with blank and invalid ones.
    package let ballots: Int
    /// What the options cost together at most and each alone; nil unless money is voted on.
    package let budget: Budget?

    /// Money in the smallest unit that the vote knows, such as cents.
    package struct Budget: Sendable, Hashable {
        package let limit: Int
        /// The cost of each option in order, at least 1.
        package let costs: [Int]

        package init(limit: Int, costs: [Int]) {
            self.limit = limit
            self.costs = costs
        }
    }

    /// Puts equal ballots together.
    package init(
        options: Int, eligible: Int? = nil, budget: Budget? = nil, groups: [Group]
    ) throws(TallyError) {
        guard options > 0 else { throw .badOptions(options) }
        // The place of each ballot among those met so far.
        var places: [Ballot: Int] = [:]
        places.reserveCapacity(groups.count)
        var counts: [Int] = []
        var order: [Ballot] = []
        var total = 0
        for group in groups {
            guard group.count > 0, group.count <= Self.mostBallots - total else {
                throw .badCount(group.count)
            }
            guard group.ballot.isWellFormed(options: options) else { throw .badBallot(group.ballot) }
            total += group.count
            let place = settled(&places[group.ballot, default: order.count])
            if place == order.count {
                order.append(group.ballot)
                counts.append(group.count)
            } else {
                counts[place] += group.count
            }
        }
        if let eligible, eligible < total { throw .moreBallotsThanEligible }
        if let budget {
            guard budget.limit >= 0, budget.costs.count == options, budget.costs.allSatisfy({ $0 > 0 }),
                budget.limit <= Self.mostMoney, budget.costs.allSatisfy({ $0 <= Self.mostMoney })
            else { throw .badBudget }
        }
        self.budget = budget
        self.options = options
        self.eligible = eligible
        self.groups = zip(order, counts).map { Group($0, count: $1) }
        ballots = total
    }

    package init(
        options: Int, eligible: Int? = nil, budget: Budget? = nil, ballots: [Ballot]
    ) throws(TallyError) {
        try self.init(
            options: options, eligible: eligible, budget: budget, groups: ballots.map { Group($0) })
    }
}

/// The value of a place that is kept from now on, so that one look at a dictionary finds or makes it.
private func settled(_ place: inout Int) -> Int { place }
