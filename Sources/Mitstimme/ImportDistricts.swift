import Acts
import ArgumentParser
import Core
import Foundation
import Postgres
import Processes
import Terminal

/// `mitstimme import districts`: outlines of districts, one GeoJSON file each, named by the official number.
struct ImportDistricts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "districts",
        abstract: "Takes in outlines of districts: NNN_<name>.json, GeoJSON (RFC 7946).")

    @OptionGroup var options: InstallationOptions

    @Argument(help: "The folder with the files.") var folder: String
    @Option(help: "Who must be named where an outline is shown.") var credit =
        "© OpenStreetMap contributors (ODbL)"

    func run() async throws {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.hasSuffix(".json")
        }.sorted()
        guard !names.isEmpty else { throw BadInput("there is no .json file in \(folder)") }
        var outlines: [(district: District, rings: JSON)] = []
        for name in names {
            let stem = name.dropLast(5)
            guard let number = Int64(stem.prefix(3)), stem.dropFirst(3).first == "_" || stem.count == 3 else {
                throw BadInput("the name must begin with three digits and _", file: "\(folder)/\(name)")
            }
            // 000 is the city as a whole.
            guard let id = DistrictID(rawValue: number) else { continue }
            let rings = try rings(in: "\(folder)/\(name)")
            let title = stem.dropFirst(4).split(separator: "-").map(\.capitalized).joined(separator: "-")
            let parent = number % 100 == 0 ? nil : DistrictID(rawValue: number / 100 * 100)
            outlines.append((District(id: id, name: title, parent: parent), rings))
        }
        let found = outlines
        try await Installation(options).whileRunning { owner in
            try await owner.transaction { db in
                let known = Dictionary(
                    try db.districts().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
                for outline in found.sorted(by: {
                    $0.district.id.rawValue % 100 == 0 && $1.district.id.rawValue % 100 != 0
                }) {
                    try db.setDistrict(
                        known[outline.district.id] ?? outline.district, outline: outline.rings,
                        credit: credit,
                        by: db.permit(house: "import"))
                }
            }
            print("\(found.count) outlines")
        }
    }

    /// Every ring of every polygon in the file, in millionths of a degree.
    private func rings(in path: String) throws -> JSON {
        let bytes = try readFile(path, longest: 1 << 26)
        guard let root = try? JSONSerialization.jsonObject(with: Data(bytes)) else {
            throw BadInput("the file is not JSON", file: path)
        }
        var rings: [JSON] = []
        try collect(root, into: &rings, path)
        guard !rings.isEmpty else { throw BadInput("there is no polygon", file: path) }
        return .array(rings)
    }

    private func collect(_ object: Any, into rings: inout [JSON], _ path: String) throws {
        guard let object = object as? [String: Any] else {
            throw BadInput("the file is not GeoJSON", file: path)
        }
        switch object["type"] as? String {
        case "FeatureCollection":
            for feature in object["features"] as? [Any] ?? [] { try collect(feature, into: &rings, path) }
        case "Feature": try collect(object["geometry"] ?? "", into: &rings, path)
        case "GeometryCollection":
            for geometry in object["geometries"] as? [Any] ?? [] { try collect(geometry, into: &rings, path) }
        case "Polygon": try add(object["coordinates"] as? [[[Double]]], to: &rings, path)
        case "MultiPolygon":
            for polygon in object["coordinates"] as? [[[[Double]]]] ?? [] {
                try add(polygon, to: &rings, path)
            }
        default: throw BadInput("only polygons can be districts", file: path)
        }
    }

    private func add(_ polygon: [[[Double]]]?, to rings: inout [JSON], _ path: String) throws {
        guard let polygon else { throw BadInput("a polygon has no coordinates", file: path) }
        for ring in polygon {
            rings.append(
                .array(
                    try ring.map { point in
                        guard point.count >= 2, abs(point[0]) <= 180, abs(point[1]) <= 90 else {
                            throw BadInput("a point is not longitude and latitude", file: path)
                        }
                        return .array([
                            .int(Int((point[0] * 1_000_000).rounded())),
                            .int(Int((point[1] * 1_000_000).rounded())),
                        ])
                    }))
        }
    }
}
