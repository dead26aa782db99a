/// The checker's repetition of a count by the rules of 1997. It notes for each ballot who holds it, at what
/// value, and with which batch it came.
struct ERS97Replay: Replay {
    enum Role: Equatable {
        case hopeful, elected, excluded, contested
    }

    let ballots: ReplayedBallots
    let seats: Int
    private(set) var ties: ReplayedTies
    private(set) var roles: [Role]
    private(set) var elected: [Int] = []
    private(set) var contested: [Int] = []
    private(set) var votes: [Fraction]
    private(set) var quota = Fraction.zero
    /// Options that have left, as long as they hold ballots that go on.
    private(set) var leaving: [Int] = []
    private var holder: [Int?]
    private var value: [Fraction]
    private var batch: [Int]

    let keepFactors: [Fraction?] = []

    init(_ ballots: ReplayedBallots, options: Int, seats: Int, _ ties: ReplayedTies) {
        self.ballots = ballots
        self.seats = seats
        self.ties = ties
        roles = [Role](repeating: .hopeful, count: options)
        votes = [Fraction](repeating: .zero, count: options)
        holder = ballots.counts.map { _ in nil }
        value = ballots.counts.map { _ in .one }
        batch = ballots.counts.map { _ in 0 }
        for ballot in holder.indices { deal(ballot, value: .one) }
        self.ties.history.append(votes)
        setQuota()
    }

    mutating func begin() throws(Refusal) -> [Stage] {
        [Stage("first", totals: shown, ["quota": quota])] + whoIsElected()
    }

    var figures: [Fraction?] { [quota, gone] + shown }
    var hopefuls: [Int] { roles.indices.filter { roles[$0] == .hopeful } }
    var seatsLeft: Int { seats - elected.count }

    func surplus(_ option: Int) -> Fraction {
        roles[option] == .elected ? max(.zero, votes[option] - quota) : .zero
    }

