import Core
import HTML
import Phrases
import PublicRecord

/// How many voted in each district: a map where outlines are known, and the table.
struct DistrictTurnoutView {
    let words: Phrases
    let turnout: DistrictTurnout
    let map: TownMap?

    /// With its heading, one below that of the turnout.
    var html: HTML {
        """
        <h3>\(words("turnout.districts"))</h3>
        \(drawing ?? table.html)
        <p class="note">\(words("turnout.why", ["minimum": words.number(DistrictTurnout.minimum)]))</p>
        """
    }

    var table: Table {
        Table(
            words("turnout.districts"), captionIsHidden: true,
            columns: [
                .init(words("election.district")), .number(words("election.voted")),
                .number(words("election.turnout")),
            ],
            texts: turnout.districts.map { row($0.name, $0.count) }
                + [turnout.rest.map { row(words("turnout.rest"), $0) }].compactMap { $0 })
    }

    private func row(_ name: String, _ count: DistrictTurnout.Count) -> [String] {
        let voted = ["voted": words.number(count.voted), "eligible": words.number(count.eligible)]
        return [name, words("turnout.voted", voted), share(count)]
    }

    private func share(_ count: DistrictTurnout.Count) -> String {
        words.percent(count.voted, of: count.eligible)
    }

    /// Nil where no district that is told has an outline.
    private var drawing: HTML? {
        guard let map else { return nil }
        var counts = map.names.map { _ in nil as DistrictTurnout.Count? }
        for district in turnout.districts {
            if let area = map.area(of: district.id) { counts[area] = district.count }
        }
        // Whole percents, rounded down: what a shade stands for.
        let percents = counts.map { $0.map { $0.voted * 100 / $0.eligible } }
        guard percents.contains(where: { $0 != nil }) else { return nil }
        let known = percents.compactMap(\.self)
        let shades = Shades(known, from: known.min() ?? 0)
        let title = words("turnout.districts")
        return DistrictMap(
            id: "turnout-map", title: title, description: words("turnout.shows"), map.ground,
            zip(map.names, zip(counts, percents)).map { name, value in
                .init(
                    name, label: value.0.map(share) ?? words("turnout.together"),
                    shade: shades.shade(of: value.1))
            },
            scale: [words("turnout.together")] + shades.ranges.map(range), credit: map.credit,
            summary: words("election.as-table"), table: table
        ).html
    }

    private func range(_ range: ClosedRange<Int>) -> String {
        words(
            "turnout.range",
            ["first": words.number(range.lowerBound), "last": words.number(range.upperBound)])
    }
}
