/// All committees with the highest score, found by branching on one option after the other.
///
/// A branch is closed when no committee in it can reach the best score. Two bounds are used: what the members so far
/// have plus what each of the next best would add alone; and prices taken from a reference committee. For the
/// latter let a voter support t of the reference. Whatever committee is elected, he adds at most what t options
/// add, plus or minus the mean of the t-th and the next share for each supported option more or less than t, since
/// shares fall. So no committee scores more than a constant plus its members' prices.
struct CommitteeSearch {
    /// How many branches are closed at most.
    static let mostLeaves = 100_000
    /// How many voters are looked at in all at most, so that the search ends within seconds.
    static let mostWork = 1_000_000_000

    private let support: Support
    private let seats: Int
    private let score: CommitteeScore
    private let mostLeaves: Int
    /// The options by price in the reference committee, the dearest first, then by number.
    private var order: [Int] = []
    /// The doubled price of each option.
    private var values: [Int128] = []
    /// The sum of the prices of the first options in order, of none, one, two, ….
    private var prices: [Int128] = []
    private var constant: Int128 = 0
    private var work = 0

    private(set) var best: Int128 = -1
    /// The committees with the best score: each has its members and any so many of the rest.
    private(set) var selections: [Selection] = []
    /// How deep each branch was when it was closed, those with an option before those without it.
    private(set) var leaves: [Int] = []

    init(
        _ support: Support, seats: Int, score: CommitteeScore, mostLeaves: Int = Self.mostLeaves
    ) throws(TallyError) {
        self.mostLeaves = mostLeaves
        self.support = support
        self.seats = seats
        self.score = score
        let start = improved(grown())
        setReference(start)
        best = total(start)
        try explore([], levels: Array(repeating: 0, count: support.weights.count), total: 0, depth: 0)
    }

    /// The same search with one of the best committees as reference from the beginning: the shortest proof.
    mutating func prove(by reference: [Int]) throws(TallyError) {
        setReference(reference)
        (leaves, selections) = ([], [])
        try explore([], levels: Array(repeating: 0, count: support.weights.count), total: 0, depth: 0)
    }

    private mutating func setReference(_ reference: [Int]) {
        let levels = levels(reference)
        // Everything doubled, so that the mean of two shares is whole.
        constant = 0
        let means = levels.map { level in
            (score.shares[level], score.shares[max(0, level - 1)])
        }
        for (voter, level) in levels.enumerated() {
            let own = score.shares[..<level].reduce(0, +)
            let mean = means[voter].0 + means[voter].1
            constant += Int128(support.weights[voter]) * (2 * own - Int128(level) * mean)
        }
        values = support.votes.indices.map { option in
            voters(of: option).reduce(Int128(0)) { sum, voter in
                sum + Int128(support.weights[Int(voter)]) * (means[Int(voter)].0 + means[Int(voter)].1)
            }
        }
        order = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
        prices = order.reduce(into: [0]) { $0.append($0[$0.count - 1] + values[$1]) }
    }

    private mutating func explore(
        _ members: [Int], levels: [Int], total: Int128, depth: Int
    ) throws(TallyError) {
        guard leaves.count < mostLeaves, work < Self.mostWork else { throw .tooMany(mostLeaves) }
        let open = seats - members.count
        guard order.count - depth >= open else { return leaves.append(depth) }
        let own = members.reduce(Int128(0)) { $0 + values[$1] }
        let most = constant + own + prices[depth + open] - prices[depth]
        guard most >= 2 * best else { return leaves.append(depth) }
        let rest = order[depth...]
        let gains = rest.map { gain(of: $0, levels) }.sorted(by: >)
        work += rest.reduce(0) { $0 + voters(of: $1).count }
        let reachable = total + gains.prefix(open).reduce(0, +)
        guard reachable >= best else { return leaves.append(depth) }
        if open == 0 || reachable == total {
            if total > best { (best, selections) = (total, []) }
            selections.append(Selection(taken: members.sorted(), rest: rest.sorted(), seats: open))
            return leaves.append(depth)
        }
        var more = levels
        for voter in voters(of: order[depth]) { more[Int(voter)] += 1 }
        let added = gain(of: order[depth], levels)
        try explore(members + [order[depth]], levels: more, total: total + added, depth: depth + 1)
        try explore(members, levels: levels, total: total, depth: depth + 1)
    }

    private func voters(of option: Int) -> [Int32] { support.blocks[option].first?.voters ?? [] }

    /// What the option would add for voters who support so many already.
    private func gain(of option: Int, _ levels: [Int]) -> Int128 {
        var counts = [Int](repeating: 0, count: score.shares.count)
        for voter in voters(of: option) { counts[levels[Int(voter)]] += support.weights[Int(voter)] }
        return zip(counts, score.shares).reduce(Int128(0)) { $0 + Int128($1.0) * $1.1 }
    }

    private func levels(_ committee: [Int]) -> [Int] {
        var levels = [Int](repeating: 0, count: support.weights.count)
        for option in committee { for voter in voters(of: option) { levels[Int(voter)] += 1 } }
        return levels
    }

    func total(_ committee: [Int]) -> Int128 {
        zip(levels(committee), support.weights).reduce(Int128(0)) { total, voter in
            total + Int128(voter.1) * score.shares[..<voter.0].reduce(0, +)
        }
    }

    /// A committee to begin with: always the option that adds most.
    private func grown() -> [Int] {
        var committee: [Int] = []
        while committee.count < seats {
            let levels = levels(committee)
            let gains = support.votes.indices.map { committee.contains($0) ? -1 : gain(of: $0, levels) }
            guard let most = gains.max(), let option = gains.firstIndex(of: most) else { break }
            committee.append(option)
        }
        return committee
    }

    /// Exchanges one member for one option as long as that is better.
    private func improved(_ committee: [Int]) -> [Int] {
        var committee = committee
        var place = 0
        var kept = 0
        while kept < committee.count {
            let others = committee.indices.filter { $0 != place }.map { committee[$0] }
            let levels = levels(others)
            let gains = support.votes.indices.map { others.contains($0) ? -1 : gain(of: $0, levels) }
            let own = gains[committee[place]]
            if let most = gains.max(), most > own, let option = gains.firstIndex(of: most) {
                committee[place] = option
                kept = 0
            } else {
                kept += 1
            }
            place = (place + 1) % committee.count
        }
        return committee
    }
}
