/// Answers to look over before they are sent, each with the way to change it.
package struct DefinitionRows: Markup {
    package struct Row: Sendable {
        let name: String
        let value: HTML
        let change: (label: String, link: Link)?

        package init(_ name: String, _ value: HTML, change: (label: String, link: Link)? = nil) {
            self.name = name
            self.value = value
            self.change = change
        }

        package init(_ name: String, text: String, change: (label: String, link: Link)? = nil) {
            self.init(name, HTML(text: text), change: change)
        }
    }

    let rows: [Row]

    package init(_ rows: [Row]) { self.rows = rows }

    package var html: HTML { "<dl class=\"rows\">\n\(rows.map(row))</dl>\n" }

    private func row(_ row: Row) -> HTML {
        let change: HTML? = row.change.map {
            """
            <dd class="change"><a href="\($0.link)">\($0.label)\
            <span class="unseen"> \(row.name)</span></a></dd>
            """
        }
        return "<div><dt>\(row.name)</dt><dd>\(row.value)</dd>\(change)</div>\n"
    }
}
