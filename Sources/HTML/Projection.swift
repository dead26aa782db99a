/// A place on earth, in millionths of a degree.
package struct GeoPoint: Sendable, Hashable {
    package let longitude: Int
    package let latitude: Int

    package init(longitude: Int, latitude: Int) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

/// Degrees to a drawing at most 1000 units wide and 1000 high, north up. Whole numbers only.
struct Projection {
    let width: Int
    let height: Int
    private let west: Int
    private let north: Int
    /// How much shorter a degree of longitude is than one of latitude, in thousandths.
    private let shrink: Int
    private let extent: Int

    init(around points: [GeoPoint]) {
        let longitudes = points.map(\.longitude)
        let latitudes = points.map(\.latitude)
        west = longitudes.min() ?? 0
        north = latitudes.max() ?? 0
        let tall = north - (latitudes.min() ?? 0)
        // Bhāskara's approximation of the sine, exact to 0.2 %: sin x = 4x(180−x) / (40500 − x(180−x)).
        let angle = 90 + (north - tall / 2) / 1_000_000
        let product = angle * (180 - angle)
        shrink = max(1, 4000 * product / (40_500 - product))
        let wide = ((longitudes.max() ?? 0) - west) * shrink / 1000
        extent = max(1, wide, tall)
        width = max(1, wide * 1000 / extent)
        height = max(1, tall * 1000 / extent)
    }

    private func place(_ point: GeoPoint) -> Spot {
        Spot(x: (point.longitude - west) * shrink / extent, y: (north - point.latitude) * 1000 / extent)
    }

    /// The rings as the `d` of an SVG path, without the points that would not be seen.
    func path(of rings: [[GeoPoint]]) -> HTML {
        var d = HTML()
        for ring in rings {
            var spots = ring.map(place)
            if spots.count > 1, spots.first == spots.last { spots.removeLast() }
            let kept = Outline.simplified(spots)
            guard kept.count > 2 else { continue }
            d += "M\(kept[0].x) \(kept[0].y)l"
            for (here, next) in zip(kept, kept.dropFirst()) {
                let (x, y) = (next.x - here.x, next.y - here.y)
                d += "\(if: here != kept[0] && x >= 0, " ")\(x)\(if: y >= 0, " ")\(y)"
            }
            d += "z"
        }
        return d
    }
}

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
