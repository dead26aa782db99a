/// A count by Meek's method: elected options keep just the part of every vote that they need.
struct MeekCount: StagedCount {
    enum Status: Hashable {
        case hopeful, elected, excluded, contested
    }

    /// What holds for the whole count.
    final class Terms: Sendable {
        let papers: Papers
        let options: Int
        let seats: Int
        let ties: TieOrder
        /// Whether votes are exact; keep factors are decimals all the same, or they would grow without bound.
        let isExact: Bool
        let decimals: Int
        /// One unit of the last decimal place.
        let unit: Fraction
        /// Shares are adjusted until all surpluses together are less than this.
        let omega: Fraction

        init(_ papers: Papers, _ profile: Profile, _ parameters: Parameters, _ seats: Int) throws(TallyError)
        {
            self.papers = papers
            options = profile.options
            self.seats = seats
            ties = try TieOrder(parameters, options: profile.options)
            isExact = parameters.word("arithmetic") == "exact"
            decimals = parameters.whole("decimals") ?? 9
            unit = Fraction.power(of: 10, decimals).reciprocal
            omega = Fraction.power(of: 10, parameters.whole("omega") ?? 6).reciprocal
        }
    }

    let terms: Terms
    private(set) var status: [Status]
    private(set) var elected: [Int] = []
    private(set) var contested: [Int] = []
    private(set) var standing: Standing
    private var keep: [Fraction]
    private var votes: [Fraction]
    private var quota = Fraction.zero
    private var surplus = Fraction.zero
    /// Whether the shares fit, so that somebody must leave.
    private var isSettled = false

    init(_ terms: Terms) {
        self.terms = terms
        status = [Status](repeating: .hopeful, count: terms.options)
        keep = [Fraction](repeating: .one, count: terms.options)
        votes = [Fraction](repeating: .zero, count: terms.options)
        standing = Standing(terms.ties, options: terms.options)
    }

    mutating func begin() -> [Stage] {
        let reached = adjust()
        return [Stage("first", totals: totals, ["quota": quota])] + reached
    }

    var keepFactors: [Fraction?] { keep }
    var figures: [Fraction?] { [quota, exhausted] + totals }
    var hopefuls: [Int] { status.indices.filter { status[$0] == .hopeful } }
    private var seatsLeft: Int { terms.seats - elected.count }

    private var totals: [Fraction?] {
        status.indices.map { status[$0] == .excluded && votes[$0].isZero ? nil : votes[$0] }
    }

    private var exhausted: Fraction { votes.reduce(Fraction(terms.papers.valid)) { $0 - $1 } }

    var next: Decision {
        let hopefuls = hopefuls
        if seatsLeft == 0 || !contested.isEmpty { return .end }
        if hopefuls.count <= seatsLeft { return Decision(step: .rest, options: hopefuls) }
        guard isSettled else { return Decision(step: .adjust, options: elected.sorted()) }
        let fewest = hopefuls.map { votes[$0] }.min() ?? .zero
        // Within the surplus that is left nobody can say who has fewer.
        let tied = terms.ties.narrowed(
            hopefuls.filter { votes[$0] <= fewest + surplus }, preferred: false, standing)
        guard tied.count > 1 else { return Decision(step: .exclude, options: tied) }
        guard tied.allSatisfy({ votes[$0].isZero }) else {
            return Decision(step: .exclude, options: tied, isOpen: true)
        }
        let isEnough = hopefuls.count - tied.count >= seatsLeft
        return Decision(step: isEnough ? .excludeTogether : .share, options: tied)
    }

