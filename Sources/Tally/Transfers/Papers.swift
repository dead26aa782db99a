/// Ballots as the rules with transfers see them: for each, the options in the voter's order.
struct Papers: Sendable {
    /// The preferences of all papers in one row: option numbers, each with `Ranking.joined` where it shares
    /// the rank of the one before.
    private(set) var marks: [UInt16] = []
    /// Where each paper's preferences begin, and the end of the last.
    private(set) var starts: [Int] = [0]
    /// How many ballots each paper stands for.
    private(set) var counts: [Int] = []
    private(set) var valid = 0
    /// Whether a paper names several options at one rank.
    private(set) var hasSharedRanks = false

    /// Reads every ballot as the parameters `skipped`, `repeated` and `equal` say. Without a preference that
    /// counts, a ballot is invalid.
    init(_ profile: Profile, _ parameters: Parameters) throws(TallyError) {
        var reader = PreferenceReader(parameters, options: profile.options)
        marks.reserveCapacity(profile.groups.count * 4)
        counts.reserveCapacity(profile.groups.count)
        starts.reserveCapacity(profile.groups.count + 1)
        for group in profile.groups {
            switch group.ballot {
            case .ranking(let ranking): reader.append(ranking, to: &marks)
            case .blank, .invalid: continue
            default: throw .badBallot(group.ballot)
            }
            guard marks.count > starts[counts.count] else { continue }
            counts.append(group.count)
            starts.append(marks.count)
            valid += group.count
        }
        hasSharedRanks = marks.contains { $0 & Ranking.joined != 0 }
    }

    /// A paper and the place in `marks` of the preference it counts for now.
    struct Place: Hashable {
        let paper: Int32
        let mark: Int32
    }

    var start: [Place] { counts.indices.map { Place(paper: Int32($0), mark: Int32(starts[$0] - 1)) } }

    /// The next preference after `place` for one of the `continuing`; nil where the paper has none, or where
    /// several continuing options share the next rank.
    func next(_ place: Place, continuing: [Bool]) -> Place? {
        let end = starts[Int(place.paper) + 1]
        var mark = Int(place.mark) + 1
        while mark < end {
            if continuing[Int(marks[mark] & ~Ranking.joined)] {
                guard hasSharedRanks, isContested(mark, end: end, continuing) else {
                    return Place(paper: place.paper, mark: Int32(mark))
                }
                return nil
            }
            mark += 1
        }
        return nil
    }

    func option(_ place: Place) -> Int { Int(marks[Int(place.mark)] & ~Ranking.joined) }

    /// Whether a further continuing option shares the rank of the one at `mark`.
    private func isContested(_ mark: Int, end: Int, _ continuing: [Bool]) -> Bool {
        marks[(mark + 1)..<end].prefix { $0 & Ranking.joined != 0 }
            .contains { continuing[Int($0 & ~Ranking.joined)] }
    }
}

/// Turns a ballot's ranks into the preferences that count.
struct PreferenceReader {
    private let skipped: String
    private let repeated: String
    private let equal: String
    /// The number of the ballot at which each option was met last.
    private var met: [Int]
    private var ballot = 0

    /// What a rule asks about skipped, repeated and equal ranks.
    static func parameters(standard: String, equal: [String]) -> [Parameter] {
        [
            Parameter("skipped", .choice(["skip", "end", "end-at-two", "invalid"]), .choice(standard)),
            Parameter("repeated", .choice(["skip", "end", "invalid"]), .choice(standard)),
            Parameter("equal", .choice(equal), .choice(equal[0])),
        ]
    }

    init(_ parameters: Parameters, options: Int) {
        skipped = parameters.word("skipped")
        repeated = parameters.word("repeated")
        equal = parameters.word("equal")
        met = [Int](repeating: 0, count: options)
    }

    /// Appends the preferences of one ballot; none where it is invalid.
    mutating func append(_ ranking: Ranking, to marks: inout [UInt16]) {
        ballot += 1
        let start = marks.count
        for mark in ranking.marks {
            guard mark < Ranking.skipped, met[Int(mark)] < ballot else {
                marks.removeLast(marks.count - start)
                ballot += 1
                return appendRanks(ranking.groups, to: &marks)
            }
            met[Int(mark)] = ballot
            marks.append(mark)
        }
    }

    /// The same for ballots that are no strict order.
    private mutating func appendRanks(_ ranks: [[Int]], to marks: inout [UInt16]) {
        let start = marks.count
        var gap = 0
        // Ranks left empty after the last one used are no gap.
        for rank in ranks.prefix((ranks.lastIndex { !$0.isEmpty } ?? -1) + 1) {
            gap = rank.isEmpty ? gap + 1 : 0
            var isEnd = gap > (skipped == "end" ? 0 : 1) && skipped.hasPrefix("end")
            var isInvalid = gap > 0 && skipped == "invalid"
            var fresh: [Int] = []
            for option in rank {
                if met[option] == ballot {
                    isEnd = isEnd || repeated == "end"
                    isInvalid = isInvalid || repeated == "invalid"
                } else {
                    met[option] = ballot
                    fresh.append(option)
                }
            }
            // One option written twice at one rank is repeated, not equal.
            let isShared = zip(rank, rank.dropFirst()).contains { $0 != $1 }
            isEnd = isEnd || isShared && equal == "end"
            isInvalid = isInvalid || isShared && equal == "invalid"
            // A first rank shared at the start counts for nobody.
            let isStuck = equal == "end-if-several" && fresh.count > 1 && marks.count == start
            if isInvalid { return marks.removeLast(marks.count - start) }
            if isEnd || isStuck { return }
            if isShared, equal == "skip" {
                // What does not count here may count further down.
                if repeated == "skip" { for option in fresh { met[option] = 0 } }
                continue
            }
            for (place, option) in fresh.enumerated() {
                marks.append(UInt16(option) | (place > 0 ? Ranking.joined : 0))
            }
        }
    }
}
