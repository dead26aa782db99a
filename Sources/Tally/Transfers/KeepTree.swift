/// Papers by the path their votes take: through elected options, which keep a part, to the first hopeful one.
///
/// A node is an option reached after certain elected ones; papers with the same way share their nodes, so
/// that sharing out the votes costs one step for each node.
struct KeepTree {
    private var options: [Int] = []
    /// The node each node hangs on; -1 for the first options. A parent comes before its children.
    private var parents: [Int] = []
    /// How many ballots come through each node.
    private var counts: [Int] = []
    /// Papers with shared ranks, which go several ways at once: the ranks and how many ballots they stand
    /// for.
    private var split: [(ranks: [[Int]], count: Int)] = []
    private let size: Int

    /// `live` options take part; the `elected` ones among them pass votes on.
    init(_ papers: Papers, live: [Bool], elected: [Bool]) {
        size = live.count
        var children: [Int: Int] = [:]
        for (paper, count) in papers.counts.enumerated() {
            let marks = papers.marks[papers.starts[paper]..<papers.starts[paper + 1]]
            if papers.hasSharedRanks, marks.contains(where: { $0 & Ranking.joined != 0 }) {
                split.append((Self.ranks(marks, live), count))
                continue
            }
            var node = -1
            for mark in marks where live[Int(mark)] {
                let key = (node + 1) * size + Int(mark)
                if let child = children[key] {
                    node = child
                    counts[node] += count
                } else {
                    children[key] = options.count
                    options.append(Int(mark))
                    parents.append(node)
                    counts.append(count)
                    node = options.count - 1
                }
                if !elected[Int(mark)] { break }
            }
        }
    }

    private static func ranks(_ marks: ArraySlice<UInt16>, _ live: [Bool]) -> [[Int]] {
        var ranks: [[Int]] = []
        for mark in marks {
            let option = Int(mark & ~Ranking.joined)
            if mark & Ranking.joined == 0 { ranks.append([]) }
            if live[option] { ranks[ranks.count - 1].append(option) }
        }
        return ranks.filter { !$0.isEmpty }
    }

    /// The votes of each option with these keep factors, in exact arithmetic.
    func votes(_ keep: [Fraction]) -> [Fraction] {
        var votes = [Fraction](repeating: .zero, count: size)
        var rest = [Fraction](repeating: .zero, count: options.count)
        for node in options.indices {
            let weight = parents[node] < 0 ? Fraction.one : rest[parents[node]]
            let kept = weight * keep[options[node]]
            rest[node] = weight - kept
            votes[options[node]] += kept * Fraction(counts[node])
        }
        func share(_ ranks: ArraySlice<[Int]>, _ weight: Fraction, _ count: Fraction) {
            guard let rank = ranks.first, !weight.isZero else { return }
            let part = weight / Fraction(rank.count)
            for option in rank {
                let kept = part * keep[option]
                votes[option] += kept * count
                share(ranks.dropFirst(), part - kept, count)
            }
        }
        for (ranks, count) in split { share(ranks[...], .one, Fraction(count)) }
        return votes
    }

    /// The same in units of a decimal place: what an option keeps is rounded up, the share of equal options
    /// is cut off. `unit` is one vote; all ballots together times `unit` fit a machine word.
    func votes(_ keep: [Int], unit: Int) -> [Int] {
        var votes = [Int](repeating: 0, count: size)
        var rest = [Int](repeating: 0, count: options.count)
        for node in options.indices {
            let weight = parents[node] < 0 ? unit : rest[parents[node]]
            let kept = Self.product(weight, keep[options[node]], over: unit)
            rest[node] = weight - kept
            votes[options[node]] += kept * counts[node]
        }
        func share(_ ranks: ArraySlice<[Int]>, _ weight: Int, _ count: Int) {
            guard let rank = ranks.first, weight > 0 else { return }
            let part = weight / rank.count
            for option in rank {
                let kept = Self.product(part, keep[option], over: unit)
                votes[option] += kept * count
                share(ranks.dropFirst(), part - kept, count)
            }
        }
        for (ranks, count) in split { share(ranks[...], unit, count) }
        return votes
    }

    /// `first` times `second` divided by `unit`, rounded up. Neither factor is more than `unit`.
    private static func product(_ first: Int, _ second: Int, over unit: Int) -> Int {
        if second == unit { return first }
        let (high, low) = first.multipliedFullWidth(by: second)
        let (quotient, remainder) = unit.dividingFullWidth((high, low))
        return quotient + (remainder > 0 ? 1 : 0)
    }
}
