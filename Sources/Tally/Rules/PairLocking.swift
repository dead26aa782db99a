/// All ways of taking duels in order of strength, each only if it contradicts none taken before.
struct PairLocking {
    /// A chain is kept for each skipped duel, so time and size grow with the number of options to the power of four.
    static let mostOptions = 200
    static let mostWays = 500

    struct Pair: Hashable {
        let winner: Int
        let loser: Int
    }

    /// One way through the list.
    struct Way {
        /// What the duels taken so far put above what.
        var order: Reach
        /// In order of taking, among equals first those taken.
        private(set) var pairs: [(pair: Pair, isTaken: Bool)] = []
        let options: Int

        init(options: Int) {
            order = Reach(options: options)
            self.options = options
        }

        /// Winner and loser of each duel, followed for a skipped one by those through whom taken duels lead from
        /// the loser to the winner.
        var rows: [[Int]] {
            var taken = [Bool](repeating: false, count: options * options)
            return pairs.map { pair, isTaken in
                if isTaken {
                    taken[pair.winner * options + pair.loser] = true
                    return [pair.winner, pair.loser]
                }
                let chain = shortestChain(from: pair.loser, to: pair.winner, options: options) {
                    taken[$0 * options + $1]
                }
                return [pair.winner] + chain.dropLast()
            }
        }

        fileprivate mutating func take(_ pair: Pair) {
            order.link(from: pair.winner, to: pair.loser)
            pairs.append((pair, true))
        }

        fileprivate mutating func skip(_ pair: Pair) { pairs.append((pair, false)) }

        /// Takes those of equally strong duels that no order of them could contradict, and skips those that
        /// stronger ones contradict. Returns the others.
        fileprivate mutating func takeUncontested(_ pairs: [Pair]) -> [Pair] {
            let open = pairs.filter { !order.leads(from: $0.loser, to: $0.winner) }
            var together = order
            let isFree = open.allSatisfy { pair in
                guard !together.leads(from: pair.loser, to: pair.winner) else { return false }
                together.link(from: pair.winner, to: pair.loser)
                return true
            }
            if isFree {
                for pair in open { take(pair) }
                for pair in pairs where order.leads(from: pair.loser, to: pair.winner) { skip(pair) }
                return []
            }
            let linked = Set(open)
            together = Reach(options: options) { [order] in
                order.leads(from: $0, to: $1) || linked.contains(Pair(winner: $0, loser: $1))
            }
            for pair in open where !together.leads(from: pair.loser, to: pair.winner) { take(pair) }
            for pair in pairs where order.leads(from: pair.loser, to: pair.winner) { skip(pair) }
            return open.filter { together.leads(from: $0.loser, to: $0.winner) }
        }
    }

    private(set) var ways: [Way] = []
    private(set) var isComplete = true

    /// With a list of options in `drawn` there is one way.
    init(_ links: Links, drawn: [Int]?) {
        var classes = [[Pair]](repeating: [], count: links.strengths.count)
        for cell in links.levels.indices where links.levels[cell] > 0 {
            let pair = Pair(winner: cell / links.options, loser: cell % links.options)
            classes[classes.count - Int(links.levels[cell])].append(pair)
        }
        guard let drawn else {
            follow(Way(options: links.options), classes[...])
            return
        }
        let places = Dictionary(uniqueKeysWithValues: zip(drawn, drawn.indices))
        func place(_ pair: Pair) -> (Int, Int) { (places[pair.winner] ?? 0, places[pair.loser] ?? 0) }
        let won = Set(classes.joined())
        classes.append(
            drawn.enumerated().flatMap { place, option in
                drawn[(place + 1)...].map { Pair(winner: option, loser: $0) }
                    .filter { !won.contains($0) && !won.contains(Pair(winner: $0.loser, loser: $0.winner)) }
            })
        var way = Way(options: links.options)
        for pair in classes.flatMap({ $0.sorted { place($0) < place($1) } }) {
            if way.order.leads(from: pair.loser, to: pair.winner) { way.skip(pair) } else { way.take(pair) }
        }
        ways = [way]
    }

    private mutating func follow(_ way: Way, _ classes: ArraySlice<[Pair]>) {
        var way = way
        for (place, pairs) in zip(classes.indices, classes) {
            let contested = way.takeUncontested(pairs)
            guard !contested.isEmpty else { continue }
            var choices = CycleFreeChoices(order: way.order, options: way.options)
            choices.search(contested)
            isComplete = isComplete && choices.isComplete
            for choice in choices.found where ways.count < Self.mostWays || isComplete {
                var next = way
                for pair in contested where choice.contains(pair) { next.take(pair) }
                for pair in contested where !choice.contains(pair) { next.skip(pair) }
                follow(next, classes[(place + 1)...])
            }
            return
        }
        if ways.count < Self.mostWays { ways.append(way) } else { isComplete = false }
    }
}

/// The largest choices of equally strong duels that contradict neither each other nor what stands already: just
/// those that some order of taking them ends in.
struct CycleFreeChoices {
    typealias Pair = PairLocking.Pair
    /// How many partial choices are looked at.
    static let mostSteps = 10_000

    let order: Reach
    let options: Int
    private(set) var found: [Set<Pair>] = []
    private(set) var isComplete = true
    private var steps = 0

    init(order: Reach, options: Int) {
        self.order = order
        self.options = options
    }

    mutating func search(_ open: [Pair]) { search(open: open, taken: [], order, left: []) }

    /// Takes open duels until one closes a cycle; then each duel of the cycle is left in turn, and those before it
    /// are taken, so that no choice is found twice.
    private mutating func search(open: [Pair], taken: [Pair], _ order: Reach, left: [Pair]) {
        steps += 1
        guard steps <= Self.mostSteps, found.count <= PairLocking.mostWays else {
            isComplete = false
            return
        }
        var together = order
        var linked: Set<Pair> = []
        for pair in open {
            guard together.leads(from: pair.loser, to: pair.winner) else {
                together.link(from: pair.winner, to: pair.loser)
                linked.insert(pair)
                continue
            }
            let chain = shortestChain(from: pair.loser, to: pair.winner, options: options) {
                order.leads(from: $0, to: $1) || linked.contains(Pair(winner: $0, loser: $1))
            }
            let steps = zip(chain, chain.dropFirst()).map { Pair(winner: $0, loser: $1) } + [pair]
            let cycle = steps.filter { !order.leads(from: $0.winner, to: $0.loser) }
            leaveOne(of: cycle, open: open, taken: taken, order, left: left)
            return
        }
        // A duel left although nothing contradicts it would have been taken.
        guard left.allSatisfy({ together.leads(from: $0.loser, to: $0.winner) }) else { return }
        found.append(Set(taken + open))
    }

    private mutating func leaveOne(
        of cycle: [Pair], open: [Pair], taken: [Pair], _ order: Reach, left: [Pair]
    ) {
        var order = order
        var taken = taken
        var open = open
        for pair in cycle {
            open.removeAll { $0 == pair }
            let all = Set(open)
            let together = Reach(options: options) {
                order.leads(from: $0, to: $1) || all.contains(Pair(winner: $0, loser: $1))
            }
            // Only worth following where something could still contradict each duel left.
            if (left + [pair]).allSatisfy({ together.leads(from: $0.loser, to: $0.winner) }) {
                search(open: open, taken: taken, order, left: left + [pair])
            }
            guard !order.leads(from: pair.loser, to: pair.winner) else { return }
            order.link(from: pair.winner, to: pair.loser)
            taken.append(pair)
        }
    }
}