    mutating func take(_ step: Decision.Step, _ options: [Int]) throws(TallyError) -> [Stage] {
        switch step {
        case .adjust:
            let reached = adjust()
            return [distributed] + reached
        case .rest:
            let ordered = byVotes(options)
            enter(ordered)
            return [Stage("rest", ordered)]
        case .share:
            let others = byVotes(hopefuls.filter { !options.contains($0) })
            let stages = others.isEmpty ? [] : [Stage("rest", others)]
            enter(others)
            for option in options { status[option] = .contested }
            contested = options
            return stages + [.tied(options, seats: seatsLeft, total: .zero)]
        default:
            let leaving = options.reduce(Fraction.zero) { $0 + votes[$1] }
            for option in options { status[option] = .excluded }
            guard hopefuls.count > seatsLeft else {
                return [Stage("excluded-last", options, ["votes": leaving])]
            }
            for option in options {
                keep[option] = .zero
                votes[option] = .zero
            }
            let reached = adjust()
            return [Stage(step.excluded, options, ["votes": leaving]), distributed] + reached
        }
    }

    private var distributed: Stage {
        let passing = elected.filter { keep[$0] < .one }.sorted()
        return Stage(
            passing.isEmpty ? "shared-out" : "distributed", passing, totals: totals,
            ["quota": quota, "exhausted": exhausted, "surplus": surplus])
    }

    /// Shares the votes out and adjusts the keep factors until somebody reaches the quota or the surplus is
    /// small.
    private mutating func adjust() -> [Stage] {
        let tree = KeepTree(
            terms.papers, live: status.map { $0 == .hopeful || $0 == .elected },
            elected: status.map { $0 == .elected })
        var last = Fraction(terms.papers.valid)
        isSettled = false
        while true {
            distribute(tree)
            let ready = byVotes(
                hopefuls.filter { terms.isExact ? votes[$0] > quota : votes[$0] >= quota })
            // Rounding can bring one option too many to the quota; then none is elected yet.
            let isElecting = !ready.isEmpty && ready.count <= seatsLeft
            if isElecting { enter(ready) }
            surplus = elected.reduce(Fraction.zero) { $0 + votes[$1] - quota }
            if surplus.isNegative { surplus = .zero }
            if isElecting {
                addStage()
                return [Stage("reached", ready, ["quota": quota])]
            }
            if surplus < terms.omega || surplus >= last {
                isSettled = true
                addStage()
                return []
            }
            last = surplus
            for option in elected { keep[option] = terms.keepFactor(keep[option], quota, votes[option]) }
        }
    }

    private mutating func addStage() {
        standing.add(votes, live: status.map { $0 == .hopeful })
    }

    private mutating func distribute(_ tree: KeepTree) {
        if terms.isExact {
            votes = tree.votes(keep)
        } else {
            let unit = (terms.unit.reciprocal).whole ?? 1
            let whole = keep.map { ($0 * Fraction(unit)).whole ?? 0 }
            votes = tree.votes(whole, unit: unit).map { Fraction(numerator: $0, over: unit) }
        }
        let all = votes.reduce(Fraction.zero, +) / Fraction(terms.seats + 1)
        quota = terms.isExact ? all : all.truncated(places: terms.decimals) + terms.unit
    }

    private mutating func enter(_ options: [Int]) {
        for option in options { status[option] = .elected }
        elected += options
    }

    private func byVotes(_ options: [Int]) -> [Int] {
        options.sorted { (votes[$1], $0) < (votes[$0], $1) }
    }

    static func == (left: MeekCount, right: MeekCount) -> Bool {
        left.status == right.status && left.keep == right.keep && left.votes == right.votes
            && left.standing == right.standing && left.isSettled == right.isSettled
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(status)
        hasher.combine(votes)
    }
}

extension MeekCount.Terms {
    /// The part an elected option keeps from now on, rounded up to a decimal place.
    fileprivate func keepFactor(_ old: Fraction, _ quota: Fraction, _ votes: Fraction) -> Fraction {
        isExact ? roundedUp(old * quota / votes) : roundedUp(roundedUp(old * quota) / votes)
    }

    private func roundedUp(_ number: Fraction) -> Fraction {
        -(-number / unit).roundedDown * unit
    }
}
