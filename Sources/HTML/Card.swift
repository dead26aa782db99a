/// Something one can open, in a list of its kind: the whole card is the link.
package struct Card: Markup {
    let title: String
    let link: Link
    let level: HeadingLevel
    let tag: Tag?
    let text: String?
    let content: HTML?
    let notes: [String]

    /// - Parameter notes: short facts at the foot ("noch 12 Tage", "27 Beiträge").
    package init(
        _ title: String, to link: Link, level: HeadingLevel = .three, tag: Tag? = nil, text: String? = nil,
        content: HTML? = nil, notes: [String] = []
    ) {
        self.title = title
        self.link = link
        self.level = level
        self.tag = tag
        self.text = text
        self.content = content
        self.notes = notes
    }

    package var html: HTML {
        """
        <li class="card">\(level.heading(#"<a href="\#(link)">\#(title)</a>"#))\
        \(tag.map { "<p>\($0)</p>" as HTML })\(text.map { "<p>\($0)</p>" as HTML })\(content)\
        \(if: !notes.isEmpty, "\(Meta(notes))")</li>

        """
    }
}

/// Cards beside each other, as many as fit.
package struct CardList: Markup {
    let cards: [Card]

    package init(_ cards: [Card]) { self.cards = cards }

    package var html: HTML { "<ul class=\"cards\">\n\(cards)</ul>\n" }
}

/// Short facts in one soft line.
package struct Meta: Markup {
    let parts: [HTML]

    package init(_ parts: [HTML]) { self.parts = parts }
    package init(_ parts: [String]) { self.parts = parts.map(HTML.init(text:)) }

    package var html: HTML { #"<ul class="meta">\#(parts.map { "<li>\($0)</li>" as HTML })</ul>"# + "\n" }
}

/// Big numbers with their names.
package struct Facts: Markup {
    let facts: [(name: String, value: String)]

    package init(_ facts: [(name: String, value: String)]) { self.facts = facts }

    package var html: HTML {
        """
        <dl class="facts">\(facts.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as HTML })</dl>

        """
    }
}

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
            #"<dd class="change"><a href="\#($0.link)">\#($0.label)<span class="unseen"> \#(row.name)</span></a></dd>"#
        }
        return "<div><dt>\(row.name)</dt><dd>\(row.value)</dd>\(change)</div>\n"
    }
}
