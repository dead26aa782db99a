/// All rankings that ranked pairs can end in, found without taking any duels.
///
/// These are the stacks of Zavist and Tideman 1989: wherever a won duel points upwards in the ranking, a chain of
/// won duels, each at least as strong, leads down from the upper option to the lower.
struct StackSearch {
    /// How many beginnings of rankings are told apart at most.
    static let mostStates = 50_000

    /// How strong each won duel is; 0 where the row's option does not win.
    let levels: [[Int]]
    /// For each number of options from 0 to all, every set of so many with which a stack begins.
    private(set) var tops: [Set<[Int]>]
    /// The number of stacks, or more than a million.
    private(set) var count = 0
    private(set) var isComplete = true
    private var known: [[Int]: Int] = [:]

    init(levels: [[Int]]) {
        self.levels = levels
        tops = [Set<[Int]>](repeating: [], count: levels.count + 1)
    }

    mutating func run() {
        count = extend([], chains: levels.map { _ in [] })
    }

    /// How many stacks begin with the placed options in this order. `chains` has a row for each placed option: how
    /// strong chains down from it through placed options to each other option are.
    private mutating func extend(_ placed: Set<Int>, chains: [[Int]]) -> Int {
        let open = levels.indices.filter { !placed.contains($0) }
        // What was placed matters only as long as some duel against it needs a stronger chain.
        let needs = placed.sorted().filter { option in
            open.contains { levels[$0][option] > chains[option][$0] }
        }
        let state = open + [-1] + needs.flatMap { option in [option] + open.map { chains[option][$0] } }
        if let known = known[state] { return known }
        guard known.count < Self.mostStates else {
            isComplete = false
            return 0
        }
        var stacks = open.isEmpty ? 1 : 0
        for option in open where placed.allSatisfy({ chains[$0][option] >= levels[option][$0] }) {
            var next = chains
            next[option] = levels[option]
            for other in placed {
                for end in open {
                    next[other][end] = max(
                        chains[other][end], min(chains[other][option], levels[option][end]))
                }
            }
            stacks += extend(placed.union([option]), chains: next)
        }
        known[state] = min(stacks, 1_000_001)
        if stacks > 0 { tops[placed.count].insert(placed.sorted()) }
        return min(stacks, 1_000_001)
    }
}
