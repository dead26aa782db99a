/// Equal shares with what completes it, as rows of a certificate and stages for people.
struct SharesCount {
    enum Completion {
        case none
        case utilitarian
        case phragmen
    }

    let ground: SharesGround
    let limit: Int
    let start: Fraction
    let increment: Fraction
    let completion: Completion
    let ties: DrawnOrder
    /// Whether Phragmén's voters stop buying at the first option that costs too much.
    let stops: Bool

    private(set) var runs: [[Fraction?]] = []
    private(set) var steps: [[Fraction?]] = []
    private(set) var payers: [[Fraction?]] = []
    private(set) var unfunded: [[Fraction?]] = []
    /// What may have been bought in the end, the first way first.
    private(set) var taken: [[Int]] = []
    /// The first way.
    private(set) var stages: [Stage] = []
    private(set) var isComplete = true
    private var courses = 0

    init(
        _ ground: SharesGround, limit: Int, start: Fraction, increment: Fraction = .one,
        stop: SharesRaise.Stop, completion: Completion, stops: Bool, _ ties: DrawnOrder
    ) throws(TallyError) {
        self.ground = ground
        self.limit = limit
        self.start = start
        self.increment = increment
        self.completion = completion
        self.stops = stops
        self.ties = ties
        let raise = try SharesRaise(ground, start: start, increment: increment, stop: stop, ties)
        isComplete = raise.isComplete
        let shown = Set(raise.kept.keys).union(raise.overspent)
        for run in raise.runs {
            let shownHere = shown.filter { run.first <= $0 && $0 <= run.last }.sorted()
            var first = run.first
            for number in shownHere {
                if first < number { list(run, first, number - 1) }
                list(number, raise.kept[number] ?? [])
                first = number + 1
            }
            if first <= run.last { list(run, first, run.last) }
        }
        if let kept = raise.kept.keys.min(), raise.overspent.contains(kept + 1) { tellOverspent(kept + 1) }
    }

    /// Raises of which only the steps are of interest.
    private mutating func list(_ run: SharesRaise.Run, _ first: Int, _ last: Int) {
        runs.append([Fraction(first), Fraction(last), Fraction(courses + 1)])
        for step in run.trace {
            steps.append(row(step.from + courses, step.option, step.to + courses, nil))
        }
        courses += run.courses
    }

    /// A raise with prices and payers; its outcomes among `final` are completed.
    private mutating func list(_ raise: Int, _ final: Set<[Int]>) {
        let amount = start + increment * Fraction(raise)
        let ways = CommitteeWays(from: SharesCourse(ground, start: amount, keepsDetails: true), ties)
        runs.append([Fraction(raise), Fraction(raise), Fraction(courses + 1)])
        let offset = courses
        for step in ways.steps {
            steps.append(row(step.from + offset, step.option, step.to + offset, step.detail.price))
            for payer in step.detail.payers {
                payers.append([
                    Fraction(step.from + offset + 1), Fraction(step.option + 1), Fraction(payer.points),
                    payer.had, Fraction(payer.count),
                ])
            }
        }
        courses += ways.count
        for (number, course) in ways.ends {
            if course.taken.count < ground.most {
                for option in ground.support.supported where !course.taken.contains(option) {
                    unfunded.append([
                        Fraction(number + offset + 1), Fraction(option + 1), course.money(behind: option),
                    ])
                }
            }
            guard final.contains(course.taken.sorted()) else { continue }
            let isFirst = taken.isEmpty
            if isFirst { tell(ways, to: number, raise, amount) }
            complete(course, isFirst: isFirst, lead: amount)
        }
    }

    private mutating func complete(_ course: SharesCourse, isFirst: Bool, lead: Fraction) {
        let (costs, support) = (ground.costs, ground.support)
        switch completion {
        case .none: taken.append(course.taken)
        case .utilitarian:
            let greedy = GreedyCourse(
                totals: support.points, costs: costs, limit: limit, stops: false, admitted: support.supported,
                taken: course.taken)
            add(CommitteeWays(from: greedy, ties), isFirst: isFirst, "filled", "votes")
        case .phragmen:
            let phragmen = PhragmenCourse(
                support, costs: costs, limit: limit, stops: stops, taken: course.taken, ledger: course.ledger,
                lead: lead)
            add(CommitteeWays(from: phragmen, ties), isFirst: isFirst, "earned", "time")
        }
    }

    private mutating func add<C: Course>(
        _ ways: CommitteeWays<C>, isFirst: Bool, _ kind: String, _ name: String
    ) where C.Detail == Fraction {
        isComplete = isComplete && ways.isComplete
        for step in ways.steps {
            steps.append(row(step.from + courses, step.option, step.to + courses, step.detail))
        }
        courses += ways.count
        taken += ways.ends.map(\.course.taken)
        guard isFirst, let end = ways.ends.first else { return }
        var spent = end.course.taken.dropLast(ways.way(to: end.number).count).reduce(0) {
            $0 + ground.costs[$1]
        }
        for step in ways.way(to: end.number) {
            if let tied = ways.open[step.from] { stages.append(Stage("tied", tied)) }
            spent += ground.costs[step.option]
            stages.append(
                Stage(
                    kind, [step.option],
                    [
                        "cost": Fraction(ground.costs[step.option]), name: step.detail,
                        "spent": Fraction(spent),
                    ]))
        }
    }

    private mutating func tell(
        _ ways: CommitteeWays<SharesCourse>, to end: Int, _ raise: Int, _ amount: Fraction
    ) {
        stages.append(Stage("endowed", [], ["endowment": amount, "raises": Fraction(raise)]))
        var spent = 0
        for step in ways.way(to: end) {
            if let tied = ways.open[step.from] { stages.append(Stage("tied", tied)) }
            let cost = ground.costs[step.option]
            spent += cost
            stages.append(
                Stage(
                    "funded", [step.option],
                    [
                        "cost": Fraction(cost), "price": step.detail.price ?? .zero,
                        "payers": Fraction(step.detail.payers.reduce(0) { $0 + $1.count }),
                        "spent": Fraction(spent),
                    ]))
        }
    }

    /// The first way of the raise after the last one kept.
    private mutating func tellOverspent(_ raise: Int) {
        let amount = start + increment * Fraction(raise)
        let ways = CommitteeWays(from: SharesCourse(ground, start: amount, keepsDetails: false), ties)
        guard
            let over = ways.ends.first(where: { _, course in
                course.taken.reduce(0) { $0 + ground.costs[$1] } > limit
            })
        else { return }
        let spent = over.course.taken.reduce(0) { $0 + ground.costs[$1] }
        stages.append(
            Stage("overspent", over.course.taken, ["endowment": amount, "spent": Fraction(spent)]))
    }

    private func row(_ from: Int, _ option: Int, _ to: Int, _ value: Fraction?) -> [Fraction?] {
        [Fraction(from + 1), Fraction(option + 1), Fraction(to + 1), value]
    }
}
