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

    /// The middle of the ring with the most points, weighed by area; 0, 0 if there is none.
    func centre(of rings: [[GeoPoint]]) -> Spot {
        let ring = (rings.max { $0.count < $1.count } ?? []).map(place)
        var (area, x, y) = (0, 0, 0)
        for (here, next) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
            let cross = here.x * next.y - next.x * here.y
            area += cross
            x += (here.x + next.x) * cross
            y += (here.y + next.y) * cross
        }
        return area == 0 ? ring.first ?? Spot(x: 0, y: 0) : Spot(x: x / (3 * area), y: y / (3 * area))
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
