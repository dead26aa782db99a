/// The outlines of a map, drawn once: simplifying them is too much work for every page.
package struct MapGround: Sendable {
    let width: Int
    let height: Int
    /// The `d` of one SVG path for each outline.
    let paths: [HTML]
    /// Where the name of each area is written.
    let centres: [Spot]

    /// - Parameter outlines: for each area its closed rings; the last point need not repeat the first. Holes are
    ///   rings, too.
    package init(_ outlines: [[[GeoPoint]]]) {
        let projection = Projection(around: outlines.flatMap { $0.joined() })
        width = projection.width
        height = projection.height
        paths = outlines.map { projection.path(of: $0) }
        centres = outlines.map { projection.centre(of: $0) }
    }
}
