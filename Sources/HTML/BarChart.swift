/// Horizontal bars from zero with their labels on them, and the table that says the same.
///
/// The drawing has no fixed width: bars grow with the page, words keep their size.
package struct BarChart: Markup {
    package struct Bar: Sendable {
        let name: String
        let count: Int
        let label: String
        let note: String?

        /// - Parameters:
        ///   - count: 0 or more.
        ///   - label: the count as people read it ("2.907 · 46 %").
        ///   - note: what distinguishes the bar ("gewählt"); it is then drawn in the accent colour.
        package init(_ name: String, _ count: Int, label: String, note: String? = nil) {
            self.name = name
            self.count = count
            self.label = label
            self.note = note
        }
    }

    let id: String
    let title: String
    let description: String
    let bars: [Bar]
    let summary: String
    let table: Table

    /// - Parameters:
    ///   - id: unique on the page.
    ///   - description: the finding in one or two sentences, for screen readers.
    ///   - summary: what opens and closes the table ("Als Tabelle").
    package init(
        id: String, title: String, description: String, _ bars: [Bar], summary: String, table: Table
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.bars = bars
        self.summary = summary
        self.table = table
    }

    package var html: HTML { Figure(drawing: drawing, summary: summary, table: table).html }

    private var drawing: HTML {
        let most = max(1, bars.map(\.count).max() ?? 1)
        var height = 0
        var rows = HTML()
        for bar in bars {
            let names = (bar.note.map { "\(bar.name) – \($0)" } ?? bar.name).wrapped(at: 30)
            for name in names {
                height += 24
                rows += #"<text y="\#(height - 6)">\#(name)</text>"#
            }
            height += 2
            let width = Percent(tenths: max(0, bar.count) * 640 / most)
            rows += """
                <rect\(if: bar.note != nil, #" class="chosen""#) y="\(height)" width="\(width)" height="24" \
                rx="3"/>\
                <text class="count" x="\(width)" dx="10" y="\(height + 18)">\(bar.label)</text>

                """
            height += 40
        }
        return """
            <svg class="bars" width="100%" height="\(max(1, height - 12))" role="img" \
            aria-labelledby="\(id)-title \(id)-desc"><title id="\(id)-title">\(title)</title>\
            <desc id="\(id)-desc">\(description)</desc>
            \(rows)</svg>
            """
    }
}

/// A length in tenths of a percent of the drawing's width, written `63.4%`.
struct Percent: Markup {
    let tenths: Int

    var html: HTML { "\(tenths / 10).\(tenths % 10)%" }
}

extension String {
    /// The text in lines of at most `width` characters, broken at spaces; a longer word keeps its line.
    func wrapped(at width: Int) -> [String] {
        var lines: [String] = []
        for word in split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.isEmpty ? [""] : lines
    }
}
