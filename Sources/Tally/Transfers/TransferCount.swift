/// A count in which every vote belongs to one option at a time and goes on when that option is excluded or
/// has more than the quota. The terms say which rule it is.
struct TransferCount: StagedCount {
    enum Status: Hashable {
        case hopeful
        /// Elected with more than the quota.
        case pending
        case elected
        case excluded
        case contested
    }

    let terms: TransferTerms
    private(set) var status: [Status]
    private(set) var votes: [Fraction]
    private(set) var exhausted = Fraction.zero
    private(set) var elected: [Int] = []
    private(set) var contested: [Int] = []
    private(set) var standing: Standing
    private var holdings: [[Parcel]]

    let keepFactors: [Fraction?] = []

    /// Sorts the papers by first preference.
    init(_ terms: TransferTerms) {
        self.terms = terms
        let options = terms.options
        status = [Status](repeating: .hopeful, count: options)
        votes = [Fraction](repeating: .zero, count: options)
        holdings = [[Parcel]](repeating: [], count: options)
        standing = Standing(terms.ties, options: options)
        var sorting = Sorting(options: options)
        sorting.add(
            terms.papers.start, of: terms.papers, continuing: [Bool](repeating: true, count: options))
        receive(sorting, value: .one)
        standing.add(votes, live: status.map { $0 == .hopeful })
    }

    /// The first stages: the first preferences and who reaches the quota with them.
    mutating func begin() -> [Stage] {
        let quota = terms.quota.map { ["quota": $0] } ?? [:]
        return [Stage("first", totals: totals, quota)] + elect()
    }

    var figures: [Fraction?] { [terms.quota, exhausted] + totals }

    /// The votes of each option; nil for those that left the count and whose votes have gone on.
    var totals: [Fraction?] {
        status.indices.map { status[$0] == .excluded && votes[$0].isZero ? nil : votes[$0] }
    }

    var hopefuls: [Int] { status.indices.filter { status[$0] == .hopeful } }
    var seatsLeft: Int { terms.seats - elected.count }

    mutating func take(_ step: Decision.Step, _ options: [Int]) throws(TallyError) -> [Stage] {
        switch step {
        case .majority:
            let active = hopefuls.reduce(Fraction.zero) { $0 + votes[$1] }
            enter(options)
            return [Stage("majority", options, ["votes": votes[options[0]], "active": active])]
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
        case .surplus: return try transferSurplus(options[0]) + elect()
        default: return exclude(options, step) + elect()
        }
    }

    private mutating func transferSurplus(_ option: Int) throws(TallyError) -> [Stage] {
        let quota = terms.quota ?? .zero
        let surplus = votes[option] - quota
        let total = votes[option]
        let parcels = holdings[option]
        status[option] = .elected
        holdings[option] = []
        votes[option] = quota
        // What rounding loses is no longer in the count, either.
        exhausted += surplus
        for parcel in parcels {
            let value = try terms.transferValue(parcel.value, surplus: surplus, of: total)
            var sorting = Sorting(options: terms.options)
            sorting.add(parcel.places, of: terms.papers, continuing: continuing)
            exhausted -= receive(sorting, value: value)
        }
        standing.add(votes, live: live)
        return [Stage("surplus", [option], totals: totals, ["surplus": surplus, "exhausted": exhausted])]
    }

    private mutating func exclude(_ options: [Int], _ step: Decision.Step) -> [Stage] {
        let moved = options.reduce(Fraction.zero) { $0 + votes[$1] }
        for option in options { status[option] = .excluded }
        if step == .excludeLosers, terms.stopsBeforeTransfer, hopefuls.count == seatsLeft {
            return [Stage("excluded-last", options, ["votes": moved])]
        }
        exhausted += moved
        for option in options {
            votes[option] = .zero
            for parcel in holdings[option] {
                var sorting = Sorting(options: terms.options)
                sorting.add(parcel.places, of: terms.papers, continuing: continuing)
                exhausted -= receive(sorting, value: parcel.value)
            }
            holdings[option] = []
        }
        standing.add(votes, live: live)
        return [Stage(step.excluded, options, totals: totals, ["votes": moved, "exhausted": exhausted])]
    }

    /// Lets these options go, with all their votes.
    mutating func leave(_ options: [Int]) { _ = exclude(options, .excludeTogether) }

    private var continuing: [Bool] { status.map { $0 == .hopeful } }
    private var live: [Bool] { status.map { $0 == .hopeful || $0 == .pending } }

    /// Hands the sorted papers out, and says how many votes they are.
    @discardableResult
    private mutating func receive(_ sorting: Sorting, value: Fraction) -> Fraction {
        var sum = Fraction.zero
        for (option, parcel) in sorting.parcels(value: value) {
            holdings[option].merge(parcel)
            votes[option] += parcel.votes
            sum += parcel.votes
        }
        return sum
    }

    /// Elects everybody with a quota, the most votes first.
    private mutating func elect() -> [Stage] {
        guard let quota = terms.quota else { return [] }
        let ready = byVotes(
            hopefuls.filter { terms.needsMore ? votes[$0] > quota : votes[$0] >= quota })
        if ready.isEmpty { return [] }
        enter(ready)
        for option in ready where votes[option] > quota { status[option] = .pending }
        return [Stage("reached", ready, ["quota": quota])]
    }

    private mutating func enter(_ options: [Int]) {
        for option in options { status[option] = .elected }
        elected += options
    }

    private func byVotes(_ options: [Int]) -> [Int] {
        options.sorted { (votes[$1], $0) < (votes[$0], $1) }
    }
}

extension TransferCount {
    static func == (left: TransferCount, right: TransferCount) -> Bool {
        left.status == right.status && left.votes == right.votes && left.standing == right.standing
            && left.hopefulHoldings == right.hopefulHoldings
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(status)
        hasher.combine(votes)
    }

    private var hopefulHoldings: [[Fraction: [Int32]]] {
        zip(holdings, live).map { $1 ? $0.canonical : [:] }
    }
}
