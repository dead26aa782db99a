struct Spot: Hashable {
    let x: Int
    let y: Int
}

enum Outline {
    /// The closed ring without points nearer than 1.5 units to the line between those kept. Source:
    /// Douglas & Peucker 1973; the ring is cut at its first point and the one farthest from it.
    static func simplified(_ ring: [Spot]) -> [Spot] {
        guard let first = ring.first, ring.count > 3 else { return ring }
        let far = ring.indices.max { squared(ring[$0], first) < squared(ring[$1], first) } ?? 0
        let closed = ring + [first]
        var kept = Set([0, far, closed.count - 1])
        var open = [(0, far), (far, closed.count - 1)]
        while let (from, to) = open.popLast() {
            guard to - from > 1 else { continue }
            let (start, end) = (closed[from], closed[to])
            let length = squared(start, end)
            var worst = (index: from, distance: 0)
            for index in from + 1..<to {
                let spot = closed[index]
                let cross = (end.x - start.x) * (spot.y - start.y) - (end.y - start.y) * (spot.x - start.x)
                let distance = length == 0 ? squared(spot, start) * 4 : cross * cross * 4 / length
                if distance > worst.distance { worst = (index, distance) }
            }
            guard worst.distance > 9 else { continue }
            kept.insert(worst.index)
            open += [(from, worst.index), (worst.index, to)]
        }
        kept.remove(closed.count - 1)
        return kept.sorted().map { closed[$0] }
    }

    private static func squared(_ a: Spot, _ b: Spot) -> Int {
        (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
    }
}
