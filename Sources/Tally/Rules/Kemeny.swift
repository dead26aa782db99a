extension Rule {
    /// The ranking that agrees with the most voters over all pairs; its first options get the seats.
    ///
    /// A voter who ranks an option above another agrees with every ranking that does so. Where several rankings
    /// are best, elected are the first options of all of them; with `drawn` it is the one that, place by place,
    /// has the earliest option of the published list.
    package static let kemeny = Rule(
        id: "kemeny",
        source: "Kemeny 1959, Daedalus 88; exact over all sets of options as Davenport & Kalagnanam 2004",
        ballot: .ranking, reading: .pairs,
        parameters: Parameter.pairwise() + Parameter.ties([.report, .drawn]),
        count: countKemeny, check: checkKemeny)
}

private func countKemeny(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard profile.options <= BestRankings.mostOptions else { throw .tooMany(BestRankings.mostOptions) }
    let pairwise = try Pairwise(profile, parameters)
    let rankings = BestRankings(pairwise)
    let order = PartialOrder(options: profile.options) { rankings.above[$0][$1] == rankings.count }
    let tieBreak = try TieBreak(parameters, options: profile.options)
    let drawn = tieBreak.policy == .drawn && rankings.count > 1 ? rankings.first(by: tieBreak.drawn) : nil
    var sets: Set<[Int]> = pairwise.valid > 0 ? Set(rankings.topSets(seats)) : [[]]
    if pairwise.valid > 0, let drawn { sets = [drawn.prefix(seats).sorted()] }
    let places = AgreedSeats(
        sure: sets.dropFirst().reduce(Set(sets.first ?? [])) { $0.intersection($1) },
        possible: Set(sets.joined()), sets: sets, ranking: order.ranking, seats: seats)

    let amounts = ["agreement": Fraction(rankings.agreement), "rankings": Fraction(rankings.count)]
    let stages =
        MajoritySets(pairwise).stages(pairwise) + [Stage("best-rankings", [], amounts)]
        + (drawn.map { [Stage("drawn-ranking", $0)] } ?? []) + places.stages
    let above = rankings.above.enumerated().map { row in
        row.element.enumerated().map { $0.offset == row.offset ? nil : Fraction($0.element) }
    }
    return Outcome(
        rule: Rule.kemeny.id, parameters: parameters, seats: seats, profile: profile, valid: pairwise.valid,
        winners: places.winners, ties: places.ties, alternatives: places.alternatives,
        isComplete: places.isComplete, ranking: order.ranking,
        stages: pairwise.valid > 0 ? stages : [.notAdmitted(Array(0..<profile.options))],
        certificate: Certificate(
            "kemeny",
            [
                "pairwise": pairwise.table, "above": above,
                "optimum": [[Fraction(rankings.agreement), Fraction(rankings.count)]],
            ]))
}

/// All rankings that agree with the most voters, found over all sets that can stand on top.
struct BestRankings {
    /// Each option more doubles time and memory; a count of 16! rankings is still a machine word.
    static let mostOptions = 16

    /// With how many voters a best ranking agrees, summed over its pairs.
    let agreement: Int
    /// How many rankings are best.
    let count: Int
    /// How many of them have the row's option above the column's.
    let above: [[Int]]
    /// For each set of options, written as bits, who comes next in the best rankings that begin with it; none
    /// where there is no such ranking.
    private let next: [Int]

    init(_ pairwise: Pairwise) {
        let options = pairwise.options
        let sets = 1 << options
        // How many voters prefer somebody in the set to the option, at `option * sets + set`.
        var votes = [Int](repeating: 0, count: options * sets)
        for option in 0..<options {
            for set in 1..<sets {
                let last = pairwise[set.trailingZeroBitCount, over: option]
                votes[option * sets + set] = votes[option * sets + set & (set - 1)] + last
            }
        }
        // The best order of each set on its own, and of the rest once the set stands on top.
        var top = [Course](repeating: .nothing, count: sets)
        var rest = top
        for set in 1..<sets {
            top[set] = Course.best(of: bits(set)) { option in
                top[set ^ 1 << option].adding(votes[option * sets + set ^ 1 << option])
            }
        }
        for set in (0..<sets - 1).reversed() {
            rest[set] = Course.best(of: bits(sets - 1 ^ set)) { option in
                rest[set | 1 << option].adding(votes[option * sets + set])
            }
        }
        let optimum = rest[0]
        var above = [[Int]](repeating: [Int](repeating: 0, count: options), count: options)
        var followers = [Int](repeating: 0, count: sets)
        for set in 0..<sets where top[set].agreement + rest[set].agreement == optimum.agreement {
            for option in bits(sets - 1 ^ set) {
                let next = rest[set | 1 << option].adding(votes[option * sets + set])
                guard next.agreement == rest[set].agreement else { continue }
                followers[set] |= 1 << option
                for other in bits(set) { above[other][option] += top[set].count * next.count }
            }
        }
        agreement = optimum.agreement
        count = optimum.count
        self.above = above
        next = followers
    }

    /// The sets of so many options with which a best ranking begins.
    func topSets(_ size: Int) -> [[Int]] {
        let all = next.count - 1
        return next.indices.filter { $0.nonzeroBitCount == size && (next[$0] != 0 || $0 == all) }
            .map { Array(bits($0)) }
    }

    /// The best ranking that has the earliest option of `list` at each place.
    func first(by list: [Int]) -> [Int] {
        var top = 0
        var ranking: [Int] = []
        while let option = list.first(where: { next[top] >> $0 & 1 == 1 }) {
            ranking.append(option)
            top |= 1 << option
        }
        return ranking
    }

    /// How to order a set in the best way, and in how many ways.
    private struct Course {
        let agreement: Int
        let count: Int

        static let nothing = Course(agreement: 0, count: 1)

        func adding(_ votes: Int) -> Course { Course(agreement: agreement + votes, count: count) }

        static func best(of options: Bits, _ course: (Int) -> Course) -> Course {
            var best = Course(agreement: -1, count: 0)
            for option in options {
                let next = course(option)
                if next.agreement > best.agreement {
                    best = next
                } else if next.agreement == best.agreement {
                    best = Course(agreement: best.agreement, count: best.count + next.count)
                }
            }
            return best
        }
    }
}

/// The members of a set written as bits.
private struct Bits: Sequence, IteratorProtocol {
    var set: Int

    mutating func next() -> Int? {
        guard set != 0 else { return nil }
        defer { set &= set - 1 }
        return set.trailingZeroBitCount
    }
}

private func bits(_ set: Int) -> Bits { Bits(set: set) }
