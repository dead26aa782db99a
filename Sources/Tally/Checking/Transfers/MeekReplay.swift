/// The checker's repetition of a count by Meek's method: every ballot is shared out on its own, each time.
struct MeekReplay: Replay {
    struct Terms {
        let ballots: ReplayedBallots
        let options: Int
        let seats: Int
        let isExact: Bool
        /// How many units of the last decimal place are one vote.
        let scale: Int
        let omega: Fraction
    }

    enum Role: Equatable {
        case hopeful, elected, excluded, contested
    }

    let terms: Terms
    private var ties: ReplayedTies
    private var roles: [Role]
    private(set) var elected: [Int] = []
    private(set) var contested: [Int] = []
    private var votes: [Fraction]
    private var keep: [Fraction]
    private var quota = Fraction.zero
    private var surplus = Fraction.zero
    private var fits = false

    init(_ terms: Terms, _ ties: ReplayedTies) {
        self.terms = terms
        self.ties = ties
        roles = [Role](repeating: .hopeful, count: terms.options)
        votes = [Fraction](repeating: .zero, count: terms.options)
        keep = [Fraction](repeating: .one, count: terms.options)
    }

    mutating func begin() throws(Refusal) -> [Stage] {
        let reached = try shareOut()
        return [Stage("first", totals: shown, ["quota": quota])] + reached
    }

    var figures: [Fraction?] { [quota, gone] + shown }
    var keepFactors: [Fraction?] { keep }
    private var hopefuls: [Int] { roles.indices.filter { roles[$0] == .hopeful } }
    private var seatsLeft: Int { terms.seats - elected.count }
    private var gone: Fraction { Fraction(terms.ballots.valid) - votes.reduce(.zero, +) }
    private var shown: [Fraction?] {
        zip(roles, votes).map { $0 == .excluded && $1.isZero ? nil : $1 }
    }

    func verify(_ step: TranscriptStep) throws(Refusal) {
        let isOver = seatsLeft == 0 || !contested.isEmpty
        try expect(isOver == (step.word == .end), "the count ends too early or too late")
        if isOver { return try expect(step.options.isEmpty, "the end names options") }
        let isRest = hopefuls.count <= seatsLeft
        try expect(isRest == (step.word == .rest), "the last seats are filled too early or too late")
        if isRest { return try expect(step.options == hopefuls && !step.isOpen, "others are left") }
        try expect(fits == (step.word != .adjust), "somebody leaves before the shares fit, or not then")
        if !fits {
            let passing = roles.indices.filter { roles[$0] == .elected }
            return try expect(step.options == passing && !step.isOpen, "other options pass votes on")
        }
        let last = hopefuls.filter { option in hopefuls.allSatisfy { votes[$0] + surplus >= votes[option] } }
        let open = ties.open(last, preferred: false)
        try expect(step.options == open, "these are not the options to leave")
        let haveNothing = open.allSatisfy { votes[$0].isZero }
        let together: Decision.Step = hopefuls.count - open.count < seatsLeft ? .share : .excludeTogether
        try expect(
            step.word == (open.count > 1 && haveNothing ? together : .exclude)
                && step.isOpen == (open.count > 1 && !haveNothing), "options leave in another way")
    }

    mutating func go(_ word: Decision.Step, _ options: [Int]) throws(Refusal) -> [Stage] {
        switch word {
        case .rest: return [Stage("rest", seat(options))]
        case .share:
            let safe = hopefuls.filter { !options.contains($0) }
            let told = safe.isEmpty ? [] : [Stage("rest", seat(safe))]
            for option in options { roles[option] = .contested }
            contested = options
            return told + [.tied(options, seats: seatsLeft, total: .zero)]
        case .adjust:
            let reached = try shareOut()
            return [sharedOut] + reached
        default:
            let had = options.map { votes[$0] }.reduce(.zero, +)
            for option in options { roles[option] = .excluded }
            if hopefuls.count <= seatsLeft { return [Stage("excluded-last", options, ["votes": had])] }
            for option in options { (keep[option], votes[option]) = (.zero, .zero) }
            let reached = try shareOut()
            return [Stage(word.excluded, options, ["votes": had]), sharedOut] + reached
        }
    }

