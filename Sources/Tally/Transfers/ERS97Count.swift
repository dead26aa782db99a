/// A count by the rules that the Electoral Reform Society published in 1997: what a surplus passes on is only
/// the last batch of papers received, and the papers of excluded options go on in batches, the highest value
/// first.
struct ERS97Count: StagedCount {
    enum Status: Hashable {
        case hopeful, elected, excluded, contested
    }

    /// What holds for the whole count.
    final class Terms: Sendable {
        let papers: Papers
        let options: Int
        let seats: Int
        let ties: TieOrder

        init(_ papers: Papers, _ profile: Profile, _ parameters: Parameters, _ seats: Int) throws(TallyError)
        {
            self.papers = papers
            options = profile.options
            self.seats = seats
            ties = try TieOrder(parameters, options: profile.options, statute: .forward)
        }
    }

    let terms: Terms
    private(set) var status: [Status]
    private(set) var votes: [Fraction]
    private(set) var exhausted = Fraction.zero
    private(set) var elected: [Int] = []
    private(set) var contested: [Int] = []
    private(set) var standing: Standing
    private(set) var quota: Fraction
    /// The batches of each option in the order received.
    private var batches: [[Parcel]]
    /// The options being excluded, as long as they have papers.
    private(set) var leaving: [Int] = []

    let keepFactors: [Fraction?] = []

    init(_ terms: Terms) {
        self.terms = terms
        status = [Status](repeating: .hopeful, count: terms.options)
        votes = [Fraction](repeating: .zero, count: terms.options)
        batches = [[Parcel]](repeating: [], count: terms.options)
        standing = Standing(terms.ties, options: terms.options)
        quota = .zero
        var sorting = Sorting(options: terms.options)
        sorting.add(
            terms.papers.start, of: terms.papers,
            continuing: [Bool](repeating: true, count: terms.options))
        receive(sorting, value: .one)
        setQuota()
        addStanding()
    }

    mutating func begin() -> [Stage] {
        [Stage("first", totals: totals, ["quota": quota])] + elect()
    }

    var figures: [Fraction?] { [quota, exhausted] + totals }
    var hopefuls: [Int] { status.indices.filter { status[$0] == .hopeful } }
    var seatsLeft: Int { terms.seats - elected.count }

    func surplus(of option: Int) -> Fraction {
        status[option] == .elected && votes[option] > quota ? votes[option] - quota : .zero
    }

    private var totals: [Fraction?] {
        status.indices.map { status[$0] == .excluded && votes[$0].isZero ? nil : votes[$0] }
    }

    mutating func take(_ step: Decision.Step, _ options: [Int]) throws(TallyError) -> [Stage] {
        switch step {
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
        case .surplus: return transferSurplus(options[0]) + elect()
        case .batch: return transferBatch()
        default:
            let leavingVotes = options.reduce(Fraction.zero) { $0 + votes[$1] }
            for option in options { status[option] = .excluded }
            guard hopefuls.count > seatsLeft else {
                return [Stage("excluded-last", options, ["votes": leavingVotes])]
            }
            leaving = options.contains { !batches[$0].isEmpty } ? options : []
            let told = Stage(step.excluded, options, ["votes": leavingVotes])
            return [told] + (leaving.isEmpty ? [] : transferBatch())
        }
    }

    private mutating func transferSurplus(_ option: Int) -> [Stage] {
        let surplus = surplus(of: option)
        votes[option] = quota
        exhausted += surplus
        if let batch = batches[option].last {
            var sorting = Sorting(options: terms.options)
            sorting.add(batch.places, of: terms.papers, continuing: continuing)
            let papers = Fraction(sorting.counts.reduce(0, +))
            let isEnough = batch.value * papers > surplus
            let value = isEnough ? (surplus / papers).truncated(places: 2) : batch.value
            exhausted -= receive(sorting, value: value)
        }
        addStanding()
        return [Stage("surplus", [option], totals: totals, ["surplus": surplus, "exhausted": exhausted])]
    }

