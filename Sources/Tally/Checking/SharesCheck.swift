/// Checks the runs, prices and payers of equal shares and what completes it.
struct SharesCheck {
    enum Completion {
        case none, utilitarian, phragmen
    }

    /// What comes of a run: spent too much, nothing more to come, or to be repeated with a higher start.
    enum Verdict {
        case overspent, final, going
    }

    let shares: SharesCase
    let limit: Int
    let start: Fraction
    let increment: Fraction
    let completion: Completion
    /// Whether Phragmén's voters stop at the first option that costs too much.
    let stops: Bool
    /// What comes of these options bought.
    let verdict: ([Int]) -> Verdict

    private(set) var check: WaysCheck
    /// What must be told.
    private(set) var stages: [Stage] = []
    /// What may have been bought in the end, the first way first.
    private(set) var taken: [[Int]] = []
    private let runs: [[Fraction?]]
    private var payers: ArraySlice<[Fraction?]>
    private var unfunded: ArraySlice<[Fraction?]>
    private var firstKept: Int?
    private var overspent: Stage?
    /// How many supporters with money each option had where it was bought.
    private var paying: [Purchase: Int] = [:]

    private struct Purchase: Hashable {
        let from: Int
        let option: Int
    }

    init(
        _ outcome: Outcome, _ shares: SharesCase, limit: Int, start: Fraction,
        increment: Fraction = Fraction(1),
        completion: Completion, stops: Bool, verdict: @escaping ([Int]) -> Verdict
    ) throws(Refusal) {
        self.shares = shares
        self.limit = limit
        self.start = start
        self.increment = increment
        self.completion = completion
        self.stops = stops
        self.verdict = verdict
        check = try WaysCheck(outcome, table: "steps", votes: shares.ballots.votes, costs: shares.costs)
        let tables = outcome.certificate.tables
        guard outcome.certificate.kind == "prices", let runs = tables["runs"], tables["steps"] != nil,
            let payers = tables["payers"], let unfunded = tables["unfunded"]
        else { throw Refusal(reason: "a table is missing") }
        self.runs = runs
        self.payers = payers[...]
        self.unfunded = unfunded[...]
    }

    mutating func run() throws(Refusal) {
        var raise = 0
        var isOver = false
        for (place, row) in runs.enumerated() {
            guard !isOver, row.count == 3, row[0] == Fraction(raise), let last = row[1]?.whole,
                raise <= last, last < 1 << 60
            else { throw Refusal(reason: "the runs do not follow each other") }
            let next = runs.indices.contains(place + 1) ? runs[place + 1].last.flatMap { $0?.whole } : nil
            isOver = try run(raise...last, row[2], isKept: next.map(listsTooMuch) ?? false)
            raise = last + 1
        }
        try expect(isOver, "the runs end too early")
        try check.finish()
        try expect(payers.isEmpty && unfunded.isEmpty, "there are payers or unfunded options too many")
        if let overspent { stages.append(overspent) }
    }

    /// Whether the steps from a course on, as listed, spend more than the limit; they are verified in their turn.
    private func listsTooMuch(from number: Int) -> Bool {
        var spent = [number: 0]
        for step in check.steps {
            guard let before = spent[step.from] else { continue }
            spent[step.to] = before + shares.costs[step.option]
        }
        return spent.values.contains { $0 > limit }
    }

