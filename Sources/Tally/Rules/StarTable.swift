/// What STAR needs to know of the ballots.
struct StarTable {
    private(set) var sums: [Int]
    /// How many ballots give the highest score.
    private(set) var tops: [Int]
    /// How many ballots give one option more than another.
    let pairs: Pairwise

    init(_ profile: Profile, _ parameters: Parameters, highest: Int) throws(TallyError) {
        var sums = [Int](repeating: 0, count: profile.options)
        var tops = sums
        var counter = PairwiseCounter(options: profile.options, comparesUnranked: true)
        // Score and option in one number each, which sort fastest.
        var order: [Int] = []
        var marks: [UInt16] = []
        let valid = try profile.countScores(
            parameters, allowed: { isWithin(0...highest, $0) },
            each: { scores, count in
                order.removeAll(keepingCapacity: true)
                for option in scores.indices {
                    // Those without points are equal and below all others, like the unranked.
                    guard let score = scores[option], score > 0 else { continue }
                    sums[option] += score * count
                    if score == highest { tops[option] += count }
                    order.append(score << 16 | option)
                }
                order.sort(by: >)
                marks.removeAll(keepingCapacity: true)
                var last = 0
                for packed in order {
                    let mark = UInt16(truncatingIfNeeded: packed)
                    marks.append(packed >> 16 == last ? mark | Ranking.joined : mark)
                    last = packed >> 16
                }
                marks.withUnsafeBufferPointer { counter.add($0, count: count) }
            })
        self.sums = sums
        self.tops = tops
        pairs = Pairwise(options: profile.options, valid: valid, support: counter.finish())
    }
}
