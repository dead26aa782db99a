extension Rule {
    /// Each voter ranks options; an option gets a point for every option below it, and the most points win.
    ///
    /// `truncation` says what options get that a ballot does not rank: under `averaged` they share the places
    /// left over, as equals below all others do; under `zero` they get nothing. `dowdall` gives 1/p points for
    /// place p instead, and nothing to the unranked. Options that share a rank get the average of its places,
    /// or make the ballot invalid, as `equal` says. A skipped rank is closed up, an option ranked again keeps
    /// its first rank, or either makes the ballot invalid.
    package static let borda = Rule(
        id: "borda",
        source: "Borda 1784, Mémoires de l'Académie royale des sciences; Fraenkel & Grofman 2014 (Dowdall)",
        ballot: .ranking,
        parameters: [
            Parameter("truncation", .choice(["averaged", "zero", "dowdall"]), .choice("averaged")),
            Parameter("equal", .choice(["averaged", "invalid"]), .choice("averaged")),
            Parameter("skipped", .choice(["closed", "invalid"]), .choice("closed")),
            Parameter("repeated", .choice(["first", "invalid"]), .choice("first")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("valid")),
        ] + Parameter.tiesAtTheBorder,
        count: countBorda, check: checkBorda)
}

private func countBorda(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    var points = BordaPoints(options: profile.options, truncation: parameters.word("truncation"))
    var reader = RankReader(parameters, options: profile.options)
    var valid = 0
    for group in profile.groups {
        switch group.ballot {
        case .ranking(let ranking):
            if points.addsPlain(ranking, count: group.count) {
                valid += group.count
                continue
            }
            guard reader.read(ranking) else { continue }
        case .blank: reader.clear()
        case .invalid: continue
        default: throw .badBallot(group.ballot)
        }
        if reader.order.isEmpty, parameters.word("blank") == "invalid" { continue }
        valid += group.count
        points.add(reader, count: group.count)
    }
    let totals = points.totals
    let seating = try Seating(
        totals: totals, admitted: [Bool](repeating: valid > 0, count: totals.count), seats: seats,
        by: TieBreak(parameters, options: profile.options))
    return Outcome(
        .borda, parameters, seats: seats, profile, valid: valid, seating,
        Certificate("points", ["points": totals.map { [$0] }]))
}

/// The ranked options of one ballot after the other, in two blocks of memory used again and again.
struct RankReader {
    /// The ranked options, best first.
    private(set) var order: [Int] = []
    /// The number of its rank for each of them; equals have the same.
    private(set) var ranks: [Int] = []
    private var seen: [Bool]
    private let sharing, skipping, repeating: Bool

    init(_ parameters: Parameters, options: Int) {
        seen = [Bool](repeating: false, count: options)
        sharing = parameters.word("equal") != "invalid"
        skipping = parameters.word("skipped") != "invalid"
        repeating = parameters.word("repeated") != "invalid"
    }

    mutating func clear() {
        for option in order { seen[option] = false }
        order.removeAll(keepingCapacity: true)
        ranks.removeAll(keepingCapacity: true)
    }

    /// Whether the ranking is valid.
    mutating func read(_ ranking: Ranking) -> Bool {
        clear()
        var rank = 0
        for (place, mark) in ranking.marks.enumerated() {
            if mark == Ranking.skipped {
                guard skipping else { return false }
                continue
            }
            let isJoined = mark & Ranking.joined != 0
            if isJoined, !sharing { return false }
            let option = Int(mark & ~Ranking.joined)
            if !isJoined { rank = place }
            if seen[option] {
                guard repeating else { return false }
                continue
            }
            seen[option] = true
            order.append(option)
            ranks.append(rank)
        }
        return true
    }
}
