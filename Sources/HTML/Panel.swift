/// A framed part of a page: something to do, to know or to beware of.
package struct Panel: Markup {
    let heading: String?
    let level: HeadingLevel
    let tone: Tone
    let quiet: Bool
    let content: HTML

    /// - Parameters:
    ///   - tone: anything but `plain` colours the panel and puts the icon before its heading.
    ///   - quiet: a tinted ground instead of a frame; for what only informs.
    package init(
        _ heading: String? = nil, level: HeadingLevel = .two, tone: Tone = .plain, quiet: Bool = false,
        _ content: HTML
    ) {
        self.heading = heading
        self.level = level
        self.tone = tone
        self.quiet = quiet
        self.content = content
    }

    package var html: HTML {
        """
        <div class="panel\(tone.html)\(if: quiet, " quiet")">\
        \(heading.map { level.heading("\(tone.icon)\($0)") } ?? tone.icon)
        \(content)</div>

        """
    }
}

/// How deep a heading stands; a page has one `one` and skips none.
package enum HeadingLevel: Sendable {
    case one, two, three, four

    func heading(_ content: HTML) -> HTML {
        switch self {
        case .one: "<h1>\(content)</h1>"
        case .two: "<h2>\(content)</h2>"
        case .three: "<h3>\(content)</h3>"
        case .four: "<h4>\(content)</h4>"
        }
    }
}
