/// A count as the checker follows it, from one listed step to the next.
protocol CommitteeReplay {
    /// The options taken so far, in order.
    var taken: [Int] { get }
    /// Verifies that the first of the listed options is as good as any and that each has the value stated, and
    /// returns all that are equally good, in order of number; with none listed, that nothing is left to take.
    mutating func tied(listed: [WaysCheck.Step]) throws(Refusal) -> [Int]
    /// Whether taking `option` before the other `tied` ones changes nothing.
    func isHarmless(_ option: Int, among tied: [Int]) -> Bool
    mutating func take(_ option: Int)
    /// Whether both took the same options and everything that matters from here on is equal.
    func equals(_ other: Self) -> Bool
}

/// Follows the steps of a certificate: rows of course, option, next course, and the option's value.
struct WaysCheck {
    struct Step {
        let from: Int
        let option: Int
        let to: Int
        let value: Fraction?
    }

    let outcome: Outcome
    let votes: [Int]
    let costs: [Int]
    private(set) var isWhole = true
    /// Between whom a course left the choice open, by the course's number.
    private(set) var open: [Int: [Int]] = [:]
    /// The number of the last course.
    private(set) var last = 0
    let steps: [Step]
    private var rest: ArraySlice<Step>

    init(_ outcome: Outcome, table: String, votes: [Int], costs: [Int] = []) throws(Refusal) {
        self.outcome = outcome
        self.votes = votes
        self.costs = costs
        var steps: [Step] = []
        for row in outcome.certificate.tables[table] ?? [] {
            guard row.count == 4, let from = row[0]?.whole, let option = row[1]?.whole,
                let to = row[2]?.whole,
                (1...outcome.options).contains(option)
            else { throw Refusal(reason: "a step cannot be read") }
            steps.append(Step(from: from, option: option - 1, to: to, value: row[3]))
        }
        self.steps = steps
        rest = steps[...]
    }

    /// The number of a course that no step leads to.
    mutating func begin() -> Int {
        last += 1
        return last
    }

    /// Follows the next steps from a course until all that comes of it has ended; they must be all that the ballots
    /// allow, in their order. Shows each course with its steps to `visit`.
    mutating func run<R: CommitteeReplay>(
        from start: R, number: Int,
        visit: (R, [Step]) throws(Refusal) -> Void = { _, _ throws(Refusal) in }
    ) throws(Refusal) -> [(number: Int, replay: R)] {
        var ends: [(number: Int, replay: R)] = []
        var courses = [(number: number, replay: start)]
        while !courses.isEmpty {
            var next: [(number: Int, replay: R)] = []
            var isCut = false
            for (number, replay) in courses {
                var replay = replay
                var listed: [Step] = []
                while let step = rest.first, step.from == number {
                    listed.append(step)
                    rest.removeFirst()
                }
                if listed.isEmpty, next.count == 500, !isEnd(replay) {
                    isCut = true
                    continue
                }
                let options = listed.map(\.option)
                let tied = preferred(try replay.tied(listed: listed))
                if tied.isEmpty {
                    ends.append((number, replay))
                    continue
                }
                let harmless = tied.count > 1 ? tied.first { replay.isHarmless($0, among: tied) } : tied[0]
                if harmless == nil { open[number] = tied }
                let right = harmless.map { [$0] } ?? tied
                if options != right {
                    isCut = true
                    try expect(options == right.filter(options.contains), "the steps take other options")
                }
                try visit(replay, listed)
                for step in listed {
                    var other = replay
                    other.take(step.option)
                    if step.to == last + 1 {
                        try expect(
                            !next.contains { $0.replay.equals(other) }, "equal courses have two numbers")
                        last += 1
                        next.append((last, other))
                    } else {
                        let same = next.first { $0.number == step.to }
                        try expect(same.map { $0.replay.equals(other) } ?? false, "a step leads elsewhere")
                    }
                }
            }
            try expect(next.count <= 500 && (!isCut || next.count == 500), "a step is missing")
            if isCut { isWhole = false }
            courses = next
        }
        return ends
    }

    func finish() throws(Refusal) { try expect(rest.isEmpty, "there are steps too many") }

    private func isEnd<R: CommitteeReplay>(_ replay: R) -> Bool {
        var replay = replay
        do throws(Refusal) { return try replay.tied(listed: []).isEmpty } catch { return false }
    }

    /// The steps of the first way between two courses.
    func way(from start: Int, to end: Int) -> [Step] {
        var way: [Step] = []
        var at = end
        while at != start, let step = steps.first(where: { $0.to == at }) {
            way.append(step)
            at = step.from
        }
        return way.reversed()
    }

    /// Those of the tied among whom the parameters leave the choice.
    private func preferred(_ tied: [Int]) -> [Int] {
        guard tied.count > 1 else { return tied }
        var left = tied
        let precedence = outcome.parameters.word("precedence")
        if precedence == "more-votes" || precedence == "more-votes-lower-cost" {
            left = left.filter { option in left.allSatisfy { votes[$0] <= votes[option] } }
        }
        if precedence == "lower-cost" || precedence == "more-votes-lower-cost" {
            left = left.filter { option in left.allSatisfy { costs[$0] >= costs[option] } }
        }
        guard outcome.parameters.word("ties") == "drawn", let drawn = outcome.parameters.order("drawn"),
            let option = drawn.first(where: { left.contains($0) })
        else { return left }
        return [option]
    }
}
