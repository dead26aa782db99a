/// How often equal shares is repeated with a higher start, until its outcome is final.
struct SharesRaise {
    /// When the start is raised no further.
    enum Stop {
        /// At once.
        case none
        /// Before the first start with which more than the limit is spent.
        case overspend(limit: Int)
        /// As soon as no supported option fits into what is left of the limit, or before more than that is spent.
        case exhaustive(limit: Int)
        /// As soon as so many options are bought.
        case full(Int)
    }

    /// Raises `first` … `last`, all with the same steps.
    struct Run {
        let first: Int
        var last: Int
        let trace: [(from: Int, option: Int, to: Int)]
        let courses: Int
    }

    /// How many runs there are at most.
    static let mostRuns = 100_000

    private(set) var runs: [Run] = []
    /// The raises whose outcomes are final, each with what may have been bought.
    private(set) var kept: [Int: Set<[Int]>] = [:]
    /// The raises with which too much was spent.
    private(set) var overspent: [Int] = []
    private(set) var isComplete = true

    init(
        _ ground: SharesGround, start: Fraction, increment: Fraction, stop: Stop, _ ties: DrawnOrder
    ) throws(TallyError) {
        var raise = 0
        var earlier: Set<[Int]> = []
        while true {
            guard runs.count < Self.mostRuns else { throw .tooMany(Self.mostRuns) }
            let amount = start + increment * Fraction(raise)
            let ways = CommitteeWays(from: SharesCourse(ground, start: amount, keepsDetails: false), ties)
            isComplete = isComplete && ways.isComplete
            var final: Set<[Int]> = []
            var going: Set<[Int]> = []
            var isOver = false
            for (_, course) in ways.ends {
                let taken = course.taken.sorted()
                switch Self.verdict(taken, ground, stop) {
                case .overspent: isOver = true
                case .final: final.insert(taken)
                case .going: going.insert(taken)
                }
            }
            if isOver {
                overspent.append(raise)
                kept[raise - 1, default: []].formUnion(earlier)
            }
            if !final.isEmpty { kept[raise] = final }
            let reach = ways.ends.map(\.course.reach).min() ?? 0
            let more = going.isEmpty ? 0 : Self.raises(within: reach, by: increment)
            runs.append(
                Run(
                    first: raise, last: raise + more, trace: ways.steps.map { ($0.from, $0.option, $0.to) },
                    courses: ways.count))
            if going.isEmpty { break }
            raise += more + 1
            earlier = going
        }
    }

    enum Verdict {
        case overspent, final, going
    }

    static func verdict(_ taken: [Int], _ ground: SharesGround, _ stop: Stop) -> Verdict {
        let spent = taken.reduce(0) { $0 + ground.costs[$1] }
        let left = ground.support.supported.filter { !taken.contains($0) }
        switch stop {
        case .none: return .final
        case .overspend(let limit): return spent > limit ? .overspent : left.isEmpty ? .final : .going
        case .exhaustive(let limit):
            if spent > limit { return .overspent }
            return left.contains { ground.costs[$0] <= limit - spent } ? .going : .final
        case .full(let most): return taken.count == most || left.isEmpty ? .final : .going
        }
    }

    /// How many further raises surely stay within the reach; the reach is rounded, with errors far below 1/1000.
    private static func raises(within reach: Double, by increment: Fraction) -> Int {
        let (_, numerator, denominator) = increment.parts
        let raises = reach * 0.999 / (Natural.ratio(numerator, denominator) * 1.001)
        return Int(min(max(0, raises), 0x1p50))
    }
}
