/// Pairs counted again, ballot by ballot, to check what rules by pairs say about them.
struct PairwiseCheck {
    /// How many voters prefer the row's option to the column's.
    let table: [[Int]]

    var options: Range<Int> { table.indices }

    /// Refuses an outcome whose table `pairwise` or number of valid ballots differs.
    init(_ outcome: Outcome, _ profile: Profile, statusQuo: Int? = nil) throws(Refusal) {
        try expect(profile.options <= 1_000, "there are too many options")
        let options = profile.options
        let isLast = outcome.parameters.word("unranked") != "no-opinion"
        var cells = [Int](repeating: 0, count: options * options)
        var valid = 0
        for group in profile.groups {
            try expect(
                group.ballot.kind == nil || group.ballot.kind == .ranking, "a ballot is of another kind")
            let places = Self.places(group.ballot, outcome, statusQuo)
            guard places.count == options else { continue }
            valid += group.count
            for option in 0..<options {
                guard let place = places[option] else { continue }
                for other in 0..<options {
                    if let rival = places[other] {
                        if place < rival { cells[option * options + other] += group.count }
                    } else if isLast {
                        cells[option * options + other] += group.count
                    }
                }
            }
        }
        let table = (0..<options).map { Array(cells[($0 * options)..<(($0 + 1) * options)]) }
        try expect(outcome.valid == valid, "the number of valid ballots is wrong")
        let claimed = outcome.certificate.tables["pairwise"]
        try expect(claimed?.count == table.count, "the table of pairs does not list every option")
        for (option, row) in (claimed ?? []).enumerated() {
            let right = table[option].enumerated().map { $0.offset == option ? nil : Fraction($0.element) }
            try expect(row == right, "a pair is counted wrongly")
        }
        self.table = table
    }

    /// The rank of each option; nobody's where the ballot does not count.
    private static func places(_ ballot: Ballot, _ outcome: Outcome, _ statusQuo: Int?) -> [Int?] {
        var places = [Int?](repeating: nil, count: outcome.options)
        var isRepeated = false
        if case .invalid = ballot { return [] }
        if case .ranking(let ranking) = ballot {
            var place = 0
            for mark in ranking.marks where mark != Ranking.skipped {
                let option = Int(mark & ~Ranking.joined)
                if mark & Ranking.joined == 0 { place += 1 }
                isRepeated = isRepeated || places[option] != nil
                places[option] = places[option] ?? place
            }
        }
        let isBlank = places.allSatisfy { $0 == nil }
        if isBlank, outcome.parameters.word("blank") == "invalid" { return [] }
        if isRepeated, outcome.parameters.word("repeated") == "invalid" { return [] }
        if outcome.parameters.word("unranked") == "as-status-quo", let statusQuo {
            places = places.map { $0 ?? places[statusQuo] }
        }
        return places
    }

    func beats(_ option: Int, _ other: Int) -> Bool { table[option][other] > table[other][option] }

    func isAboutSets(_ stage: Stage) -> Bool {
        ["condorcet-winner", "no-condorcet-winner", "smith-set", "schwartz-set"].contains(stage.kind)
    }

    /// Takes the stages about the Condorcet winner, the Smith and the Schwartz set off the front.
    func checkSets(_ stages: inout ArraySlice<Stage>) throws(Refusal) {
        guard options.count > 1 else { return }
        let first = stages.popFirst()
        if let winner = options.first(where: { option in
            options.allSatisfy { $0 == option || beats(option, $0) }
        }) {
            let duels = options.filter { $0 != winner }
                .map { (margin: table[winner][$0] - table[$0][winner], support: table[winner][$0]) }
                .sorted { $0 < $1 }
            let amounts = [
                "support": Fraction(duels[0].support),
                "opposition": Fraction(duels[0].support - duels[0].margin),
            ]
            try expect(first == Stage("condorcet-winner", [winner], amounts), "the Condorcet winner is wrong")
        } else {
            try expect(first == Stage("no-condorcet-winner"), "there is no Condorcet winner")
        }
        let smith = stages.popFirst()
        let members = smith?.options ?? []
        try expect(
            smith == Stage("smith-set", members) && members == Set(members).sorted(), "the Smith set is wrong"
        )
        guard let member = members.first, members.allSatisfy(options.contains) else {
            throw Refusal(reason: "the Smith set is empty or has strangers")
        }
        let outside = options.filter { !members.contains($0) }
        try expect(
            members.allSatisfy { option in outside.allSatisfy { beats(option, $0) } }, "the Smith set loses")
        // No smaller set: everybody inside can be reached from one member, and it from everybody, without a defeat.
        let there = reached(from: member) { !beats($1, $0) }
        let back = reached(from: member) { !beats($0, $1) }
        try expect(
            members.allSatisfy { there.contains($0) && back.contains($0) }, "the Smith set is too large")

        let schwartz = options.filter { option in
            reached(from: option) { beats($1, $0) }.isSubset(of: reached(from: option) { beats($0, $1) })
        }
        try expect(stages.popFirst() == Stage("schwartz-set", schwartz), "the Schwartz set is wrong")
    }

    /// Everybody to whom links lead, with the start.
    func reached(from start: Int, by isLinked: (Int, Int) -> Bool) -> Set<Int> {
        var reached: Set<Int> = [start]
        var open = [start]
        while let option = open.popLast() {
            for next in options where !reached.contains(next) && isLinked(option, next) {
                reached.insert(next)
                open.append(next)
            }
        }
        return reached
    }
}
