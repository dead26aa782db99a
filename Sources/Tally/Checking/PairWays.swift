/// All that ranked pairs can end in where duels are equally strong, found by deciding one contested duel after the
/// other: taken or left.
struct PairWays {
    static let mostWays = 500
    /// How many decisions about duels of one strength are followed on one way.
    static let mostSteps = 50_000

    typealias Pair = (winner: Int, loser: Int)
    /// Whether the row's option stands above the column's.
    typealias Order = [[Bool]]

    /// How strong each won duel is; 0 where the row's option does not win.
    let levels: [[Int]]
    /// No two are the same.
    private(set) var orders: [Order] = []
    /// The most decisions that duels of one strength needed.
    private(set) var mostSteps = 0
    private var steps = 0

    var isComplete: Bool { orders.count <= Self.mostWays && mostSteps <= Self.mostSteps }

    init(levels: [[Int]]) {
        self.levels = levels
        let top = levels.joined().max() ?? 0
        var classes = [[Pair]](repeating: [], count: top)
        for (winner, row) in levels.enumerated() {
            for (loser, level) in row.enumerated() where level > 0 {
                classes[top - level].append((winner, loser))
            }
        }
        follow(levels.map { $0.map { _ in false } }, classes[...])
    }

    private mutating func follow(_ start: Order, _ classes: ArraySlice<[Pair]>) {
        var order = start
        for (place, pairs) in zip(classes.indices, classes) {
            let open = pairs.filter { !order[$0.loser][$0.winner] }
            var together = order
            for pair in open { Self.take(pair, &together) }
            if open.allSatisfy({ !together[$0.loser][$0.winner] }) {
                order = together
                continue
            }
            var ends: [Order] = []
            steps = 0
            settle(open, order, left: [], &ends)
            for end in ends where isComplete { follow(end, classes[(place + 1)...]) }
            return
        }
        orders.append(order)
    }

    /// Decides the open duels of one strength. Those left must in the end be contradicted by others.
    private mutating func settle(_ pairs: [Pair], _ start: Order, left: [Pair], _ ends: inout [Order]) {
        steps += 1
        mostSteps = max(mostSteps, steps)
        guard isComplete, ends.count <= Self.mostWays else { return }
        var order = start
        let open = pairs.filter { !order[$0.loser][$0.winner] }
        var together = order
        for pair in open { Self.take(pair, &together) }
        guard left.allSatisfy({ together[$0.loser][$0.winner] }) else { return }
        for pair in open where !together[pair.loser][pair.winner] { Self.take(pair, &order) }
        let contested = open.filter { together[$0.loser][$0.winner] }
        guard let place = next(contested, order, left) else {
            if left.allSatisfy({ order[$0.loser][$0.winner] }) { ends.append(order) }
            return
        }
        var rest = contested
        let pair = rest.remove(at: place)
        var taken = order
        Self.take(pair, &taken)
        settle(rest, taken, left: left, &ends)
        settle(rest, order, left: left + [pair], &ends)
    }

    /// The place of the duel to decide next: the first in the shortest chain that could contradict a duel already
    /// left, else in that against any of them.
    private func next(_ contested: [Pair], _ order: Order, _ left: [Pair]) -> Int? {
        var linked = order
        for pair in contested { linked[pair.winner][pair.loser] = true }
        let open = left.filter { !order[$0.loser][$0.winner] }
        let chains = (open.isEmpty ? contested : Array(open.prefix(1))).map { chain(against: $0, linked) }
        let shortest = chains.min { $0.count < $1.count } ?? []
        return contested.firstIndex { pair in
            zip(shortest, shortest.dropFirst()).contains { step in
                step == (pair.winner, pair.loser) && !order[pair.winner][pair.loser]
            }
        }
    }

    /// The shortest chain of links from the loser to the winner.
    private func chain(against pair: Pair, _ linked: Order) -> [Int] {
        var origins: [Int: Int] = [pair.loser: pair.loser]
        var front = [pair.loser]
        while origins[pair.winner] == nil, !front.isEmpty {
            front = linked.indices.filter { option in
                guard origins[option] == nil, let origin = front.first(where: { linked[$0][option] }) else {
                    return false
                }
                origins[option] = origin
                return true
            }
        }
        var chain = [pair.winner]
        while let last = chain.last, last != pair.loser, let origin = origins[last] { chain.append(origin) }
        return chain.reversed()
    }

    /// Puts the winner, and all who stand above it, above the loser and all who stand below that.
    static func take(_ pair: Pair, _ order: inout Order) {
        guard !order[pair.winner][pair.loser] else { return }
        let below = order[pair.loser]
        for option in order.indices where option == pair.winner || order[option][pair.winner] {
            for other in order.indices where other == pair.loser || below[other] {
                order[option][other] = true
            }
        }
    }
}
