/// All ways through a count that the ballots leave open.
struct Exploration<Course> {
    /// How many ways are followed at most.
    static var mostCourses: Int { 500 }

    private(set) var courses: [(course: Course, picks: [TieBreak.Pick])] = []
    private(set) var isComplete = true

    /// Runs the count once for each way of settling the open ties, in order of the options' numbers.
    init(
        _ parameters: Parameters, options: Int,
        _ count: (inout TieBreak) throws(TallyError) -> Course
    ) throws(TallyError) {
        var script: [Int]? = []
        while let current = script {
            guard courses.count < Self.mostCourses else {
                isComplete = false
                break
            }
            var tieBreak = try TieBreak(parameters, options: options, script: current)
            let course = try count(&tieBreak)
            courses.append((course, tieBreak.picks))
            script = Self.next(tieBreak.picks)
        }
    }

    /// The script of the next way: the last pick that has a successor takes it, and later picks are open again.
    private static func next(_ picks: [TieBreak.Pick]) -> [Int]? {
        var script = picks.map { $0.tied.firstIndex(of: $0.taken) ?? 0 }
        while let last = script.popLast() {
            if last + 1 < picks[script.count].tied.count { return script + [last + 1] }
        }
        return nil
    }
}

/// What several ways of settling ties have in common.
struct CommonWinners {
    /// Elected on every way, in the order of the first.
    let winners: [Int]
    let ties: [Tie]
    let alternatives: [[Int]]

    /// `sets` holds whom each way elects, in order of election; at least one way.
    init(_ sets: [[Int]]) {
        let common = sets.dropFirst().reduce(Set(sets[0])) { $0.intersection($1) }
        winners = sets[0].filter { common.contains($0) }
        let distinct = Set(sets.map { $0.sorted() })
        alternatives = distinct.count > 1 ? distinct.sorted { $0.lexicographicallyPrecedes($1) } : []
        let contested = Set(sets.joined()).subtracting(common).sorted()
        let open = (sets.map(\.count).max() ?? 0) - winners.count
        ties = contested.isEmpty ? [] : [Tie(options: contested, seats: open)]
    }
}
