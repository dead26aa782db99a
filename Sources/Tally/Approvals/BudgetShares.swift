/// Equal shares of a budget as the parameters ask for it.
struct BudgetShares {
    let budget: Profile.Budget
    let parameters: Parameters

    /// What one point, or one mark, for an option is worth to a voter.
    var worth: [Int] {
        parameters.word("utility") == "cost" ? budget.costs : budget.costs.map { _ in 1 }
    }

    /// What each of so many voters has at the start.
    func start(_ voters: Int) -> Fraction {
        guard voters > 0 else { return .zero }
        let share = Fraction(numerator: budget.limit, over: voters)
        return parameters.word("start") == "floor" ? share.roundedDown : share
    }

    var increment: Fraction { Fraction(parameters.whole("increment") ?? 1) }
    var isRaised: Bool { parameters.word("completion").hasPrefix("add1") }

    var stop: SharesRaise.Stop {
        if !isRaised { return .none }
        return parameters.word("stop") == "overspend"
            ? .overspend(limit: budget.limit) : .exhaustive(limit: budget.limit)
    }

    var completion: SharesCount.Completion {
        switch parameters.word("completion") {
        case "add1u", "utilitarian": .utilitarian
        case "phragmen": .phragmen
        default: .none
        }
    }

    func ground(_ support: Support) -> SharesGround {
        SharesGround(support: support, costs: budget.costs, worth: worth, most: .max)
    }

    func count(_ support: Support, _ ties: DrawnOrder) throws(TallyError) -> SharesCount {
        try SharesCount(
            ground(support), limit: budget.limit, start: start(support.valid), increment: increment,
            stop: stop,
            completion: completion, stops: true, ties)
    }

    /// The most votes first, for comparison.
    func rivals(_ support: Support, _ ties: DrawnOrder) -> CommitteeWays<GreedyCourse> {
        CommitteeWays(
            from: GreedyCourse(
                totals: support.points, costs: budget.costs, limit: budget.limit, stops: false,
                admitted: support.supported), ties)
    }
}
