extension ApportionmentCheck {
    /// Between the highest claim without a seat and the lowest with one; the same number where parties tie.
    struct Border {
        let waiting: Fraction
        let served: Fraction?
        var isTied: Bool { waiting == served }
        var cells: [Fraction?] { [waiting, served] }
    }

    func border(_ name: String) throws(Refusal) -> Border {
        guard let row = outcome.certificate.tables[name]?.first, row.count == 2, let waiting = row[0] else {
            throw Refusal(reason: "the border between the seats is missing")
        }
        return Border(waiting: waiting, served: row[1])
    }

    func checkClaims(
        _ border: Border, waiting: (Int) -> Fraction?, served: (Int) -> Fraction?
    ) throws(Refusal) {
        let next = candidates.compactMap(waiting)
        try expect(next.allSatisfy { $0 <= border.waiting }, "a party claims one seat more")
        try expect(next.contains(border.waiting), "nobody waits at the border")
        let last = candidates.filter { sure[$0] > 0 }.compactMap(served)
        let open = outcome.seats - sure.reduce(0, +)
        guard border.isTied else {
            try expect(open == 0, "the seats do not add up")
            try expect(border.served.map { $0 > border.waiting } ?? true, "the border is crossed")
            try expect(
                last.allSatisfy { $0 >= border.served ?? $0 + .one }, "a party's last seat goes too far")
            try expect(border.served.map(last.contains) ?? true, "nobody's last seat is at the border")
            return
        }
        let tied = candidates.filter { waiting($0) == border.waiting }
        try expect(last.allSatisfy { $0 > border.waiting }, "a tied seat was given")
        try expect(open > 0 && open < tied.count, "there is no tie")
        try checkTie(tied, open)
    }

    private func checkTie(_ tied: [Int], _ open: Int) throws(Refusal) {
        let stages = outcome.stages.filter { $0.kind == "open-seats" }
        try expect(stages == [Stage("open-seats", tied, seats: open)], "a stage about the tie is wrong")
        guard outcome.parameters.word("ties") == "drawn" else {
            return try expect(outcome.ties == [Tie(options: tied, seats: open)], "the tie is wrong")
        }
        let order = outcome.parameters.order("drawn") ?? []
        try expect(order.count == votes.count, "the list drawn before does not name every party")
        try expect(outcome.ties.isEmpty, "a tie is left open that the list settles")
        try expect(lucky.count == open && lucky == lucky.sorted(), "the list gives another number of seats")
        for party in tied where !lucky.contains(party) {
            let place = order.firstIndex(of: party) ?? 0
            let isAfter = lucky.allSatisfy { tied.contains($0) && order.prefix(place).contains($0) }
            try expect(isAfter, "the list gives the seats to others")
        }
    }

    /// What is left to compare when votes, seats and border are verified.
    func checkEnd(
        _ told: [Stage], _ kind: String, _ tables: [String: [[Fraction?]]], border: Border?
    ) throws(Refusal) {
        try expect(outcome.certificate == Certificate(kind, tables), "the certificate says more or less")
        if !(border?.isTied ?? false) {
            try expect(outcome.ties.isEmpty && lucky.isEmpty, "there is a tie too many")
        }
        try expect(outcome.alternatives.isEmpty && outcome.isComplete, "there are alternatives too many")
        var expected = [Stage.totals(votes.map { Fraction($0) })]
        let refused = outcome.conditions.filter { !$0.met }.compactMap(\.option)
        if !refused.isEmpty { expected.append(.notAdmitted(refused)) }
        expected += told + outcome.stages.filter { $0.kind == "open-seats" }
        if !lucky.isEmpty { expected.append(Stage("drawn-seats", lucky, seats: lucky.count)) }
        expected += outcome.winners.map { Stage("seats", [$0], seats: outcome.allocation[$0]) }
        try expect(outcome.stages == expected, "the stages are wrong")
        let opened = outcome.stages.contains { $0.kind == "open-seats" }
        try expect(opened == (border?.isTied ?? false), "a stage tells a tie that is none")
    }

    /// Whether no number between the borders has fewer digits, and none with as few is smaller.
    static func isPlain(_ number: Fraction, _ border: Border, _ power: (Fraction) -> Fraction) -> Bool {
        let upper = border.served ?? border.waiting * power(Fraction(10))
        guard number > .zero, power(number) > border.waiting, power(number) < upper else { return false }
        var step = Fraction.one
        for _ in 0..<100 where !(number / step).isWhole { step = step / Fraction(10) }
        for _ in 0..<100 where (number / (step * Fraction(10))).isWhole { step = step * Fraction(10) }
        guard (number / step).isWhole, power(number - step) <= border.waiting else { return false }
        let coarse = step * Fraction(10)
        let before = (number / coarse).roundedDown * coarse
        return power(before) <= border.waiting && power(before + coarse) >= upper
    }
}
