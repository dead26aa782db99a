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
    let cards: [HTML]

    package init(_ cards: [Card]) { self.cards = cards.map(\.html) }

    /// Of cards made before.
    package init(_ cards: [HTML]) { self.cards = cards }

    package var html: HTML { "<ul class=\"cards\">\n\(cards)</ul>\n" }
}
