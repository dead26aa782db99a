/// A committee that grows by the option that adds most to the sum of 1 + 1/2 + 1/3 + … over its voters.
struct SequentialCourse: Course {
    private let support: Support
    private let seats: Int
    private let harmonic: Harmonic
    private(set) var taken: [Int] = []
    /// How many of those taken each group of voters supports.
    private var levels: [Int32]
    private var best = Natural.zero

    init(_ support: Support, seats: Int, harmonic: Harmonic) {
        self.support = support
        self.seats = seats
        self.harmonic = harmonic
        levels = Array(repeating: 0, count: support.weights.count)
    }

    var key: [Int] { taken.sorted() }

    mutating func candidates() -> [Int] {
        guard taken.count < seats else { return [] }
        let options = support.supported.filter { !taken.contains($0) }
        let gains = options.map { gain(of: $0) }
        let near = gains.map { Harmonic.near($0) }
        let most = near.max() ?? 0
        let bound = most * (1 - Double(harmonic.shares.count + 8) * 0x1p-50)
        var tied: [Int] = []
        best = .zero
        for (place, option) in options.enumerated() where near[place] >= bound {
            let total = harmonic.total(gains[place])
            if total > best { (best, tied) = (total, []) }
            if total == best { tied.append(option) }
        }
        return tied
    }

    /// The supporters of the option by how many of those taken they support.
    private func gain(of option: Int) -> [Int] {
        var gain = [Int](repeating: 0, count: harmonic.shares.count)
        levels.withUnsafeBufferPointer { levels in
            support.weights.withUnsafeBufferPointer { weights in
                for voter in support.blocks[option][0].voters {
                    gain[Int(levels[Int(voter)])] += weights[Int(voter)]
                }
            }
        }
        return gain
    }

    func harmless(of tied: [Int]) -> Int? {
        guard tied.count <= seats - taken.count else { return nil }
        return tied.first { support.isApart($0, from: tied) }
    }

    mutating func take(_ option: Int) -> Fraction {
        taken.append(option)
        for voter in support.blocks[option][0].voters { levels[Int(voter)] += 1 }
        return harmonic.fraction(best)
    }
}

extension Support {
    /// The most marks on a ballot.
    var longestBallot: Int {
        var marks = [Int](repeating: 0, count: weights.count)
        for block in blocks.joined() { for voter in block.voters { marks[Int(voter)] += 1 } }
        return marks.max() ?? 0
    }
}
