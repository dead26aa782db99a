/// What STAR needs to know of the ballots.
struct StarTable {
    let options: Int
    var sums: [Int]
    /// How many ballots give the highest score.
    var tops: [Int]
    /// How many ballots give the option of the row more than that of the column, row after row.
    private var preferences: [Int]

    init(options: Int) {
        self.options = options
        sums = [Int](repeating: 0, count: options)
        tops = sums
        preferences = [Int](repeating: 0, count: options * options)
    }

    mutating func add(_ scores: [Int], highest: Int, count: Int) {
        for (option, score) in scores.enumerated() {
            sums[option] += score * count
            if score == highest { tops[option] += count }
        }
        preferences.withUnsafeMutableBufferPointer { preferences in
            scores.withUnsafeBufferPointer { scores in
                for row in 0..<scores.count {
                    let score = scores[row]
                    for column in 0..<scores.count {
                        preferences[row * scores.count + column] += score > scores[column] ? count : 0
                    }
                }
            }
        }
    }

    func preferences(_ option: Int, over other: Int) -> Int { preferences[option * options + other] }

    var rows: [[Int]] { (0..<options).map { Array(preferences[$0 * options..<($0 + 1) * options]) } }
}
