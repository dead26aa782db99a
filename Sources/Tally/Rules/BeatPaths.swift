/// The strongest chains of won duels from each option to each other one. A chain is as strong as its weakest link.
struct BeatPaths {
    let links: Links
    /// At `option * options + other`, the level of the strongest chain's weakest link; 0 where there is no chain.
    let levels: [Int32]

    /// Floyd 1962 and Warshall 1962, with the smaller of two links for their sum.
    init(_ links: Links) {
        let options = links.options
        var levels = links.levels
        levels.withUnsafeMutableBufferPointer { levels in
            for middle in 0..<options {
                for start in 0..<options where levels[start * options + middle] > 0 {
                    let first = levels[start * options + middle]
                    for end in 0..<options {
                        let chain = min(first, levels[middle * options + end])
                        levels[start * options + end] = max(levels[start * options + end], chain)
                    }
                }
            }
            for option in 0..<options { levels[option * options + option] = 0 }
        }
        self.links = links
        self.levels = levels
    }

    /// The strength of the strongest chain; nil where there is none.
    func strength(_ option: Int, to other: Int) -> LinkStrength? {
        links.strength(levels[option * links.options + other])
    }

    /// Whether the strongest chain from the option is stronger than the one back.
    func prefers(_ option: Int, to other: Int) -> Bool {
        levels[option * links.options + other] > levels[other * links.options + option]
    }

    /// First those whom nobody is preferred to, then the same without them, and so on. Options in one group are
    /// not preferred to each other, but need not be equal against others.
    var ranking: [[Int]] {
        let options = 0..<links.options
        var rivals = options.map { option in options.count { prefers($0, to: option) } }
        var left = Array(options)
        var ranking: [[Int]] = []
        while !left.isEmpty {
            let group = left.filter { rivals[$0] == 0 }
            left.removeAll { rivals[$0] == 0 }
            for option in left { rivals[option] -= group.count { prefers($0, to: option) } }
            ranking.append(group)
        }
        return ranking
    }

    /// A strongest chain with the fewest links, and of these the first by number.
    func path(from start: Int, to end: Int) -> [Int] {
        let options = links.options
        let level = levels[start * options + end]
        guard level > 0 else { return [] }
        return shortestChain(from: start, to: end, options: options) {
            links.levels[$0 * options + $1] >= level
        }
    }
}

/// The chain with the fewest links, and of these the first by number; empty where there is none.
func shortestChain(from start: Int, to end: Int, options: Int, isLinked: (Int, Int) -> Bool) -> [Int] {
    // How many links each option is away from the end, going backwards from there.
    var distances = [Int?](repeating: nil, count: options)
    distances[end] = 0
    var front = [end]
    var distance = 0
    while distances[start] == nil, !front.isEmpty {
        distance += 1
        front = (0..<options).filter { option in
            distances[option] == nil && front.contains { isLinked(option, $0) }
        }
        for option in front { distances[option] = distance }
    }
    guard let length = distances[start] else { return [] }
    var chain = [start]
    for left in (0..<length).reversed() {
        guard
            let next = (0..<options).first(where: {
                distances[$0] == left && isLinked(chain[chain.count - 1], $0)
            })
        else { return [] }
        chain.append(next)
    }
    return chain
}

extension BeatPaths {
    /// For each pair the strength of the strongest chain, and the opposition where that counts.
    ///
    /// Row by row this is also the cut: the options whose number is above any bound are a set that no link above
    /// that bound leads out of.
    func tables(_ measure: LinkMeasure) -> [String: [[Fraction?]]] {
        func table(_ number: (LinkStrength) -> Int) -> [[Fraction?]] {
            (0..<links.options).map { row in
                (0..<links.options).map { strength(row, to: $0).map { Fraction(number($0)) } }
            }
        }
        let strengths = ["strengths": table(\.votes)]
        guard measure == .winningVotes || measure == .tuple else { return strengths }
        return strengths.merging(["opposition": table(\.opposition)]) { first, _ in first }
    }
}
