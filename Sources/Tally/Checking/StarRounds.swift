/// Answers, from verified tables, who could be in a runoff of STAR and win it.
struct StarRounds {
    let options: Int
    let sums: [Fraction]
    let tops: [Fraction]
    let preferences: [[Fraction]]
    let isPairOnly: Bool
    let tieCheck: TieCheck

    /// The state of the border to the runoff.
    private struct Border {
        var certain: Set<Int> = []
        /// Those equal at the border, by number.
        var open: [Int]
        var places = 2

        /// Looks at each open option: with how many above and equal to it are all places taken?
        func after(_ value: (Int) -> Fraction) -> Border {
            guard places > 0 else { return self }
            var next = Border(certain: certain, open: [], places: 0)
            let values = open.map(value)
            for (option, mine) in zip(open, values) {
                let above = values.count { $0 > mine }
                let equal = values.count { $0 == mine }
                if above + equal <= places {
                    next.certain.insert(option)
                } else if above < places {
                    next.open.append(option)
                    next.places = places - above
                }
            }
            return next
        }

        /// Whether these two can be the two in the runoff.
        func canMeet(_ one: Int, _ two: Int) -> Bool {
            let (isFirst, isSecond) = (certain.contains(one), certain.contains(two))
            guard certain.count == (isFirst ? 1 : 0) + (isSecond ? 1 : 0) else { return false }
            return (isFirst || open.contains(one)) && (isSecond || open.contains(two))
        }
    }

    private func borders(without elected: [Int]) -> (border: Border, told: [Stage]) {
        var told: [Stage] = []
        func tell(_ kind: String, _ border: Border, _ value: (Int) -> Fraction) {
            told.append(Stage("equal", border.open, seats: border.places))
            for option in border.open { told.append(Stage(kind, [option], ["number": value(option)])) }
        }
        var border = Border(open: (0..<options).filter { !elected.contains($0) }).after { sums[$0] }
        if border.places > 0, !isPairOnly || border.open.count == 2 {
            let rivals = border.open
            let wins = { (option: Int) in
                rivals.map { preferences[option][$0] }.reduce(Fraction.zero, +)
            }
            tell("head-to-head", border, wins)
            border = border.after(wins)
        }
        if border.places > 0 {
            tell("top-scores", border) { tops[$0] }
            border = border.after { tops[$0] }
        }
        guard border.places > 0 else { return (border, told) }
        let tie = Tie(options: border.open, seats: border.places)
        for stage in tieCheck.stages(tie, total: .zero) {
            let kinds = ["drawn": "drawn-finalists", "status-quo": "status-quo-finalist"]
            told.append(Stage(kinds[stage.kind] ?? "tied-finalists", stage.options, seats: stage.seats))
        }
        let (preferred, open) = tieCheck.settled(tie)
        border.certain.formUnion(preferred)
        border.open = open?.options ?? []
        border.places = open?.seats ?? 0
        return (border, told)
    }

    /// Each option that some way of settling the ties elects next.
    func winners(without elected: [Int]) -> [Int] {
        let left = (0..<options).filter { !elected.contains($0) }
        guard left.count > 1 else { return left }
        let border = borders(without: elected).border
        return left.filter { option in
            left.contains { rival in
                rival != option && border.canMeet(option, rival)
                    && [nil, option].contains(runoff(min(option, rival), max(option, rival)).winner)
            }
        }
    }

    /// Who wins for certain, nil if the tie is open, and what is told about a tie.
    private func runoff(_ first: Int, _ second: Int) -> (winner: Int?, told: [Stage]) {
        let pair = [first, second]
        var told: [Stage] = []
        if preferences[first][second] != preferences[second][first] {
            return (preferences[first][second] > preferences[second][first] ? first : second, told)
        }
        for (kind, values) in [("runoff-scores", sums), ("runoff-top-scores", tops)] {
            told.append(Stage(kind, pair, ["for-first": values[first], "for-second": values[second]]))
            if values[first] != values[second] {
                return (values[first] > values[second] ? first : second, told)
            }
        }
        let tie = Tie(options: pair, seats: 1)
        return (tieCheck.settled(tie).preferred.first, told + tieCheck.stages(tie, total: sums[first]))
    }

    /// One round on the way that takes the first of equals.
    func told(without elected: [Int], valid: Int) -> (winner: Int, stages: [Stage]) {
        let left = (0..<options).filter { !elected.contains($0) }
        guard left.count > 1 else { return (left[0], [.elected(left, total: sums[left[0]])]) }
        var (border, told) = borders(without: elected)
        let pair = (border.certain + border.open.prefix(border.places)).sorted()
        let (one, two) = (pair[0], pair[1])
        let (votes, others) = (preferences[one][two], preferences[two][one])
        let (winner, last) = runoff(one, two)
        told.append(Stage("finalists", pair))
        told.append(
            Stage(
                "runoff", pair,
                ["for-first": votes, "for-second": others, "equal": Fraction(valid) - votes - others]))
        told += last
        told.append(.elected([winner ?? one], total: sums[winner ?? one]))
        return (winner ?? one, told)
    }
}
