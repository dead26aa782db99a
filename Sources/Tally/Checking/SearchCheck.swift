/// Checks a committee with the highest score: the leaves of a tree whose branches leave no committee out.
func checkBestCommittee(_ outcome: Outcome, _ profile: Profile, isHarmonic: Bool) throws(Refusal) {
    let ballots = try MarkedBallots(outcome, profile)
    guard outcome.certificate.kind == "search", outcome.certificate.tables.count == 1,
        let rows = outcome.certificate.tables["leaves"], rows.count == (ballots.valid > 0 ? 1 : 0)
    else { throw Refusal(reason: "the certificate is of another kind") }
    var stages = outcome.stages[...]
    try expect(stages.popFirst() == .totals(ballots.votes.map { Fraction($0) }), "the votes are wrong")
    var ways: [(taken: [Int], rest: [Int], seats: Int)] = [([], [], 0)]
    if let row = rows.first {
        let leaves = row.compactMap { $0?.whole }
        try expect(leaves.count == row.count, "a leaf cannot be read")
        var search = try SearchCheck(outcome, ballots, leaves: leaves, isHarmonic: isHarmonic)
        try search.run()
        ways = search.ways
        if outcome.parameters.word("ties") == "drawn" { ways = drawn(ways, outcome) }
        let total = search.fraction(search.best)
        for tie in outcome.ties {
            try expect(
                stages.popFirst() == Stage("tied", tie.options, seats: tie.seats, ["total": total]),
                "a tie is told wrongly")
        }
        try expect(
            stages.popFirst() == Stage("elected", outcome.winners, ["total": total]), "the score is wrong")
    }
    try expect(stages.isEmpty, "there are stages too many")
    try CommitteeCheck(outcome: outcome, ballots: ballots, isWhole: true, fills: true).run(ways)
}

/// The one committee that the drawn list prefers: option by option, in wherever possible.
private func drawn(
    _ ways: [(taken: [Int], rest: [Int], seats: Int)], _ outcome: Outcome
) -> [(taken: [Int], rest: [Int], seats: Int)] {
    var chosen: Set<Int> = []
    func allows(_ way: (taken: [Int], rest: [Int], seats: Int), _ options: Set<Int>) -> Bool {
        let others = options.subtracting(way.taken)
        return others.isSubset(of: way.rest) && others.count <= way.seats
    }
    for option in outcome.parameters.order("drawn") ?? [] {
        let more = chosen.union([option])
        if ways.contains(where: { allows($0, more) }) { chosen = more }
    }
    return [(chosen.sorted(), [], 0)]
}

private struct SearchCheck {
    let seats: Int
    let ballots: MarkedBallots
    let shares: [Int128]
    let scale: Int
    private(set) var best: Int128 = 0
    private(set) var ways: [(taken: [Int], rest: [Int], seats: Int)] = []
    private var leaves: ArraySlice<Int>
    private var prices: [Int128]
    private var constant: Int128 = 0
    private var order: [Int] = []

    init(
        _ outcome: Outcome, _ ballots: MarkedBallots, leaves: [Int], isHarmonic: Bool
    ) throws(Refusal) {
        seats = outcome.seats
        self.ballots = ballots
        self.leaves = leaves[...]
        let levels = min(seats, ballots.groups.map(\.marks.count).max() ?? 0)
        try expect(!isHarmonic || levels <= 41, "the committee is too large to be searched")
        var scale = 1
        if isHarmonic {
            for number in 1...(levels + 1) where scale % number != 0 {
                scale *= number / Int(greatestCommonDivisor(UInt(scale), UInt(number)))
            }
        }
        self.scale = scale
        shares = (1...(levels + 1)).map { isHarmonic ? Int128(scale / $0) : $0 == 1 ? 1 : 0 }
        prices = ballots.votes.map { _ in 0 }
        let reference = Set(outcome.alternatives.first ?? outcome.winners)
        try expect(reference.count == seats, "a committee has another number of members")
        for group in ballots.groups {
            let level = group.marks.count { reference.contains($0.option) }
            // Whoever supports one more adds the next share, whoever supports one less takes the last away.
            let slope = level == 0 ? 2 * shares[0] : shares[level - 1] + shares[level]
            let own = shares.prefix(level).reduce(0, +)
            best += Int128(group.count) * own
            constant += Int128(group.count) * (2 * own - Int128(level) * slope)
            for mark in group.marks { prices[mark.option] += Int128(group.count) * slope }
        }
        let prices = prices
        order = prices.indices.sorted { prices[$0] == prices[$1] ? $0 < $1 : prices[$0] > prices[$1] }
    }

    func fraction(_ total: Int128) -> Fraction {
        let (quotient, rest) = total.quotientAndRemainder(dividingBy: Int128(scale))
        return Fraction(Int(quotient)) + Fraction(Int(rest)) / Fraction(scale)
    }

    mutating func run() throws(Refusal) {
        try follow([], depth: 0)
        try expect(leaves.isEmpty, "there are leaves too many")
    }

    /// The branches with and without the next option, or the leaf where it was not looked further.
    private mutating func follow(_ members: [Int], depth: Int) throws(Refusal) {
        guard let next = leaves.first, next >= depth, depth <= order.count, members.count <= seats else {
            throw Refusal(reason: "the leaves make no tree")
        }
        if next == depth {
            leaves.removeFirst()
            return try close(members, rest: order[depth...].sorted())
        }
        guard depth < order.count else { throw Refusal(reason: "the leaves make no tree") }
        try follow(members + [order[depth]], depth: depth + 1)
        try follow(members, depth: depth + 1)
    }

    /// Verifies that no committee in a branch scores more than the best, and keeps those that score as much.
    private mutating func close(_ members: [Int], rest: [Int]) throws(Refusal) {
        let open = seats - members.count
        if rest.count < open { return }
        let dearest = rest.map { prices[$0] }.sorted().suffix(open).reduce(0, +)
        if constant + members.reduce(dearest, { $0 + prices[$1] }) < 2 * best { return }
        var total: Int128 = 0
        var gains = [Int128](repeating: 0, count: prices.count)
        var isMember = [Bool](repeating: false, count: prices.count)
        for option in members { isMember[option] = true }
        for group in ballots.groups {
            let level = group.marks.count { isMember[$0.option] }
            total += Int128(group.count) * shares.prefix(level).reduce(0, +)
            guard level < shares.count else { continue }
            for mark in group.marks { gains[mark.option] += Int128(group.count) * shares[level] }
        }
        let most = total + rest.map { gains[$0] }.sorted().suffix(open).reduce(0, +)
        if most < best { return }
        try expect(total == best && most == best, "a branch could hold a better committee")
        ways.append((members.sorted(), rest, open))
    }
}