    private var sharedOut: Stage {
        let passing = roles.indices.filter { roles[$0] == .elected && keep[$0] < .one }
        let amounts = ["quota": quota, "exhausted": gone, "surplus": surplus]
        guard !passing.isEmpty else { return Stage("shared-out", totals: shown, amounts) }
        return Stage("distributed", passing, totals: shown, amounts)
    }

    func continues(like other: MeekReplay) -> Bool {
        roles == other.roles && votes == other.votes && keep == other.keep && fits == other.fits
            && ties.settles(hopefuls, like: other.ties)
    }

    func tied(_ step: TranscriptStep) -> Stage {
        Stage("tied-exclusion", step.options, ["total": votes[step.options[0]]])
    }

    /// Shares all ballots out again and again, each time with keep factors that fit better.
    private mutating func shareOut() throws(Refusal) -> [Stage] {
        var before = Fraction(terms.ballots.valid)
        fits = false
        while true {
            votes = terms.isExact ? exactVotes() : decimalVotes()
            try expect(!gone.isNegative, "votes came from nowhere")
            let part = votes.reduce(.zero, +) / Fraction(terms.seats + 1)
            let unit = Fraction(numerator: 1, over: terms.scale)
            quota = terms.isExact ? part : (part / unit).roundedDown * unit + unit
            let there = hopefuls.filter { terms.isExact ? quota < votes[$0] : quota <= votes[$0] }
            var told: [Stage] = []
            if !there.isEmpty, there.count <= seatsLeft {
                told = [Stage("reached", seat(there), ["quota": quota])]
            }
            surplus = max(.zero, elected.map { votes[$0] - quota }.reduce(.zero, +))
            fits = told.isEmpty && (terms.omega > surplus || before <= surplus)
            if !told.isEmpty || fits {
                ties.history.append(votes)
                return told
            }
            before = surplus
            for option in elected {
                let wanted = keep[option] * quota
                keep[option] = up((terms.isExact ? wanted : up(wanted)) / votes[option])
            }
        }
    }

    private func up(_ number: Fraction) -> Fraction {
        let units = number * Fraction(terms.scale)
        let low = units.roundedDown
        return (low == units ? low : low + .one) / Fraction(terms.scale)
    }

    private func exactVotes() -> [Fraction] {
        var sums = [Fraction](repeating: .zero, count: terms.options)
        for (ballot, count) in terms.ballots.counts.enumerated() {
            var parts = [Fraction.one]
            for rank in terms.ballots.ranks[ballot] {
                let live = rank.filter { roles[$0] == .hopeful || roles[$0] == .elected }
                if live.isEmpty { continue }
                var rest: [Fraction] = []
                for part in parts {
                    for option in live {
                        let share = part / Fraction(live.count)
                        sums[option] += share * keep[option] * Fraction(count)
                        if keep[option] != .one { rest.append(share - share * keep[option]) }
                    }
                }
                parts = rest
                if parts.isEmpty { break }
            }
        }
        return sums
    }

    /// In units of the last decimal place.
    private func decimalVotes() -> [Fraction] {
        let scale = Int128(terms.scale)
        let factors = keep.map { Int128(($0 * Fraction(terms.scale)).whole ?? 0) }
        var sums = [Int128](repeating: 0, count: terms.options)
        for (ballot, count) in terms.ballots.counts.enumerated() {
            var parts = [scale]
            for rank in terms.ballots.ranks[ballot] {
                let live = rank.filter { roles[$0] == .hopeful || roles[$0] == .elected }
                if live.isEmpty { continue }
                var rest: [Int128] = []
                for part in parts {
                    for option in live {
                        let share = part / Int128(live.count)
                        let kept = (share * factors[option] + scale - 1) / scale
                        sums[option] += kept * Int128(count)
                        if share > kept { rest.append(share - kept) }
                    }
                }
                parts = rest
                if parts.isEmpty { break }
            }
        }
        return sums.map { Fraction(numerator: Int($0), over: terms.scale) }
    }

    private mutating func seat(_ options: [Int]) -> [Int] {
        let ordered = Set(options.map { votes[$0] }).sorted(by: >).flatMap { most in
            options.filter { votes[$0] == most }
        }
        for option in ordered { roles[option] = .elected }
        elected += ordered
        return ordered
    }
}
