/// What makes a rule of the family: its quota, its arithmetic, whom it excludes and when it stops.
final class TransferTerms: Sendable {
    enum Arithmetic: Sendable {
        case exact
        /// Cut off after so many places once, after multiplying and dividing.
        case truncatedOnce(Int)
        /// Cut off after so many places after multiplying, and again after dividing.
        case truncatedTwice(Int)
    }

    /// When options that cannot win leave together.
    enum Batch: Sendable {
        case none
        /// Where all their votes are fewer than the next option has.
        case losers
    }

    /// The longest exact transfer value, in bits. A real count stays far below.
    static let mostBits = 50_000

    let options: Int
    let seats: Int
    let papers: Papers
    let ties: TieOrder
    /// Nil where options only leave, as in an instant runoff.
    let quota: Fraction?
    /// Whether election takes more than the quota.
    let needsMore: Bool
    let arithmetic: Arithmetic
    let batch: Batch
    /// Whether sure losers keep their votes where their exclusion ends the count.
    let stopsBeforeTransfer: Bool
    /// With how many options left more than half of the votes elect; 0 where they never do.
    let majorityAt: Int

    init(
        _ papers: Papers, options: Int, seats: Int, ties: TieOrder, quota: Fraction? = nil,
        needsMore: Bool = false, arithmetic: Arithmetic = .exact, batch: Batch = .none,
        stopsBeforeTransfer: Bool = false, majorityAt: Int = 0
    ) {
        self.papers = papers
        self.options = options
        self.seats = seats
        self.ties = ties
        self.quota = quota
        self.needsMore = needsMore
        self.arithmetic = arithmetic
        self.batch = batch
        self.stopsBeforeTransfer = stopsBeforeTransfer
        self.majorityAt = majorityAt
    }

    /// What a paper of `value` is worth after an option with a `total` of votes passes its surplus on.
    func transferValue(_ value: Fraction, surplus: Fraction, of total: Fraction) throws(TallyError)
        -> Fraction
    {
        switch arithmetic {
        case .exact:
            let exact = value * surplus / total
            guard exact.parts.denominator.bitWidth <= Self.mostBits else { throw .tooLarge }
            return exact
        case .truncatedOnce(let places): return (value * surplus / total).truncated(places: places)
        case .truncatedTwice(let places):
            return ((value * surplus).truncated(places: places) / total).truncated(places: places)
        }
    }
}

extension TransferCount {
    var next: Decision {
        let hopefuls = hopefuls
        if seatsLeft == 0 || !contested.isEmpty { return .end }
        if hopefuls.count <= seatsLeft { return Decision(step: .rest, options: hopefuls) }
        if let leader = majority(among: hopefuls) { return Decision(step: .majority, options: [leader]) }
        if terms.batch == .losers {
            let losers = sureLosers(among: hopefuls)
            if !losers.isEmpty { return Decision(step: .excludeLosers, options: losers) }
        }
        let pending = status.indices.filter { status[$0] == .pending }
        if let most = pending.map({ votes[$0] }).max() {
            let tied = terms.ties.narrowed(
                pending.filter { votes[$0] == most }, preferred: true, standing)
            return Decision(step: .surplus, options: tied, isOpen: tied.count > 1)
        }
        return exclusion(among: hopefuls)
    }

    private func majority(among hopefuls: [Int]) -> Int? {
        guard hopefuls.count <= terms.majorityAt else { return nil }
        let active = hopefuls.reduce(Fraction.zero) { $0 + votes[$1] }
        return hopefuls.first { votes[$0] + votes[$0] > active }
    }

    /// The most options from below whose votes, with all surpluses, are fewer than the next one's.
    private func sureLosers(among hopefuls: [Int]) -> [Int] {
        var sum = Fraction.zero
        for option in status.indices where status[option] == .pending {
            sum += votes[option] - (terms.quota ?? .zero)
        }
        // With a majority to be reached at two, two stay.
        let stay = max(seatsLeft, terms.majorityAt == 2 ? 2 : 1)
        let order = hopefuls.sorted { votes[$0] < votes[$1] }
        var losers = 0
        for (place, option) in order.enumerated().dropLast(stay) {
            sum += votes[option]
            if sum < votes[order[place + 1]] { losers = place + 1 }
        }
        return order.prefix(losers).sorted()
    }

    private func exclusion(among hopefuls: [Int]) -> Decision {
        let fewest = hopefuls.map { votes[$0] }.min() ?? .zero
        let tied = terms.ties.narrowed(
            hopefuls.filter { votes[$0] == fewest }, preferred: false, standing)
        guard tied.count > 1 else { return Decision(step: .exclude, options: tied) }
        if fewest.isZero {
            let isEnough = hopefuls.count - tied.count >= seatsLeft
            return Decision(step: isEnough ? .excludeTogether : .share, options: tied)
        }
        return orderIsImmaterial(tied, fewest, among: hopefuls)
            ? Decision(step: .excludeTogether, options: tied)
            : Decision(step: .exclude, options: tied, isOpen: true)
    }

    /// Whether the tied options all leave next, in any order, with the same result and without a trace in
    /// later ties.
    private func orderIsImmaterial(_ tied: [Int], _ fewest: Fraction, among hopefuls: [Int]) -> Bool {
        let others = hopefuls.filter { !tied.contains($0) }
        let sum = fewest * Fraction(tied.count)
        guard !terms.papers.hasSharedRanks, others.count >= seatsLeft,
            others.allSatisfy({ votes[$0] > sum })
        else { return false }
        var later = self
        later.leave(tied)
        // Somebody elected in between would get no more votes; for the last seat that does not matter.
        if seatsLeft > 1, let quota = terms.quota, others.contains(where: { later.votes[$0] >= quota }) {
            return false
        }
        switch terms.ties.stages {
        case nil: return true
        case .forward: return standing.tellsApart(others)
        default: return Set(others.map { later.votes[$0] }).count == others.count
        }
    }
}
