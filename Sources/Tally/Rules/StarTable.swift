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
        var order: [(option: Int, score: Int)] = []
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
                    order.append((option, score))
                }
                order.sort { $0.score > $1.score }
                marks.removeAll(keepingCapacity: true)
                for place in order.indices {
                    let isJoined = place > 0 && order[place - 1].score == order[place].score
                    marks.append(UInt16(order[place].option) | (isJoined ? Ranking.joined : 0))
                }
                marks.withUnsafeBufferPointer { counter.add($0, count: count) }
            })
        self.sums = sums
        self.tops = tops
        pairs = Pairwise(options: profile.options, valid: valid, support: counter.finish())
    }
}
