/// A count that the checker repeats step by step. It does not decide what comes next; it says whether what
/// the certificate says comes next is right.
protocol Replay {
    var figures: [Fraction?] { get }
    var keepFactors: [Fraction?] { get }
    var elected: [Int] { get }
    var contested: [Int] { get }
    /// Throws unless the rule asks for this step here, with these options.
    func verify(_ step: TranscriptStep) throws(Refusal)
    mutating func go(_ word: Decision.Step, _ options: [Int]) throws(Refusal) -> [Stage]
    /// Whether everything that follows is the same for both.
    func continues(like other: Self) -> Bool
    /// The stage that tells an open tie among these options.
    func tied(_ step: TranscriptStep) -> Stage
}

/// A row of the transcript.
struct TranscriptStep {
    let word: Decision.Step
    let options: [Int]
    /// The rows that may follow; nil where the bound on ways was met.
    let next: [Int?]

    var isOpen: Bool { next.count > 1 }
}

/// Checks a transcript of all ways through a count, and the outcome that follows from it.
struct TranscriptCheck<Count: Replay> {
    private let outcome: Outcome
    private let steps: [TranscriptStep]
    private let figures: [[Fraction?]]
    private let keep: [[Fraction?]]
    /// How many steps lead to each row; where several do, they must lead to the same.
    private let entries: [Int]

    private var met: [Count?]
    private var rowsMet = 0
    private var ways = 1
    private var isComplete = true
    private var stages: [Stage] = []
    private var ends: [(elected: [Int], contested: [Int])] = []
    private var last: Count?

    init(_ outcome: Outcome, hasKeepFactors: Bool = false) throws(Refusal) {
        self.outcome = outcome
        let tables = outcome.certificate.tables
        let names = ["figures", "options", "steps"] + (hasKeepFactors ? ["keep"] : [])
        guard outcome.certificate.kind == "transcript", tables.keys.sorted() == names.sorted(),
            let rows = tables["steps"], let options = tables["options"], let figures = tables["figures"],
            options.count == rows.count, figures.count == rows.count,
            (tables["keep"] ?? figures).count == rows.count
        else { throw Refusal(reason: "the transcript is no table of steps") }
        var steps: [TranscriptStep] = []
        for (row, named) in zip(rows, options) {
            guard let code = row.first??.whole, let word = Decision.Step(rawValue: code) else {
                throw Refusal(reason: "the transcript has an unknown step")
            }
            let numbers = named.compactMap { $0?.whole.map { $0 - 1 } }
            let next = row.dropFirst().map { $0?.whole.map { $0 - 1 } }
            try expect(
                numbers.count == named.count && numbers.allSatisfy { (0..<outcome.options).contains($0) }
                    && zip(row.dropFirst(), next).allSatisfy { ($0 == nil) == ($1 == nil) }
                    && next.allSatisfy { $0.map { rows.indices.contains($0) } ?? true }
                    && next.count == (word == .end ? 0 : max(1, next.count))
                    && (next.count <= 1 || next.count == numbers.count),
                "a step of the transcript is malformed")
            steps.append(TranscriptStep(word: word, options: numbers, next: next))
        }
        self.steps = steps
        self.figures = figures
        keep = tables["keep"] ?? rows.map { _ in [] }
        var entries = [Int](repeating: 0, count: rows.count)
        for case let row? in steps.flatMap(\.next) { entries[row] += 1 }
        self.entries = entries
        met = [Count?](repeating: nil, count: rows.count)
    }

