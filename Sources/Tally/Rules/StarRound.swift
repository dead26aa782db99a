/// The rounds of STAR: who reaches the runoff, and who wins it.
struct StarRound {
    private let table: StarTable
    private let tieBreak: TieBreak
    private let isPairOnly: Bool

    /// How many sets of elected options are followed at most through ties.
    static let mostSets = 500

    init(_ table: StarTable, _ tieBreak: TieBreak, isPairOnly: Bool) {
        self.table = table
        self.tieBreak = tieBreak
        self.isPairOnly = isPairOnly
    }

    /// Every set that some way of settling the ties elects in so many rounds, each once however it came about.
    /// Where these become too many, the sets of the last round before that.
    func electedSets(seats: Int) -> (sets: [[Int]], isComplete: Bool) {
        var sets: Set<[Int]> = [[]]
        for _ in 1...seats {
            let next = sets.reduce(into: Set<[Int]>()) { next, set in
                for winner in possibleWinners(without: set) { next.insert((set + [winner]).sorted()) }
            }
            guard next.count <= Self.mostSets else { return (Array(sets), false) }
            sets = next
        }
        return (Array(sets), true)
    }

    private func remaining(without elected: [Int]) -> [Int] {
        (0..<table.pairs.options).filter { !elected.contains($0) }
    }

    /// Everyone who wins on some way of settling the ties.
    private func possibleWinners(without elected: [Int]) -> Set<Int> {
        let remaining = remaining(without: elected)
        guard remaining.count > 1 else { return Set(remaining) }
        let (certain, open, places) = finalists(of: remaining).result
        guard places > 0 else { return Set(winners(certain[0], certain[1]).options) }
        var winners: Set<Int> = []
        for (place, option) in open.enumerated() {
            for other in places == 1 ? certain[...] : open[(place + 1)...] {
                winners.formUnion(self.winners(option, other).options)
            }
        }
        return winners
    }

    /// The round on the way that takes the first of equals: who wins, and how.
    func firstWay(without elected: [Int], valid: Int) -> (winner: Int, steps: [Stage]) {
        let remaining = remaining(without: elected)
        guard remaining.count > 1 else { return (remaining[0], [elect(remaining[0])]) }
        let (result, steps) = finalists(of: remaining)
        let pair = (result.certain + result.open.prefix(result.places)).sorted()
        let votes = [
            table.pairs[pair[0], over: pair[1]], table.pairs[pair[1], over: pair[0]],
        ]
        let runoff = Stage(
            "runoff", pair,
            [
                "for-first": Fraction(votes[0]), "for-second": Fraction(votes[1]),
                "equal": Fraction(valid - votes[0] - votes[1]),
            ])
        let (winners, last) = winners(pair[0], pair[1])
        return (winners[0], steps + [Stage("finalists", pair), runoff] + last + [elect(winners[0])])
    }

    private func elect(_ option: Int) -> Stage { .elected([option], total: Fraction(table.sums[option])) }

    private typealias Finalists = (certain: [Int], open: [Int], places: Int)

    /// Who is in the runoff for certain, and who is equal for how many places beside them.
    private func finalists(of remaining: [Int]) -> (result: Finalists, steps: [Stage]) {
        var steps: [Stage] = []
        var result = Self.narrowed(([], remaining, 2)) { table.sums[$0] }
        if result.places > 0, !isPairOnly || result.open.count == 2 {
            let rivals = result.open
            let wins = { option in rivals.reduce(0) { $0 + table.pairs[option, over: $1] } }
            steps += stages("head-to-head", result, wins)
            result = Self.narrowed(result, wins)
        }
        if result.places > 0 {
            steps += stages("top-scores", result) { table.tops[$0] }
            result = Self.narrowed(result) { table.tops[$0] }
        }
        guard result.places > 0 else { return (result, steps) }
        if tieBreak.policy == .drawn {
            let tied = Set(result.open)
            let order = tieBreak.drawn.filter { tied.contains($0) }
            steps.append(Stage("drawn-finalists", order, seats: result.places))
            return ((result.certain + order.prefix(result.places), [], 0), steps)
        }
        if tieBreak.policy == .statusQuo, let preferred = tieBreak.statusQuo, result.open.contains(preferred)
        {
            steps.append(Stage("status-quo-finalist", [preferred]))
            let others = result.open.filter { $0 != preferred }
            result = (result.certain + [preferred], result.places > 1 ? others : [], result.places - 1)
        }
        if result.places > 0 {
            steps.append(Stage("tied-finalists", result.open, seats: result.places))
        }
        return (result, steps)
    }

    /// Who is equal for how many places, and what each of them has where that is looked at next.
    private func stages(_ kind: String, _ result: Finalists, _ value: (Int) -> Int) -> [Stage] {
        [Stage("equal", result.open, seats: result.places)]
            + result.open.map { Stage(kind, [$0], ["number": Fraction(value($0))]) }
    }

    /// Places go to the highest values; only those equal at the border stay open.
    private static func narrowed(_ result: Finalists, _ value: (Int) -> Int) -> Finalists {
        let groups = Dictionary(grouping: result.open, by: value).sorted { $0.key > $1.key }.map(\.value)
        var (certain, places) = (result.certain, result.places)
        for group in groups {
            guard group.count <= places else { return (certain, places > 0 ? group : [], places) }
            certain += group
            places -= group.count
        }
        return (certain, [], 0)
    }

    /// Who can win the runoff of two options, by number.
    private func winners(_ one: Int, _ two: Int) -> (options: [Int], steps: [Stage]) {
        let pair = [min(one, two), max(one, two)]
        var steps: [Stage] = []
        let values = [
            ("", table.pairs[pair[0], over: pair[1]], table.pairs[pair[1], over: pair[0]]),
            ("runoff-scores", table.sums[pair[0]], table.sums[pair[1]]),
            ("runoff-top-scores", table.tops[pair[0]], table.tops[pair[1]]),
        ]
        for (kind, first, second) in values {
            if !kind.isEmpty {
                steps.append(
                    Stage(kind, pair, ["for-first": Fraction(first), "for-second": Fraction(second)]))
            }
            if first != second { return ([first > second ? pair[0] : pair[1]], steps) }
        }
        let total = Fraction(table.sums[pair[0]])
        if tieBreak.policy == .drawn {
            let order = tieBreak.drawn.filter { pair.contains($0) }
            return ([order[0]], steps + [.drawn(order, seats: 1, total: total)])
        }
        if tieBreak.policy == .statusQuo, let preferred = tieBreak.statusQuo, pair.contains(preferred) {
            return ([preferred], steps + [.statusQuo(preferred, total: total)])
        }
        return (pair, steps + [.tied(pair, seats: 1, total: total)])
    }
}
