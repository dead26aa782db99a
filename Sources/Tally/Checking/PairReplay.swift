/// Follows the list of duels in a certificate: that it holds each once, strongest first, and that each was rightly
/// taken or skipped.
struct PairReplay {
    let pairs: PairwiseCheck
    /// The published list of options, where that settles ties.
    var drawn: [Int]?
    /// How strong each won duel is compared with the others, the weakest 1; 0 where the row's option does not win.
    let levels: [[Int]]
    /// Winner, loser and those on the chain back of each duel, from 0.
    private(set) var rows: [[Int]] = []
    /// What the duels taken put above what.
    private(set) var order: PairWays.Order
    private var taken: [Set<Int>]

    init(pairs: PairwiseCheck, measure: String) {
        self.pairs = pairs
        taken = pairs.options.map { _ in [] }
        order = pairs.table.map { $0.map { _ in false } }
        func strength(_ option: Int, _ other: Int) -> [Int] {
            let (support, opposition) = (pairs.table[option][other], pairs.table[other][option])
            guard support > opposition else { return [] }
            return measure == "margins" ? [support - opposition] : [support, -opposition]
        }
        let strengths = pairs.options.map { option in pairs.options.map { strength(option, $0) } }
        let sorted = Set(strengths.joined()).union([[]]).sorted { $0.lexicographicallyPrecedes($1) }
        let places = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
        levels = strengths.map { $0.map { places[$0] ?? 0 } }
    }

    mutating func run(_ table: [[Fraction?]]) throws(Refusal) {
        var last: (level: Int, place: [Int])?
        for cells in table {
            let row = cells.compactMap { $0?.whole.map { $0 - 1 } }
            guard row.count == cells.count, row.count >= 2, Set(row).count == row.count,
                row.allSatisfy(pairs.options.contains)
            else { throw Refusal(reason: "a duel in the list is no duel") }
            let (winner, loser) = (row[0], row[1])
            try expect(isListed(winner, loser), "a duel in the list was not won")
            let next = (level: levels[winner][loser], place: place(winner, loser))
            if let last {
                try expect(last.level >= next.level, "a weaker duel comes first")
                let isInOrder = last.level > next.level || last.place.lexicographicallyPrecedes(next.place)
                try expect(
                    drawn == nil || isInOrder, "equal duels are not in the order of the published list")
            }
            last = next
            if row.count == 2 {
                try expect(!order[loser][winner], "a duel was taken that contradicts stronger ones")
                taken[winner].insert(loser)
                PairWays.take((winner, loser), &order)
            } else {
                try checkChain(row)
            }
            rows.append(row)
        }
        let listed = Set(rows.map { [$0[0], $0[1]] })
        let right = pairs.options.reduce(0) { sum, option in
            sum + pairs.options.count { isListed(option, $0) }
        }
        try expect(
            listed.count == rows.count && rows.count == right, "a duel is missing in the list or stands twice"
        )
    }

    /// Whether the option wins the duel, or with a published list stands earlier there and the duel ends equal.
    private func isListed(_ option: Int, _ other: Int) -> Bool {
        if option == other || levels[option][other] > 0 { return option != other }
        guard let drawn, levels[other][option] == 0 else { return false }
        return drawn.first { $0 == option || $0 == other } == option
    }

    private func place(_ winner: Int, _ loser: Int) -> [Int] {
        [winner, loser].map { option in drawn?.firstIndex(of: option) ?? 0 }
    }

    /// That the taken duels lead from the loser to the winner as the row says: on no shorter way, and on none of the
    /// same length with smaller numbers.
    private func checkChain(_ row: [Int]) throws(Refusal) {
        let chain = row.dropFirst() + [row[0]]
        var reached: [Set<Int>] = [[row[0]]]
        for _ in 2..<chain.count {
            reached.append(
                Set(
                    pairs.options.filter { option in
                        !taken[option].isDisjoint(with: reached[reached.count - 1])
                    }))
        }
        for (step, (option, next)) in zip(chain, chain.dropFirst()).enumerated() {
            let left = chain.count - 2 - step
            try expect(taken[option].contains(next), "a chain against a skipped duel has a gap")
            try expect(
                taken[option].filter { reached[left].contains($0) }.min() == next,
                "a chain against a skipped duel is not the first")
            try expect(
                reached[..<left].allSatisfy { $0.isDisjoint(with: taken[option]) },
                "a chain against a skipped duel is too long")
        }
    }
}
