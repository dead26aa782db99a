import Core
import HTML
import Postgres
import Processes

/// The town's districts as they are drawn: read and simplified once, then kept.
struct TownMap: Sendable {
    let mark: String
    let names: [String]
    let ground: MapGround
    let credit: String?
    /// The area of each district that has an outline, and of its quarters.
    private let areas: [DistrictID: Int]

    /// - Parameter mark: tells whether the districts are still those that were read.
    init(mark: String, _ db: isolated Connection) throws {
        let outlines = try db.outlines()
        let places = Dictionary(
            outlines.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        self.mark = mark
        names = outlines.map(\.name)
        ground = MapGround(
            outlines.map {
                $0.rings.map { $0.map { GeoPoint(longitude: $0.longitude, latitude: $0.latitude) } }
            })
        credit = outlines.lazy.compactMap(\.credit).first
        areas = Dictionary(
            try db.districts().compactMap { district in
                (places[district.id] ?? district.parent.flatMap { places[$0] }).map { (district.id, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The number of the area that holds the district or quarter; nil if it has no outline.
    func area(of district: DistrictID) -> Int? { areas[district] }
}
