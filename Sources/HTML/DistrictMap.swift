/// The town's districts, shaded by a value, and the table that says the same.
package struct DistrictMap: Markup {
    package struct Area: Sendable {
        let name: String
        let label: String
        let shade: Int
        let link: Link?

        /// - Parameters:
        ///   - label: the value as people read it ("27 Vorschläge").
        ///   - shade: 0 (lightest) to 4.
        package init(_ name: String, label: String, shade: Int, link: Link? = nil) {
            self.name = name
            self.label = label
            self.shade = shade
            self.link = link
        }
    }

    let id: String
    let title: String
    let description: String
    let ground: MapGround
    let areas: [Area]
    let scale: [String]
    let credit: String?
    let summary: String
    let table: Table

    /// - Parameters:
    ///   - areas: one for each outline of the ground, in its order.
    ///   - scale: what each shade from 0 on means ("keine", "1 bis 5" …); at most 5 words.
    ///   - credit: who must be named where the outlines are shown.
    package init(
        id: String, title: String, description: String, _ ground: MapGround, _ areas: [Area], scale: [String],
        credit: String? = nil, summary: String, table: Table
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.ground = ground
        self.areas = areas
        self.scale = scale
        self.credit = credit
        self.summary = summary
        self.table = table
    }

    package var html: HTML { Figure(drawing: drawing + legend, summary: summary, table: table).html }

    private var drawing: HTML {
        """
        <svg class="map" viewBox="0 0 \(ground.width) \(ground.height)" \
        role="\(areas.contains { $0.link != nil } ? "group" : "img")" \
        aria-labelledby="\(id)-title \(id)-desc"><title id="\(id)-title">\(title)</title>\
        <desc id="\(id)-desc">\(description)</desc>
        \(zip(areas, ground.paths).map { shape($0, $1) })\
        \(zip(areas, ground.centres).compactMap { name($0, $1) })</svg>
        """
    }

    private func shape(_ area: Area, _ outline: HTML) -> HTML {
        let path: HTML = """
            <path class="\(DistrictMap.shadeClass(area.shade))" d="\(outline)">\
            <title>\(area.name): \(area.label)</title></path>

            """
        guard let link = area.link else { return path }
        return #"<a href="\#(link)" aria-label="\#(area.name): \#(area.label)">\#(path)</a>"#
    }

    /// Only areas with a value are named on the map, so that names do not crowd it.
    private func name(_ area: Area, _ centre: Spot) -> HTML? {
        guard area.shade > 0 else { return nil }
        // A name of several parts stands in as many lines, so that it stays in its area.
        let parts = area.name.split(separator: "/")
        let lines = parts.enumerated().map { index, part -> HTML in
            let end = index + 1 < parts.count ? "/" : ""
            let fall = index == 0 ? -DistrictMap.lineHeight * (parts.count - 1) / 2 : DistrictMap.lineHeight
            return #"<tspan x="\#(centre.x)" dy="\#(fall)">\#(part + end)</tspan>"#
        }
        return #"<text x="\#(centre.x)" y="\#(centre.y)" aria-hidden="true">\#(lines)</text>"#
    }

    /// In units of the drawing; the letters are 30 high.
    private static let lineHeight = 34

    private var legend: HTML {
        let entries = scale.prefix(5).enumerated().map { index, word in
            """
            <li><svg width="24" height="24" aria-hidden="true">\
            <rect class="\(DistrictMap.shadeClass(index))" width="24" height="24" rx="3"/></svg>\(word)</li>
            """ as HTML
        }
        return """
            <div><ul class="scale">\(entries)</ul>\(credit.map { "<p class=\"hint\"><small>\($0)</small></p>" as HTML })</div>
            """
    }

    private static func shadeClass(_ shade: Int) -> HTML { "shade-\(min(4, max(0, shade)))" }
}
