package import Core
package import Postgres

/// A district or quarter of the city.
package struct District: Sendable {
    package let id: DistrictID
    package let name: String
    /// The district a quarter belongs to.
    package let parent: DistrictID?

    package init(id: DistrictID, name: String, parent: DistrictID?) {
        self.id = id
        self.name = name
        self.parent = parent
    }
}

/// A district with its outline: rings of longitude and latitude in millionths of a degree.
package struct DistrictOutline: Sendable {
    package let id: DistrictID
    package let name: String
    package let rings: [[(longitude: Int, latitude: Int)]]
    /// Who must be named where it is shown.
    package let credit: String?
}

/// The city this installation serves.
package struct Town: Sendable {
    package let name: String
    package let isDemo: Bool

    package init(name: String, isDemo: Bool) {
        self.name = name
        self.isDemo = isDemo
    }
}

extension Connection {
    package func town() throws -> Town? {
        try rows("SELECT name, is_demo FROM town").first.map {
            Town(name: try $0["name"], isDemo: try $0["is_demo"])
        }
    }

    /// Names the town once; a demo can never become a real one, nor the other way round.
    package func foundTown(_ town: Town, by permit: Permit) throws {
        try run("INSERT INTO town (name, is_demo) VALUES (\(town.name), \(town.isDemo))")
    }

    /// All districts, each before its quarters.
    package func districts() throws -> [District] {
        try rows("SELECT id, name, parent FROM districts ORDER BY id").map {
            District(id: try $0["id"], name: try $0["name"], parent: try $0["parent"])
        }
    }

    /// Another text whenever a district was added or changed: cheap to ask before reading outlines again.
    package func districtMark() throws -> String {
        try rows("SELECT coalesce(string_agg(xmin::text, ',' ORDER BY id), '') AS mark FROM districts")
            .first?["mark"] ?? ""
    }

    package func outlines() throws -> [DistrictOutline] {
        try rows(
            "SELECT id, name, outline::text AS outline, credit FROM districts WHERE outline IS NOT NULL AND parent IS NULL ORDER BY id"
        )
        .map { row in
            let outline: String = try row["outline"]
            let rings = try JSON(parsing: Array(outline.utf8)).array ?? []
            return DistrictOutline(
                id: try row["id"], name: try row["name"],
                rings: rings.map { ring in
                    (ring.array ?? []).compactMap { point in
                        guard let longitude = point.array?.first?.int, let latitude = point.array?.last?.int
                        else { return nil }
                        return (longitude, latitude)
                    }
                },
                credit: try row["credit"])
        }
    }

    /// Adds a district or replaces its name and outline; what refers to it stays.
    package func setDistrict(_ district: District, outline: JSON?, credit: String?, by permit: Permit) throws
    {
        try run(
            """
            INSERT INTO districts (id, name, parent, outline, credit)
            VALUES (\(district.id), \(district.name), \(district.parent), \(outline?.text)::text::jsonb, \(credit))
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent = excluded.parent,
                outline = coalesce(excluded.outline, districts.outline), credit = coalesce(excluded.credit, districts.credit)
            """)
    }
}
