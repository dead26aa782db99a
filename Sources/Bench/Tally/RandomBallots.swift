import Chance
import Tally

/// Invented ballots, the same in every run.
struct RandomBallots {
    static let seed: UInt64 = 2026

    private var random = SeededRandom(seed)

    /// Orders of all options, each as likely as any other.
    mutating func orders(_ count: Int, options: Int) -> [[Int]] {
        (0..<count).map { _ in
            var order = Array(0..<options)
            for place in (1..<options).reversed() { order.swapAt(place, random.below(place + 1)) }
            return order
        }
    }

    /// Orders of one to all options, in which earlier options are better liked.
    mutating func shortOrders(_ count: Int, options: Int) -> [[Int]] {
        (0..<count).map { _ in marks(1 + random.below(options), options: options) }
    }

    /// One to ten marks in ascending order; earlier options are better liked.
    mutating func approvals(_ count: Int, options: Int) -> [[Int]] {
        (0..<count).map { _ in marks(1 + random.below(10), options: options).sorted() }
    }

    /// A grade from 0 to `highest` for each option.
    mutating func grades(_ count: Int, options: Int, highest: Int) -> [[Int]] {
        (0..<count).map { _ in (0..<options).map { _ in random.below(highest + 1) } }
    }

    /// Different options; the first of n is drawn n times as often as the last.
    private mutating func marks(_ count: Int, options: Int) -> [Int] {
        var marks: [Int] = []
        while marks.count < count {
            let option = min(random.below(options), random.below(options + 1))
            if !marks.contains(option) { marks.append(option) }
        }
        return marks
    }
}

extension Profile {
    init(orders: [[Int]], options: Int) throws(TallyError) {
        try self.init(options: options, ballots: orders.map { .ranking(Ranking(order: $0)) })
    }
}

/// The ballots as a file in the form of Hill, Wichmann and Woodall, each `times` times.
func blt(_ orders: [[Int]], options: Int, seats: Int, times: Int = 1) -> String {
    var text = "\(options) \(seats)\n"
    for order in orders {
        text += "\(times)"
        for option in order { text += " \(option + 1)" }
        text += " 0\n"
    }
    text += "0\n"
    for option in 1...options { text += "\"\(option)\"\n" }
    return text + "\"Invented\"\n"
}
