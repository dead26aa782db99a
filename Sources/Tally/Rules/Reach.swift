/// From which option chains of links lead to which.
struct Reach: Hashable {
    private let words: Int
    /// A row of bits for each option.
    private var bits: [UInt64]

    /// Nothing leads anywhere.
    init(options: Int) {
        words = (options + 63) / 64
        bits = [UInt64](repeating: 0, count: options * words)
    }

    /// Follows every chain (Warshall 1962).
    init(options: Int, isLinked: (Int, Int) -> Bool) {
        self.init(options: options)
        for from in 0..<options {
            for to in 0..<options where from != to && isLinked(from, to) { set(from, to) }
        }
        for middle in 0..<options {
            for from in 0..<options where leads(from: from, to: middle) { take(middle, into: from) }
        }
    }

    func leads(from: Int, to: Int) -> Bool { bits[from * words + to >> 6] >> (to & 63) & 1 == 1 }

    /// Adds a link and all chains through it.
    mutating func link(from: Int, to: Int) {
        guard !leads(from: from, to: to) else { return }
        for start in 0..<bits.count / max(1, words) where start == from || leads(from: start, to: from) {
            set(start, to)
            take(to, into: start)
        }
    }

    private mutating func set(_ from: Int, _ to: Int) { bits[from * words + to >> 6] |= 1 << (to & 63) }

    private mutating func take(_ option: Int, into start: Int) {
        for word in 0..<words { bits[start * words + word] |= bits[option * words + word] }
    }
}
