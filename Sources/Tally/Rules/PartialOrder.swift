/// Which options certainly stand above which, and whom the rankings that fit can put on top.
struct PartialOrder {
    private let options: Range<Int>
    private let isAbove: (Int, Int) -> Bool
    /// How many options stand certainly above and below each.
    private let above: [Int]
    private let below: [Int]

    /// `isAbove` is transitive.
    init(options: Int, isAbove: @escaping (Int, Int) -> Bool) {
        self.options = 0..<options
        self.isAbove = isAbove
        above = (0..<options).map { option in (0..<options).count { isAbove($0, option) } }
        below = (0..<options).map { option in (0..<options).count { isAbove(option, $0) } }
    }

    /// Whether every ranking that fits has the option among its first `seats`.
    func isSure(_ option: Int, seats: Int) -> Bool { options.count - below[option] <= seats }

    /// Whether some ranking that fits has the option among its first `seats`.
    func isPossible(_ option: Int, seats: Int) -> Bool { above[option] < seats }

    /// Every set that can be the first `seats`; nil where there are more than `most`.
    func topSets(seats: Int, atMost most: Int) -> Set<[Int]>? {
        let order = options.filter { isPossible($0, seats: seats) }.sorted {
            (above[$0], $0) < (above[$1], $1)
        }
        var sets: Set<[Int]> = []
        /// Takes or leaves one option after the other, those above first.
        func extend(_ taken: [Int], from place: Int) -> Bool {
            if taken.count == seats {
                sets.insert(taken.sorted())
                return sets.count <= most
            }
            guard place < order.count, taken.count + order.count - place >= seats else { return true }
            let option = order[place]
            if taken.count(where: { isAbove($0, option) }) == above[option] {
                guard extend(taken + [option], from: place + 1) else { return false }
            }
            return isSure(option, seats: seats) || extend(taken, from: place + 1)
        }
        return extend([], from: 0) ? sets : nil
    }

    /// As many groups as there can be such that every option stands certainly above all in later groups.
    var ranking: [[Int]] {
        let order = options.sorted { (-below[$0], $0) < (-below[$1], $1) }
        var ranking: [[Int]] = []
        var group: [Int] = []
        var top: [Int] = []
        var certain = 0
        for option in order {
            // Pairs of an option on top and one below it that is not.
            certain += below[option] - top.count { isAbove($0, option) } - top.count { isAbove(option, $0) }
            top.append(option)
            group.append(option)
            if certain == top.count * (options.count - top.count) {
                ranking.append(group.sorted())
                group = []
            }
        }
        return ranking
    }
}

/// Whom a rule elects that ends in several rankings, all of them equally right.
struct AgreedSeats {
    /// The most sets of winners that are listed.
    static let mostSets = 500

    private(set) var winners: [Int]
    private(set) var ties: [Tie]
    /// Every possible set of winners where there are several, unless they are too many.
    private(set) var alternatives: [[Int]]
    /// Whether the sets are not too many.
    private(set) var isComplete: Bool

    /// `sets` is nil where there are too many. Winners are ordered by the ranking.
    init(sure: Set<Int>, possible: Set<Int>, sets: Set<[Int]>?, ranking: [[Int]], seats: Int) {
        winners = ranking.joined().filter(sure.contains)
        let contested = possible.subtracting(sure).sorted()
        ties = contested.isEmpty ? [] : [Tie(options: contested, seats: seats - sure.count)]
        isComplete = (sets?.count ?? .max) <= Self.mostSets
        let listed = isComplete ? sets ?? [] : []
        alternatives = listed.count > 1 ? listed.sorted { $0.lexicographicallyPrecedes($1) } : []
    }

    var stages: [Stage] {
        (winners.isEmpty ? [] : [Stage("elected", winners)])
            + ties.map { Stage("tied", $0.options, seats: $0.seats) }
    }
}
