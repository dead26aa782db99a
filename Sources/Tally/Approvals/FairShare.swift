/// Whether every group of voters gets what its share of the money would have bought it.
///
/// A group that supports a common option outside the outcome is cheated when even with that option each of its members
/// would be no better off than the group's share of the limit could make them by options as good for the money.
/// For committees (each option costs 1, the limit is the number of seats) this is EJR+; for budgets EJR+ up to one
/// option, which equal shares keeps. Source: Brill & Peters 2023, Robust and verifiable proportionality axioms.
struct FairShare {
    let support: Support
    let limit: Int
    let costs: [Int]
    /// What one point, or one mark, for an option is worth to a voter.
    let worth: [Int]

    /// The options outside `chosen` of which some supporters are cheated.
    func cheated(by chosen: [Int]) -> [Int] {
        var gains = [Int](repeating: 0, count: support.weights.count)
        for option in chosen {
            for block in support.blocks[option] {
                for voter in block.voters { gains[Int(voter)] += worth[option] * block.points }
            }
        }
        let outside = Set(chosen)
        return support.supported.filter { !outside.contains($0) && isCheated(of: $0, gains) }
    }

    private func isCheated(of option: Int, _ gains: [Int]) -> Bool {
        // Compared: gain × ballots × cost with limit × worth × points of all members so far.
        let left = Double(support.valid) * Double(costs[option])
        let right = Double(limit) * Double(worth[option])
        // Nobody with more can be in a cheated group, even if all supporters are.
        let most = Double(support.points[option]) * right / left * (1 + 0x1p-40)
        var members: [(gain: Int, points: Int)] = []
        for block in support.blocks[option] {
            let own = worth[option] * block.points
            for voter in block.voters where Double(gains[Int(voter)] + own) <= most {
                members.append((gains[Int(voter)] + own, support.weights[Int(voter)] * block.points))
            }
        }
        members.sort { $0.gain < $1.gain }
        let leftFactor = Natural(UInt(support.valid)) * Natural(UInt(costs[option]))
        let rightFactor = Natural(UInt(limit)) * Natural(UInt(worth[option]))
        var points = 0
        for (place, member) in members.enumerated() {
            points += member.points
            if place + 1 < members.count, members[place + 1].gain == member.gain { continue }
            let (less, more) = (Double(member.gain) * left, Double(points) * right)
            // Each product is off by less than 8 roundings.
            if less > more * (1 + 0x1p-48) { continue }
            if less < more * (1 - 0x1p-48) { return true }
            if Natural(UInt(member.gain)) * leftFactor <= Natural(UInt(points)) * rightFactor { return true }
        }
        return false
    }

    /// Met when nobody is cheated by any of the outcomes; the numerator is the most options at which one cheats.
    func condition(_ outcomes: [[Int]]) -> Condition {
        Condition("ejr-plus", outcomes.map { cheated(by: $0).count }.max() ?? 0, of: 1, .lessThan, .one)
    }
}
