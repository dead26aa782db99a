/// How many voters prefer one set of options to another, since more of those they marked are in it.
struct Comparison {
    let support: Support

    func preferring(_ first: [Int], _ second: [Int]) -> (first: Int, second: Int) {
        var surplus = [Int](repeating: 0, count: support.weights.count)
        for (options, step) in [(first, 1), (second, -1)] {
            for block in options.flatMap({ support.blocks[$0] }) {
                for voter in block.voters { surplus[Int(voter)] += step }
            }
        }
        var counts = (first: 0, second: 0)
        for (weight, surplus) in zip(support.weights, surplus) {
            if surplus > 0 { counts.first += weight }
            if surplus < 0 { counts.second += weight }
        }
        return counts
    }
}
