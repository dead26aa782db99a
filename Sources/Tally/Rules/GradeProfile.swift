/// How many ballots give one option each grade, read from the middle outwards.
struct GradeProfile {
    let ballots: Int
    /// The share of each grade.
    let shares: [Fraction]

    private typealias Run = (grade: Int, share: Fraction)
    /// The lower half of the grades as runs of equal ones, from the middle down.
    private let lower: [Run]
    /// The upper half, from the middle up.
    private let upper: [Run]

    init(_ counts: [Int]) {
        let ballots = counts.reduce(0, +)
        self.ballots = ballots
        shares = ballots > 0 ? counts.map { Fraction(numerator: $0, over: ballots) } : []
        lower = Self.half(Array(shares.enumerated()))
        upper = Self.half(shares.enumerated().reversed())
    }

    /// The middle grade, the lower one of two; nil without grades.
    var middle: Int? { ballots > 0 ? lower.first?.grade : nil }

    /// The half that `shares` begin with, as runs from its end to its beginning.
    private static func half(_ shares: [(offset: Int, element: Fraction)]) -> [Run] {
        var left = Fraction.half
        var runs: [Run] = []
        for (grade, share) in shares where !share.isZero && !left.isZero {
            runs.append((grade, min(share, left)))
            left -= min(share, left)
        }
        return runs.reversed()
    }

    /// The first removal of middle grades at which the two differ; nil where they never do.
    ///
    /// The order of removal takes the lower of two middle grades, so it takes from below and from above in
    /// turn, from below first. Two sequences first differ where one half first differs, the nearer to the middle.
    func difference(to other: GradeProfile) -> GradeDifference? {
        let below = Self.firstDifference(lower, other.lower)
        let above = Self.firstDifference(upper, other.upper)
        let multiple =
            Fraction(ballots / greatestCommonDivisor(ballots, other.ballots)) * Fraction(other.ballots)
        // A half holds half the ballots, and as many are taken from the other half meanwhile.
        let twice = Fraction(2) * multiple
        if let below, above.map({ below.distance <= $0.distance }) ?? true {
            return GradeDifference(removed: below.distance * twice, grade: below.grade, other: below.other)
        }
        return above.map {
            GradeDifference(removed: $0.distance * twice + .one, grade: $0.grade, other: $0.other)
        }
    }

    /// Where two lists of runs first differ, as a share of all ballots, and the grades there.
    private static func firstDifference(
        _ left: [Run], _ right: [Run]
    ) -> (distance: Fraction, grade: Int, other: Int)? {
        var (left, right) = (left[...], right[...])
        var distance = Fraction.zero
        while let first = left.first, let second = right.first {
            guard first.grade == second.grade else { return (distance, first.grade, second.grade) }
            let step = min(first.share, second.share)
            distance += step
            left[left.startIndex].share -= step
            right[right.startIndex].share -= step
            if left[left.startIndex].share.isZero { left.removeFirst() }
            if right[right.startIndex].share.isZero { right.removeFirst() }
        }
        return nil
    }
}

/// The first removal of middle grades at which two options differ.
struct GradeDifference {
    /// How many grades both have lost before, of as many as the least common multiple of their numbers.
    let removed: Fraction
    let grade: Int
    let other: Int

    var isBetter: Bool { grade > other }
}

private func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    Int(greatestCommonDivisor(left.magnitude, right.magnitude))
}