    private var gone: Fraction { Fraction(ballots.valid) - votes.reduce(.zero, +) }
    private var shown: [Fraction?] {
        zip(roles, votes).map { $0 == .excluded && $1.isZero ? nil : $1 }
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
        case .surplus: return try passOn(options[0])
        case .batch: return try nextBatch()
        default:
            let had = options.map { votes[$0] }.reduce(.zero, +)
            for option in options { roles[option] = .excluded }
            if hopefuls.count <= seatsLeft { return [Stage("excluded-last", options, ["votes": had])] }
            let told = [Stage(word.excluded, options, ["votes": had])]
            guard holder.contains(where: { $0.map(options.contains) ?? false }) else { return told }
            leaving = options
            return told + (try nextBatch())
        }
    }

    /// The ballots of the last batch go on, at a value that spends the surplus but not more.
    private mutating func passOn(_ option: Int) throws(Refusal) -> [Stage] {
        let surplus = surplus(option)
        let last = holder.indices.filter { holder[$0] == option }.map { batch[$0] }.max()
        let papers = holder.indices.filter { holder[$0] == option && batch[$0] == last }
        let transferable = papers.filter { ballots.first($0, continuing: continuing) != nil }
        let number = transferable.map { ballots.counts[$0] }.reduce(0, +)
        let present = papers.first.map { value[$0] } ?? .one
        var new = present
        if present * Fraction(number) > surplus { new = cutOff(surplus / Fraction(number), places: 2) }
        for ballot in papers { deal(ballot, value: new) }
        votes[option] = quota
        ties.history.append(votes)
        try expect(!gone.isNegative, "votes came from nowhere")
        return [Stage("surplus", [option], totals: shown, ["surplus": surplus, "exhausted": gone])]
            + whoIsElected()
    }

    /// All ballots of the highest value among those left behind go on.
    private mutating func nextBatch() throws(Refusal) -> [Stage] {
        let held = holder.indices.filter { holder[$0].map(leaving.contains) ?? false }
        let highest = held.map { value[$0] }.max() ?? .zero
        let before = gone
        var moved = 0
        var lost = 0
        for ballot in held where value[ballot] == highest {
            let count = ballots.counts[ballot]
            if let from = holder[ballot] { votes[from] -= highest * Fraction(count) }
            deal(ballot, value: highest)
            moved += count
            if holder[ballot] == nil { lost += count }
        }
        try expect(gone == before + highest * Fraction(lost), "votes are lost or won on the way")
        let told = Stage(
            "batch", leaving, totals: shown,
            ["value": highest, "votes": highest * Fraction(moved), "exhausted": gone])
        if !holder.contains(where: { $0.map(leaving.contains) ?? false }) { leaving = [] }
        ties.history.append(votes)
        var stages = [told]
        if lost > 0, elected.isEmpty {
            setQuota()
            stages.append(Stage("quota", [], ["quota": quota]))
        }
        return stages + whoIsElected()
    }

    private mutating func deal(_ ballot: Int, value new: Fraction) {
        holder[ballot] = ballots.first(ballot, continuing: continuing)
        value[ballot] = new
        batch[ballot] = ties.history.count
        if let option = holder[ballot] { votes[option] += new * Fraction(ballots.counts[ballot]) }
    }

    private var continuing: [Bool] { roles.map { $0 == .hopeful } }

    private mutating func setQuota() {
        let part = (Fraction(ballots.valid) - gone) / Fraction(seats + 1)
        let low = cutOff(part, places: 2)
        quota = low == part ? low : low + Fraction(numerator: 1, over: 100)
    }

    /// Elects from the top, as long as the one with the most votes has enough.
    private mutating func whoIsElected() -> [Stage] {
        var stages: [Stage] = []
        while seatsLeft > 0 {
            let open = Fraction(ballots.valid) - gone - elected.map { min(votes[$0], quota) }.reduce(.zero, +)
            let needed = open / Fraction(seatsLeft + 1)
            let top = hopefuls.filter { option in hopefuls.allSatisfy { votes[$0] <= votes[option] } }
            guard let most = top.first.map({ votes[$0] }), most > .zero, most >= min(quota, needed) else {
                break
            }
            // Where there are too few seats, those whom fewer others equal or precede than there are seats.
            let ready = top.filter { option in
                top.count { !ties.isBelow($0, option) } <= seatsLeft
            }
            let there = top.count <= seatsLeft ? top : ordered(ready)
            if there.isEmpty { break }
            for option in there { roles[option] = .elected }
            elected += there
            stages.append(
                most >= quota
                    ? Stage("reached", there, ["quota": quota]) : Stage("early", there, ["needed": needed]))
        }
        return stages
    }

    private func ordered(_ options: [Int]) -> [Int] {
        options.sorted { ties.isBelow($1, $0) || !ties.isBelow($0, $1) && $0 < $1 }
    }

    private mutating func seat(_ options: [Int]) -> [Int] {
        let ordered = Set(options.map { votes[$0] }).sorted(by: >).flatMap { most in
            options.filter { votes[$0] == most }
        }
        for option in ordered { roles[option] = .elected }
        elected += ordered
        return ordered
    }

    func continues(like other: ERS97Replay) -> Bool {
        let live = roles.indices.filter {
            roles[$0] == .hopeful || leaving.contains($0) || !surplus($0).isZero
        }
        return roles == other.roles && votes == other.votes && quota == other.quota
            && leaving == other.leaving && ties.settles(live, like: other.ties)
            && live.allSatisfy { holdings($0) == other.holdings($0) }
    }

    /// The ballots of an option with their values, and those of its last batch.
    private func holdings(_ option: Int) -> [[Int: Fraction]] {
        let all = holder.indices.filter { holder[$0] == option }
        let last = all.map { batch[$0] }.max()
        return [all, all.filter { batch[$0] == last }].map { ballots in
            Dictionary(uniqueKeysWithValues: ballots.map { ($0, value[$0]) })
        }
    }

    func tied(_ step: TranscriptStep) -> Stage {
        Stage(
            step.word == .surplus ? "tied-surplus" : "tied-exclusion", step.options,
            ["total": votes[step.options[0]]])
    }
}