    /// Passes on the papers of the highest value that excluded options still have.
    private mutating func transferBatch() -> [Stage] {
        let value = leaving.flatMap { batches[$0] }.map(\.value).max() ?? .zero
        var sorting = Sorting(options: terms.options)
        var count = 0
        for option in leaving {
            for batch in batches[option] where batch.value == value {
                sorting.add(batch.places, of: terms.papers, continuing: continuing)
                votes[option] -= batch.votes
                count += batch.count
            }
            batches[option].removeAll { $0.value == value }
        }
        let isLast = leaving.allSatisfy { batches[$0].isEmpty }
        let moved = value * Fraction(count)
        exhausted += moved - receive(sorting, value: value)
        let told = Stage(
            "batch", leaving, totals: totals, ["value": value, "votes": moved, "exhausted": exhausted])
        if isLast { leaving = [] }
        addStanding()
        return [told] + lowerQuota(sorting.exhausted > 0) + elect()
    }

    /// Ballots that left the count before anybody was elected lower the quota.
    private mutating func lowerQuota(_ hasLost: Bool) -> [Stage] {
        guard hasLost, elected.isEmpty else { return [] }
        setQuota()
        return [Stage("quota", [], ["quota": quota])]
    }

    private mutating func setQuota() {
        let exact = (Fraction(terms.papers.valid) - exhausted) / Fraction(terms.seats + 1)
        quota = -(-exact * Fraction(100)).roundedDown / Fraction(100)
    }

    /// Elects from the top whoever has the quota, or enough that no more others can overtake than seats are
    /// left.
    private mutating func elect() -> [Stage] {
        var stages: [Stage] = []
        while seatsLeft > 0, let most = hopefuls.map({ votes[$0] }).max(), !most.isZero {
            let inSafety = elected.reduce(Fraction(terms.papers.valid) - exhausted) {
                $0 - min(votes[$1], quota)
            }
            let needed = inSafety / Fraction(seatsLeft + 1)
            guard most >= quota || most >= needed else { break }
            let ready = admitted(hopefuls.filter { votes[$0] == most })
            guard !ready.isEmpty else { break }
            enter(ready)
            stages.append(
                most >= quota
                    ? Stage("reached", ready, ["quota": quota])
                    : Stage("early", ready, ["needed": needed]))
        }
        return stages
    }

    /// Of options with equally many votes those for whom there are seats: all, or who had more votes earlier.
    private func admitted(_ equal: [Int]) -> [Int] {
        var waiting = equal
        var ready: [Int] = []
        while !waiting.isEmpty {
            let best = standing.extreme(of: waiting, highest: true)
            let group = waiting.count <= seatsLeft - ready.count ? waiting : best
            guard group.count <= seatsLeft - ready.count else { break }
            ready += group
            waiting.removeAll { group.contains($0) }
        }
        return ready
    }

    private var continuing: [Bool] { status.map { $0 == .hopeful } }

    private mutating func addStanding() {
        standing.add(votes, live: status.indices.map { status[$0] == .hopeful || !surplus(of: $0).isZero })
    }

    /// Hands the sorted papers out as a new batch each, and says how many votes they are.
    @discardableResult
    private mutating func receive(_ sorting: Sorting, value: Fraction) -> Fraction {
        var sum = Fraction.zero
        for (option, parcel) in sorting.parcels(value: value) {
            batches[option].append(parcel)
            votes[option] += parcel.votes
            sum += parcel.votes
        }
        return sum
    }

    private mutating func enter(_ options: [Int]) {
        for option in options { status[option] = .elected }
        elected += options
    }

    private func byVotes(_ options: [Int]) -> [Int] {
        options.sorted { (votes[$1], $0) < (votes[$0], $1) }
    }
}

extension ERS97Count {
    static func == (left: ERS97Count, right: ERS97Count) -> Bool {
        left.status == right.status && left.votes == right.votes && left.quota == right.quota
            && left.standing == right.standing && left.leaving == right.leaving
            && left.holdings == right.holdings && left.lastBatches == right.lastBatches
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(status)
        hasher.combine(votes)
    }

    /// Whose papers can still move.
    private var isMoving: [Bool] {
        status.indices.map { status[$0] == .hopeful || leaving.contains($0) || !surplus(of: $0).isZero }
    }

    private var holdings: [[Fraction: [Int32]]] { zip(batches, isMoving).map { $1 ? $0.canonical : [:] } }

    private var lastBatches: [[Int32]] {
        zip(batches, isMoving).map { $1 ? ($0.last?.places.map(\.paper) ?? []).sorted() : [] }
    }
}
