/// The checker's repetition of a count in which each vote belongs to one option. It goes through all ballots
/// at each step and finds for whom each counts from its first rank on.
struct TransferReplay: Replay {
    /// What the checker reads from the outcome's parameters.
    struct Terms {
        let ballots: ReplayedBallots
        let options: Int
        let seats: Int
        /// Nil where options only leave.
        var quota: Fraction?
        var needsMore = false
        /// A ballot's value after a surplus, from value, surplus and total.
        var passedOn: @Sendable (Fraction, Fraction, Fraction) -> Fraction = { $0 * $1 / $2 }
        var lettingLosersGo = false
        var losersKeepLastVotes = false
        /// With at most so many options left, more than half of the votes elect.
        var majorityAt = 0
    }

    enum Role: Equatable {
        case hopeful, elected, excluded, contested
    }

    let terms: Terms
    private(set) var ties: ReplayedTies
    private(set) var roles: [Role]
    private(set) var elected: [Int] = []
    private(set) var contested: [Int] = []
    private(set) var votes: [Fraction]
    /// Elected options whose surplus has not been passed on.
    private(set) var withSurplus: Set<Int> = []
    /// Who holds each ballot; nil where nobody any more.
    private var holder: [Int?]
    private var value: [Fraction]

    let keepFactors: [Fraction?] = []

    init(_ terms: Terms, _ ties: ReplayedTies) throws(Refusal) {
        self.terms = terms
        self.ties = ties
        roles = [Role](repeating: .hopeful, count: terms.options)
        votes = [Fraction](repeating: .zero, count: terms.options)
        holder = terms.ballots.counts.map { _ in nil }
        value = terms.ballots.counts.map { _ in .one }
        let all = [Bool](repeating: true, count: terms.options)
        for ballot in holder.indices { deal(ballot, among: all) }
        self.ties.history.append(votes)
    }

    mutating func begin() throws(Refusal) -> [Stage] {
        let quota = terms.quota.map { ["quota": $0] } ?? [:]
        return try [Stage("first", totals: shown, quota)] + whoReachesQuota()
    }

    var hopefuls: [Int] { roles.indices.filter { roles[$0] == .hopeful } }
    var seatsLeft: Int { terms.seats - elected.count }
    var figures: [Fraction?] { [terms.quota, gone] + shown }

    private var shown: [Fraction?] {
        zip(roles, votes).map { $0 == .excluded && $1.isZero ? nil : $1 }
    }

    /// Votes that belong to nobody: the ballots without those of all options.
    private var gone: Fraction { Fraction(terms.ballots.valid) - votes.reduce(.zero, +) }

    mutating func go(_ word: Decision.Step, _ options: [Int]) throws(Refusal) -> [Stage] {
        let had = options.reduce(Fraction.zero) { $0 + votes[$1] }
        switch word {
        case .rest:
            return [Stage("rest", seat(options))]
        case .majority:
            let active = hopefuls.map { votes[$0] }.reduce(.zero, +)
            return [Stage("majority", seat(options), ["votes": had, "active": active])]
        case .share:
            let safe = hopefuls.filter { !options.contains($0) }
            let told = safe.isEmpty ? [] : [Stage("rest", seat(safe))]
            for option in options { roles[option] = .contested }
            contested = options
            return told + [.tied(options, seats: seatsLeft, total: .zero)]
        case .surplus:
            let quota = terms.quota ?? .zero
            withSurplus.remove(options[0])
            let passedOn = terms.passedOn
            moveBallots(of: options) { passedOn($0, had - quota, had) }
            votes[options[0]] = quota
            let told = Stage(
                "surplus", options, totals: shown, ["surplus": had - quota, "exhausted": gone])
            return [told] + (try afterMove())
        default:
            for option in options { roles[option] = .excluded }
            if word == .excludeLosers, terms.losersKeepLastVotes, hopefuls.count == seatsLeft {
                return [Stage("excluded-last", options, ["votes": had])]
            }
            moveBallots(of: options) { $0 }
            let told = Stage(
                word.excluded, options, totals: shown, ["votes": had, "exhausted": gone])
            return [told] + (try afterMove())
        }
    }

    func continues(like other: TransferReplay) -> Bool {
        let live = roles.indices.filter { roles[$0] == .hopeful || withSurplus.contains($0) }
        return roles == other.roles && votes == other.votes && withSurplus == other.withSurplus
            && ties.settles(live, like: other.ties)
            && holder.indices.allSatisfy { ballot in
                let mine = holder[ballot].flatMap { live.contains($0) ? $0 : nil }
                let theirs = other.holder[ballot].flatMap { live.contains($0) ? $0 : nil }
                return mine == theirs && (mine == nil || value[ballot] == other.value[ballot])
            }
    }

    func tied(_ step: TranscriptStep) -> Stage {
        Stage(
            step.word == .surplus ? "tied-surplus" : "tied-exclusion", step.options,
            ["total": votes[step.options[0]]])
    }

    private mutating func moveBallots(of options: [Int], _ newValue: (Fraction) -> Fraction) {
        var known: [Fraction: Fraction] = [:]
        let continuing = roles.map { $0 == .hopeful }
        for option in options { votes[option] = .zero }
        for ballot in holder.indices {
            guard let from = holder[ballot], options.contains(from) else { continue }
            let old = value[ballot]
            let new = known[old] ?? newValue(old)
            known[old] = new
            value[ballot] = new
            deal(ballot, among: continuing)
        }
    }

    private mutating func deal(_ ballot: Int, among continuing: [Bool]) {
        holder[ballot] = terms.ballots.first(ballot, continuing: continuing)
        guard let option = holder[ballot] else { return }
        votes[option] += value[ballot] * Fraction(terms.ballots.counts[ballot])
    }

    private mutating func afterMove() throws(Refusal) -> [Stage] {
        ties.history.append(votes)
        try expect(!gone.isNegative, "votes came from nowhere")
        return try whoReachesQuota()
    }

    private mutating func whoReachesQuota() throws(Refusal) -> [Stage] {
        guard let quota = terms.quota else { return [] }
        let there = hopefuls.filter { votes[$0] > quota || votes[$0] == quota && !terms.needsMore }
        if there.isEmpty { return [] }
        try expect(there.count <= seatsLeft, "more options reach the quota than seats are left")
        withSurplus.formUnion(there.filter { votes[$0] > quota })
        return [Stage("reached", seat(there), ["quota": quota])]
    }

    /// Elects the options, those with more votes first, and gives them back in that order.
    private mutating func seat(_ options: [Int]) -> [Int] {
        let ordered = Set(options.map { votes[$0] }).sorted(by: >).flatMap { most in
            options.filter { votes[$0] == most }
        }
        for option in ordered { roles[option] = .elected }
        elected += ordered
        return ordered
    }
}
