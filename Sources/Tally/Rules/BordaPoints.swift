/// The points of each option by one of the three conventions, exact.
struct BordaPoints {
    private let options: Int
    private let isDowdall: Bool
    private let isAveraged: Bool
    /// Twice the points, so that averages are whole; less what `everyone` holds.
    private var doubled: [Int]
    /// Twice the points that each option gets on top.
    private var everyone = 0
    /// Dowdall: how many ballots have the option alone at each of the first `depth` places.
    private var alone: [Int]
    /// Dowdall: the same for shared and for deeper places.
    private var shared: [Place: Int] = [:]

    private static let depth = 128

    private struct Place: Hashable {
        let option: Int
        let above: Int
        let equals: Int
    }

    init(options: Int, truncation: String) {
        self.options = options
        isDowdall = truncation == "dowdall"
        isAveraged = truncation == "averaged"
        doubled = [Int](repeating: 0, count: options)
        alone = [Int](repeating: 0, count: isDowdall ? options * Self.depth : 0)
    }

    /// Adds a ranking that means the same under all parameters: some of up to 64 options, each once and alone on
    /// its rank, none skipped. Adds nothing to any other.
    mutating func addsPlain(_ ranking: Ranking, count: Int) -> Bool {
        let marks = ranking.marks
        guard !isDowdall, !marks.isEmpty, options <= 64 else { return false }
        var (seen, all): (UInt64, UInt16) = (0, 0)
        for mark in marks {
            all |= mark
            seen |= 1 &<< UInt64(mark)
        }
        guard all < 64, seen.nonzeroBitCount == marks.count else { return false }
        let base = isAveraged ? options - marks.count - 1 : 0
        everyone += base * count
        var each = (2 * (options - 1) - base) * count
        for mark in marks {
            doubled[Int(mark)] += each
            each -= 2 * count
        }
        return true
    }

    mutating func add(_ reader: borrowing RankReader, count: Int) {
        // Doubled, the unranked share 0 … rest - 1.
        let base = isAveraged ? options - reader.order.count - 1 : 0
        everyone += base * count
        var above = 0
        while above < reader.order.count {
            var end = above + 1
            while end < reader.order.count, reader.ranks[end] == reader.ranks[above] { end += 1 }
            let equals = end - above
            for place in above..<end {
                let option = reader.order[place]
                if !isDowdall {
                    doubled[option] += (2 * (options - 1 - above) - (equals - 1) - base) * count
                } else if equals == 1, above < Self.depth {
                    alone[option * Self.depth + above] += count
                } else {
                    shared[Place(option: option, above: above, equals: equals), default: 0] += count
                }
            }
            above = end
        }
    }

    var totals: [Fraction] {
        guard isDowdall else { return doubled.map { Fraction(numerator: $0 + everyone, over: 2) } }
        var totals = (0..<options).map { option in
            (0..<Self.depth).reduce(Fraction.zero) { sum, place in
                let count = alone[option * Self.depth + place]
                return count == 0 ? sum : sum + Fraction(numerator: count, over: place + 1)
            }
        }
        for (place, count) in shared {
            let harmonic = (place.above..<place.above + place.equals).reduce(Fraction.zero) {
                $0 + Fraction(numerator: 1, over: $1 + 1)
            }
            totals[place.option] += harmonic * Fraction(numerator: count, over: place.equals)
        }
        return totals
    }
}