    /// Follows every way from `start`, then checks the outcome. `told` are the first stages.
    mutating func run(_ start: Count, told: [Stage]) throws(Refusal) -> Count {
        try expect(!steps.isEmpty, "the transcript is empty")
        stages = told
        var pending = [(count: start, row: 0, isFirst: true, from: -1, place: 0)]
        while let item = pending.popLast() {
            var count = item.count
            var row = item.row
            if item.from >= 0 {
                let step = steps[item.from]
                if item.place > 0, ways == Ways.most {
                    try expect(step.next[item.place] == nil, "a way is followed beyond the bound")
                    isComplete = false
                    continue
                }
                guard let next = step.next[item.place] else {
                    throw Refusal(reason: "a way is not followed")
                }
                row = next
                let told = try count.go(step.word, step.isOpen ? [step.options[item.place]] : step.options)
                if item.isFirst { stages += told }
            }
            try expect(count.figures == figures[row], "the figures of a step are wrong")
            try expect(count.keepFactors == keep[row], "the kept shares of a step are wrong")
            guard row == rowsMet else {
                try meet(count, again: row)
                continue
            }
            rowsMet += 1
            if item.place > 0 { ways += 1 }
            if entries[row] > 1 { met[row] = count }
            try count.verify(steps[row])
            if steps[row].word == .end { ends.append((count.elected, count.contested)) }
            if item.isFirst, steps[row].isOpen { stages.append(count.tied(steps[row])) }
            if item.isFirst { last = count }
            for place in steps[row].next.indices.reversed() {
                pending.append((count, 0, item.isFirst && place == 0, row, place))
            }
        }
        try expect(rowsMet == steps.count, "the transcript has steps that nothing leads to")
        guard let last else { throw Refusal(reason: "the transcript has no end") }
        try checkResult()
        return last
    }

    private func meet(_ count: Count, again row: Int) throws(Refusal) {
        guard row < rowsMet, let known = met[row], count.continues(like: known) else {
            throw Refusal(reason: "two ways that differ are taken for one")
        }
    }

    private func checkResult() throws(Refusal) {
        let isCertain = { (option: Int) in ends.allSatisfy { $0.elected.contains(option) } }
        let isPossible = { (option: Int) in
            ends.contains { $0.elected.contains(option) || $0.contested.contains(option) }
        }
        let winners = ends[0].elected.filter(isCertain)
        let tied = (0..<outcome.options).filter { isPossible($0) && !isCertain($0) }
        try expect(outcome.winners == winners, "the winners do not follow from the transcript")
        let ties = tied.isEmpty ? [] : [Tie(options: tied, seats: outcome.seats - winners.count)]
        try expect(outcome.ties == ties, "the ties do not follow from the transcript")
        try expect(outcome.stages == stages, "the stages do not follow from the transcript")

        var sets: Set<Set<Int>> = []
        for end in ends where sets.count <= Ways.mostSets {
            extend(Set(end.elected), with: end.contested, into: &sets)
        }
        let areTooMany = sets.count > Ways.mostSets
        let listed = sets.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
        try expect(
            outcome.alternatives == (areTooMany || listed.count == 1 ? [] : listed),
            "the alternatives do not follow from the transcript")
        try expect(
            outcome.isComplete == (isComplete && !areTooMany), "whether all ways were followed is wrong")
        try expect(outcome.ranking.isEmpty, "a rule with transfers makes no ranking")
        try expect(outcome.conditions.isEmpty, "there are conditions too many")
    }

    /// Adds every set of all seats that fills up `elected` from `others`.
    private func extend(_ elected: Set<Int>, with others: [Int], into sets: inout Set<Set<Int>>) {
        if elected.count == outcome.seats { sets.insert(elected) }
        guard elected.count < outcome.seats, sets.count <= Ways.mostSets else { return }
        for (place, option) in others.enumerated() {
            extend(elected.union([option]), with: Array(others.dropFirst(place + 1)), into: &sets)
        }
    }
}

/// Checks the outcome of an election in which no ballot counts.
func checkNobody(_ outcome: Outcome) throws(Refusal) {
    let tables: [String: [[Fraction?]]] = ["figures": [], "options": [], "steps": []]
    try expect(outcome.certificate == Certificate("transcript", tables), "there is nothing to certify")
    try expect(
        outcome.winners.isEmpty && outcome.ties.isEmpty && outcome.alternatives.isEmpty
            && outcome.isComplete && outcome.ranking.isEmpty && outcome.margins.isEmpty
            && outcome.stages.isEmpty && outcome.conditions.isEmpty,
        "without a ballot nobody is elected")
}
