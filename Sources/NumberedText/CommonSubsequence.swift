/// A longest common subsequence of two sequences, as index pairs in rising order.
///
/// Time O(n · d) for d differences, space linear. Source: Myers, "An O(ND) Difference Algorithm and Its
/// Variations", Algorithmica 1 (1986), with the linear refinement of its section 4b.
struct CommonSubsequence {
    private(set) var pairs: [(old: Int, new: Int)] = []
    private let old: [Int]
    private let new: [Int]

    init<Element: Hashable>(_ old: [Element], _ new: [Element]) {
        // Elements that only one side has cannot pair; without them the search is much shorter.
        var names: [Element: Int] = [:]
        for element in new where names[element] == nil { names[element] = names.count }
        let oldKept = old.indices.filter { names[old[$0]] != nil }
        let oldNames = Set(oldKept.map { old[$0] })
        let newKept = new.indices.filter { oldNames.contains(new[$0]) }
        self.old = oldKept.map { names[old[$0]] ?? -1 }
        self.new = newKept.map { names[new[$0]] ?? -1 }
        search(0..<oldKept.count, 0..<newKept.count)
        pairs = pairs.map { (oldKept[$0.old], newKept[$0.new]) }
    }

    private mutating func search(_ a: Range<Int>, _ b: Range<Int>) {
        var (a, b) = (a, b)
        while let x = a.first, let y = b.first, old[x] == new[y] {
            pairs.append((x, y))
            (a, b) = (x + 1..<a.upperBound, y + 1..<b.upperBound)
        }
        var tail = 0
        while let x = a.last, let y = b.last, old[x] == new[y] {
            tail += 1
            (a, b) = (a.lowerBound..<x, b.lowerBound..<y)
        }
        if !a.isEmpty, !b.isEmpty {
            let snake = middleSnake(a, b)
            search(a.lowerBound..<snake.old.lowerBound, b.lowerBound..<snake.new.lowerBound)
            for (x, y) in zip(snake.old, snake.new) { pairs.append((x, y)) }
            search(snake.old.upperBound..<a.upperBound, snake.new.upperBound..<b.upperBound)
        }
        for step in 0..<tail { pairs.append((a.upperBound + step, b.upperBound + step)) }
    }

    /// The diagonal run, perhaps empty, where the search from both corners meets.
    private func middleSnake(_ a: Range<Int>, _ b: Range<Int>) -> (old: Range<Int>, new: Range<Int>) {
        let (n, m) = (a.count, b.count)
        let delta = n - m
        let middle = n + m + 1
        var forward = [Int](repeating: 0, count: 2 * middle + 1)
        var backward = forward
        for distance in 0...(n + m + 1) / 2 {
            let lowest = -(distance - 2 * max(0, distance - m))
            let highest = distance - 2 * max(0, distance - n)
            for k in stride(from: lowest, through: highest, by: 2) {
                let start = CommonSubsequence.start(forward, middle + k, k == -distance, k == distance)
                var x = start
                while x < n, x - k < m, old[a.lowerBound + x] == new[b.lowerBound + x - k] { x += 1 }
                forward[middle + k] = x
                if !delta.isMultiple(of: 2), abs(delta - k) < distance,
                    x + backward[middle + delta - k] >= n
                {
                    return (
                        a.lowerBound + start..<a.lowerBound + x,
                        b.lowerBound + start - k..<b.lowerBound + x - k
                    )
                }
            }
            for k in stride(from: lowest, through: highest, by: 2) {
                let start = CommonSubsequence.start(backward, middle + k, k == -distance, k == distance)
                var x = start
                while x < n, x - k < m, old[a.upperBound - 1 - x] == new[b.upperBound - 1 - x + k] { x += 1 }
                backward[middle + k] = x
                if delta.isMultiple(of: 2), abs(delta - k) <= distance, x + forward[middle + delta - k] >= n {
                    return (
                        a.upperBound - x..<a.upperBound - start,
                        b.upperBound - x + k..<b.upperBound - start + k
                    )
                }
            }
        }
        return (a.upperBound..<a.upperBound, b.upperBound..<b.upperBound)
    }

    /// How far the furthest path reaches when it steps onto a diagonal from its neighbours.
    private static func start(_ reach: [Int], _ k: Int, _ isLowest: Bool, _ isHighest: Bool) -> Int {
        isLowest || !isHighest && reach[k - 1] < reach[k + 1] ? reach[k + 1] : reach[k - 1] + 1
    }
}