    /// One row of runs, which is kept where the next one spends too much; whether it is the last.
    private mutating func run(
        _ raises: ClosedRange<Int>, _ stated: Fraction?, isKept: Bool
    ) throws(Refusal) -> Bool {
        let number = check.begin()
        try expect(stated == Fraction(number), "a run begins elsewhere")
        let (first, increment) = (start, increment)
        let amount = first + increment * Fraction(raises.lowerBound)
        var (rows, paying) = (payers, paying)
        let ends = try check.run(from: SharesReplay(shares, starts: [amount]), number: number) {
            replay, steps throws(Refusal) in
            for step in steps where step.value != nil {
                var count = 0
                for payer in replay.payers(of: step.option) {
                    let row = [
                        Fraction(step.from), Fraction(step.option + 1), Fraction(payer.points), payer.had,
                        Fraction(payer.count),
                    ]
                    try expect(rows.popFirst() == row, "a payer is wrong")
                    count += payer.count
                }
                paying[Purchase(from: step.from, option: step.option)] = count
            }
        }
        (payers, self.paying) = (rows, paying)
        let verdicts = ends.map { verdict($0.replay.taken) }
        let isShown = isKept || verdicts.contains { $0 != .going }
        let prices = check.steps.filter { (number...check.last).contains($0.from) }.map { $0.value != nil }
        try expect(prices.allSatisfy { $0 == isShown }, "prices are missing or too many")
        if raises.count > 1 {
            try expect(!isShown && ends.count == 1, "several raises have several ways")
            try SharesReplay.check(ends[0].replay.taken, shares, raises: raises) {
                first + increment * Fraction($0)
            }
        }
        if isShown { try checkUnfunded(ends) }
        if let over = verdicts.firstIndex(of: .overspent), let firstKept, firstKept + 1 == raises.lowerBound {
            let options = ends[over].replay.taken
            let spent = options.reduce(0) { $0 + shares.costs[$1] }
            overspent = Stage("overspent", options, ["endowment": amount, "spent": Fraction(spent)])
        }
        for (end, verdict) in zip(ends, verdicts) where verdict == .final || (verdict == .going && isKept) {
            if firstKept == nil {
                firstKept = raises.lowerBound
                tell(from: number, to: end.number, raises.lowerBound, amount)
            }
            try complete(end.replay)
        }
        return !verdicts.contains(.going)
    }

    private mutating func checkUnfunded(_ ends: [(number: Int, replay: SharesReplay)]) throws(Refusal) {
        for end in ends where end.replay.taken.count < shares.most {
            for option in shares.costs.indices
            where !end.replay.taken.contains(option) && !shares.supporters[option].isEmpty {
                let row = [Fraction(end.number), Fraction(option + 1), end.replay.money(of: option)]
                try expect(unfunded.popFirst() == row, "the money for an unfunded option is wrong")
            }
        }
    }

    private mutating func complete(_ replay: SharesReplay) throws(Refusal) {
        switch completion {
        case .none: taken.append(replay.taken)
        case .utilitarian:
            let totals = shares.ballots.points
            let greedy = GreedyReplay(
                totals: totals, costs: shares.costs, limit: limit, stops: false,
                admitted: totals.indices.filter { totals[$0] > 0 }, taken: replay.taken)
            try add(greedy, "filled", "votes")
        case .phragmen:
            try add(PhragmenReplay(after: replay, limit: limit, stops: stops), "earned", "time")
        }
    }

    private mutating func add<R: CommitteeReplay>(
        _ start: R, _ kind: String, _ name: String
    ) throws(Refusal) {
        let number = check.begin()
        let ends = try check.run(from: start, number: number)
        let isFirst = taken.isEmpty
        taken += ends.map(\.replay.taken)
        guard isFirst, let end = ends.first else { return }
        var spent = start.taken.reduce(0) { $0 + shares.costs[$1] }
        for step in check.way(from: number, to: end.number) {
            if let tied = check.open[step.from] { stages.append(Stage("tied", tied)) }
            spent += shares.costs[step.option]
            var amounts = ["cost": Fraction(shares.costs[step.option]), "spent": Fraction(spent)]
            amounts[name] = step.value
            stages.append(Stage(kind, [step.option], amounts))
        }
    }

    private mutating func tell(from start: Int, to end: Int, _ raise: Int, _ amount: Fraction) {
        stages.append(Stage("endowed", [], ["endowment": amount, "raises": Fraction(raise)]))
        var spent = 0
        for step in check.way(from: start, to: end) {
            if let tied = check.open[step.from] { stages.append(Stage("tied", tied)) }
            let cost = shares.costs[step.option]
            spent += cost
            // The rows of payers were verified.
            var amounts = ["cost": Fraction(cost), "spent": Fraction(spent)]
            amounts["price"] = step.value
            amounts["payers"] = paying[Purchase(from: step.from, option: step.option)].map { Fraction($0) }
            stages.append(Stage("funded", [step.option], amounts))
        }
    }
}
