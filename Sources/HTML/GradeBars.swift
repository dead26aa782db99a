/// How often each option got each grade: one bar for each option, divided from the best grade to the worst, with a mark
/// at the middle voter.
package struct GradeBars: Markup {
    package struct Bar: Sendable {
        let name: String
        /// What stands behind the name, such as the middle grade.
        let label: String
        /// How often each grade, the best first.
        let counts: [Int]
        let isChosen: Bool

        package init(_ name: String, label: String, counts: [Int], isChosen: Bool) {
            self.name = name
            self.label = label
            self.counts = counts
            self.isChosen = isChosen
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
        var height = 0
        var rows = HTML()
        for bar in bars {
            for line in "\(bar.name) – \(bar.label)".wrapped(at: 32) {
                height += 24
                rows += #"<text\#(if: bar.isChosen, #" class="count""#) y="\#(height - 6)">\#(line)</text>"#
            }
            height += 2
            rows += parts(bar, top: height)
            rows += #"<rect class="middle" x="49.8%" y="\#(height - 3)" width="0.4%" height="30"/>"#
            height += 42
        }
        return """
            <svg class="bars grades" width="100%" height="\(max(1, height - 12))" role="img" \
            aria-labelledby="\(id)-title \(id)-desc"><title id="\(id)-title">\(title)</title>\
            <desc id="\(id)-desc">\(description)</desc>
            \(rows)</svg>
            """
    }

    /// The grades that somebody gave, from strong to faint.
    private func parts(_ bar: Bar, top: Int) -> HTML {
        let all = max(1, bar.counts.reduce(0, +))
        var (sum, parts) = (0, HTML())
        for (grade, count) in bar.counts.enumerated() where count > 0 {
            let left = sum * 1000 / all
            sum += count
            let width = Percent(tenths: sum * 1000 / all - left)
            let strength = 100 - 85 * grade / max(1, bar.counts.count - 1)
            parts += """
                <rect class="chosen" fill-opacity="\(strength)%" x="\(Percent(tenths: left))" y="\(top)" \
                width="\(width)" height="24"/>
                """
        }
        return parts
    }
}
