/// The ballots as the checker of rules with transfers reads them.
final class ReplayedBallots: Sendable {
    /// The ranks of each distinct valid ballot that count, best first.
    let ranks: [[[Int]]]
    let counts: [Int]
    let valid: Int

    init(_ profile: Profile, _ parameters: Parameters) throws(Refusal) {
        try expect(
            profile.groups.allSatisfy { $0.ballot.kind == nil || $0.ballot.kind == .ranking },
            "a ballot is of another kind")
        let read = profile.groups.compactMap { group -> (ranks: [[Int]], count: Int)? in
            guard case .ranking(let ranking) = group.ballot else { return nil }
            let ranks = Self.counting(ranking.groups, parameters)
            return ranks.isEmpty ? nil : (ranks, group.count)
        }
        ranks = read.map(\.ranks)
        counts = read.map(\.count)
        valid = counts.reduce(0, +)
    }

    /// The ranks of one ballot that count; none of an invalid ballot.
    private static func counting(_ written: [[Int]], _ parameters: Parameters) -> [[Int]] {
        let hasNoDoubt = written.allSatisfy { $0.count == 1 } && Set(written.joined()).count == written.count
        if hasNoDoubt { return written }
        let ranks = Array(written.reversed().drop { $0.isEmpty }.reversed())
        let doubts: [(parameter: String, places: [Int])] = [
            (
                "skipped",
                ranks.indices.filter { place in
                    ranks[place].isEmpty
                        && (parameters.word("skipped") != "end-at-two"
                            || place > 0 && ranks[place - 1].isEmpty)
                }
            ),
            (
                "repeated",
                ranks.indices.filter { place in
                    Set(ranks[place]).count < ranks[place].count
                        || !Set(ranks[place]).isDisjoint(with: ranks[..<place].joined())
                }
            ),
            ("equal", ranks.indices.filter { Set(ranks[$0]).count > 1 }),
        ]
        var end = ranks.count
        for (parameter, places) in doubts where parameters.word(parameter).hasPrefix("end") {
            if parameter == "equal", parameters.word("equal") == "end-if-several" { continue }
            end = min(end, places.first ?? end)
        }
        for (parameter, places) in doubts where parameters.word(parameter) == "invalid" {
            if let place = places.first, place <= end { return [] }
        }
        var counting: [[Int]] = []
        for rank in ranks[..<end] {
            if parameters.word("equal") == "skip", Set(rank).count > 1 { continue }
            let fresh = Set(rank).subtracting(counting.joined())
            if !fresh.isEmpty { counting.append(fresh.sorted()) }
        }
        // Shared from the start, a ballot that ends at shared ranks counts for nobody.
        let isStuck = parameters.word("equal") == "end-if-several" && (counting.first?.count ?? 0) > 1
        return isStuck ? [] : counting
    }

    /// For whom ballot number `ballot` counts while only these options are `continuing`; nil where for
    /// nobody.
    func first(_ ballot: Int, continuing: [Bool]) -> Int? {
        for rank in ranks[ballot] {
            var found: Int?
            for option in rank where continuing[option] {
                if found != nil { return nil }
                found = option
            }
            if let found { return found }
        }
        return nil
    }
}
