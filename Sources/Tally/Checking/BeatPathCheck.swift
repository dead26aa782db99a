/// The strengths that a certificate states for the strongest chains of won duels, verified without looking for chains.
struct BeatPathCheck {
    /// Votes and, where they count, votes against.
    struct Strength: Comparable {
        let votes: Int
        let opposition: Int

        static func < (left: Strength, right: Strength) -> Bool {
            (left.votes, -left.opposition) < (right.votes, -right.opposition)
        }
    }

    let pairs: PairwiseCheck
    /// The strength of each duel that the row's option wins.
    private let links: [[Strength?]]
    /// The stated strength of the strongest chain from the row's option to the column's.
    let strengths: [[Strength?]]

    init(_ outcome: Outcome, _ pairs: PairwiseCheck, kind: String) throws(Refusal) {
        let tables = outcome.certificate.tables
        let measure = outcome.parameters.word("strength")
        let hasOpposition = measure == "winning-votes" || measure == "tuple"
        let names = ["pairwise", "strengths"] + (hasOpposition ? ["opposition"] : [])
        try expect(outcome.certificate.kind == kind && Set(tables.keys) == Set(names), "a table is missing")
        self.pairs = pairs
        links = pairs.options.map { option in
            pairs.options.map { Self.link(pairs.table[option][$0], pairs.table[$0][option], measure) }
        }
        var strengths: [[Strength?]] = []
        for option in pairs.options {
            guard let votes = tables["strengths"]?.element(option), votes.count == pairs.options.count,
                let opposition = hasOpposition
                    ? tables["opposition"]?.element(option) : votes.map({ _ in nil }),
                opposition.count == votes.count
            else { throw Refusal(reason: "a table is too small") }
            var row: [Strength?] = []
            for (vote, against) in zip(votes, opposition) {
                guard hasOpposition == false || (vote == nil) == (against == nil) else {
                    throw Refusal(reason: "a chain has half a strength")
                }
                let number = vote.flatMap(\.whole)
                try expect((vote == nil) == (number == nil), "a strength is no whole number")
                try expect(against?.isWhole != false, "a strength is no whole number")
                row.append(number.map { Strength(votes: $0, opposition: against?.whole ?? 0) })
            }
            strengths.append(row)
        }
        for (name, table) in tables where name != "pairwise" {
            try expect(table.count == pairs.options.count, "\(name) has too many rows")
        }
        self.strengths = strengths
        for option in pairs.options { try checkRow(option) }
    }

    /// How a won duel is measured: by `winning-votes`, `tuple`, `simple` or `margins`.
    private static func link(_ support: Int, _ opposition: Int, _ measure: String) -> Strength? {
        guard support > opposition else { return nil }
        return switch measure {
        case "margins": Strength(votes: support - opposition, opposition: 0)
        case "simple": Strength(votes: support, opposition: 0)
        default: Strength(votes: support, opposition: opposition)
        }
    }

    /// That no chain from the option is stronger, as no link leads out of those it reaches with a greater strength;
    /// and that each strength is reached.
    private func checkRow(_ option: Int) throws(Refusal) {
        let row = strengths[option]
        try expect(row[option] == nil, "an option leads to itself")
        var confirmed: Set<Int> = [option]
        var open = [option]
        while let middle = open.popLast() {
            for end in pairs.options where end != option && end != middle {
                guard let link = links[middle][end] else { continue }
                let chain = middle == option ? link : min(link, row[middle] ?? link)
                guard let claimed = row[end], claimed >= chain else {
                    throw Refusal(reason: "there is a stronger chain than stated")
                }
                if claimed == chain, confirmed.insert(end).inserted { open.append(end) }
            }
        }
        try expect(
            pairs.options.allSatisfy { row[$0] == nil || confirmed.contains($0) },
            "a chain is weaker than stated")
    }

    func prefers(_ option: Int, to other: Int) -> Bool {
        guard let there = strengths[option][other] else { return false }
        return strengths[other][option].map { there > $0 } ?? true
    }

    /// That each group holds just those whom nobody is preferred to once the groups above are gone.
    func checkRanking(_ ranking: [[Int]]) throws(Refusal) {
        try expect(
            ranking.flatMap { $0 }.sorted() == Array(pairs.options), "the ranking does not list all once")
        for (place, group) in ranking.enumerated() {
            try expect(!group.isEmpty && group == group.sorted(), "a group of the ranking is out of order")
            for option in group {
                let rivals = ranking[place...].joined()
                try expect(!rivals.contains { prefers($0, to: option) }, "somebody lower is preferred")
                try expect(
                    place == 0 || ranking[place - 1].contains { prefers($0, to: option) },
                    "an option stands too low in the ranking")
            }
        }
    }

    /// That the stage tells a strongest chain from the first of its options to the last.
    func checkChain(_ stage: Stage?, from start: Int, to end: Int) throws(Refusal) {
        guard let stage, stage.options.first == start, stage.options.last == end,
            stage.options.allSatisfy(pairs.options.contains), let there = strengths[start][end]
        else { throw Refusal(reason: "a stage about a chain is missing") }
        for (option, next) in zip(stage.options, stage.options.dropFirst()) {
            try expect(links[option][next].map { $0 >= there } ?? false, "a chain is weaker than stated")
        }
        let back = strengths[end][start]
        var amounts = ["strength": Fraction(there.votes), "back": Fraction(back?.votes ?? 0)]
        let isNarrow = there.votes == back?.votes
        if isNarrow, let back {
            amounts["opposition"] = Fraction(there.opposition)
            amounts["back-opposition"] = Fraction(back.opposition)
        }
        let kind = stage.options.count == 2 ? "beats" : "beats-by-chain"
        let expected = Stage(isNarrow ? kind + "-narrowly" : kind, stage.options, amounts)
        try expect(stage == expected, "a stage about a chain is wrong")
    }
}

extension Array {
    fileprivate func element(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
