/// Checks an outcome of middle grades: how often each grade was given, the middle, and for each two that follow
/// each other in the ranking that they are alike up to the removal named and differ there.
func checkMajorityJudgment(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    guard let highest = outcome.parameters.whole("highest") else {
        throw Refusal(reason: "the highest grade is missing")
    }
    let rows = outcome.certificate.tables["grades"] ?? []
    let differences = outcome.certificate.tables["differences"] ?? []
    let isWhole = outcome.certificate.kind == "grades" && outcome.certificate.tables.count == 2
    try expect(isWhole && rows.count == profile.options, "the table does not list every option")
    let scores = try CheckedScores(
        outcome, profile, allowed: { $0.allSatisfy { ($0 ?? 0) >= 0 && ($0 ?? 0) <= highest } })
    let fillsLowest = outcome.parameters.word("missing") == "lowest"
    var grades: [GradeRow] = []
    for option in 0..<profile.options {
        let counts = (0...highest).map { grade in
            scores.count(option) { $0 == grade || ($0 == nil && grade == 0 && fillsLowest) }
        }
        try expect(rows[option] == counts.map { Fraction($0) }, "the grades of an option are wrong")
        grades.append(GradeRow(counts: counts))
    }
    let raters = grades.indices.map { option in scores.count(option) { $0 != nil } }
    try expect(checkRaters(outcome, raters).isEmpty, "there are conditions too many")

    let places = try checkRanking(outcome, grades, differences)
    let told = zip(outcome.ranking, differences).filter { $0.1[0] != .zero }.map { group, row in
        Stage(
            "removed", group,
            ["removed": row[0] ?? .zero, "grade": row[1] ?? .zero, "other": row[2] ?? .zero])
    }
    try SeatCheck(
        outcome: outcome, totals: grades.map(\.middle), admitted: admitted(outcome), told: told,
        ranksAbove: { places[$0] < places[$1] }
    ).run()
}

/// The verified place of each option in the ranking.
private func checkRanking(
    _ outcome: Outcome, _ grades: [GradeRow], _ differences: [[Fraction?]]
) throws(Refusal) -> [Int] {
    var places = [Int](repeating: -1, count: grades.count)
    for (place, group) in outcome.ranking.enumerated() {
        try expect(!group.isEmpty, "a group of the ranking is empty")
        for option in group {
            try expect(grades.indices.contains(option) && places[option] < 0, "the ranking names others")
            places[option] = place
            let (one, other) = (grades[group[0]], grades[option])
            try expect(
                zip(one.counts, other.counts).allSatisfy {
                    Fraction($0) * Fraction(other.ballots) == Fraction($1) * Fraction(one.ballots)
                }, "a group of the ranking has unequal grades")
        }
    }
    try expect(!places.contains(-1), "the ranking does not list every option")
    let graded = outcome.ranking.filter { grades[$0[0]].ballots > 0 }
    try expect(
        graded.count == outcome.ranking.prefix(graded.count).count { grades[$0[0]].ballots > 0 },
        "options without grades are not last")
    try expect(differences.count == max(0, graded.count - 1), "a difference is missing or too many")
    for (row, (above, below)) in zip(differences, zip(graded, graded.dropFirst())) {
        guard row.count == 3, let removed = row[0], let grade = row[1], let other = row[2] else {
            throw Refusal(reason: "a difference is not complete")
        }
        let multiple = Fraction.leastCommonMultiple(grades[above[0]].ballots, grades[below[0]].ballots)
        let upper = RepeatedGrades(grades[above[0]], multiple)
        let lower = RepeatedGrades(grades[below[0]], multiple)
        try expect(
            removed.isWhole && !removed.isNegative && removed < multiple, "a number of removals is impossible"
        )
        let block = upper.removed(removed)
        try expect(
            upper.counts(in: block) == lower.counts(in: block), "two options differ before it is said")
        let next = upper.next(after: removed)
        let found = (upper.grade(at: next), lower.grade(at: next))
        try expect(found == (grade, other), "a grade at the first difference is wrong")
        try expect(grade > other, "the ranking does not follow the grades")
    }
    return places
}

private struct GradeRow {
    let counts: [Int]
    var ballots: Int { counts.reduce(0, +) }

    /// The lowest grade that at least half of the ballots do not exceed.
    var middle: Fraction? {
        guard ballots > 0 else { return nil }
        return counts.indices.first { 2 * counts[...$0].reduce(0, +) >= ballots }.map { Fraction($0) }
    }
}

/// The grades of one option in ascending order, each repeated so often that there are `number`; places from 1.
private struct RepeatedGrades {
    private let number: Fraction
    /// Up to which place each grade and those below it reach.
    private let ends: [Fraction]

    init(_ row: GradeRow, _ number: Fraction) {
        self.number = number
        let factor = number / Fraction(row.ballots)
        ends = row.counts.indices.map { Fraction(row.counts[...$0].reduce(0, +)) * factor }
    }

    func grade(at place: Fraction) -> Fraction { Fraction(ends.count { $0 < place }) }

    /// The lower of the two middle places, or the middle one.
    private var middle: Fraction { ((number + .one) / Fraction(2)).roundedDown }
    private var isEven: Bool { (number / Fraction(2)).isWhole }

    /// The block of places after `removals`: an even number loses its lower middle first, an odd one its middle.
    func removed(_ removals: Fraction) -> (first: Fraction, last: Fraction) {
        let half = (removals / Fraction(2)).roundedDown
        let rest = removals - half
        return isEven ? (middle - rest + .one, middle + half) : (middle - half, middle + rest - .one)
    }

    /// The place that the removal after so many takes: the neighbour of the block on the side that grows.
    func next(after removals: Fraction) -> Fraction {
        let (before, after) = (removed(removals), removed(removals + .one))
        return after.first < before.first ? after.first : after.last
    }

    /// How many of each grade stand in the block.
    func counts(in block: (first: Fraction, last: Fraction)) -> [Fraction] {
        let inside = ends.map { min(max($0, block.first - .one), block.last) - (block.first - .one) }
        return zip(inside, [.zero] + inside).map { $0 - $1 }
    }
}

extension Fraction {
    fileprivate static func leastCommonMultiple(_ left: Int, _ right: Int) -> Fraction {
        let divisor = greatestCommonDivisor(left.magnitude, right.magnitude)
        return Fraction(left / Int(divisor)) * Fraction(right)
    }
}
