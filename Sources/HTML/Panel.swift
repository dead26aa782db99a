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

/// The page after an act: what happened (its heading), the receipt, what comes next, how to undo it.
package struct Confirmation: Markup {
    let heading: String
    let receipt: (label: String, number: String)?
    let what: HTML
    let next: (heading: String, content: HTML)?
    let undo: HTML?

    package init(
        _ heading: String, receipt: (label: String, number: String)? = nil, _ what: HTML,
        next: (heading: String, content: HTML)? = nil, undo: HTML? = nil
    ) {
        self.heading = heading
        self.receipt = receipt
        self.what = what
        self.next = next
        self.undo = undo
    }

    package var html: HTML {
        """
        <div class="confirmation">\(Icon.success)<h1>\(heading)</h1>
        <div>\(what)</div>\
        \(receipt.map { #"<p class="receipt">\#($0.label) <b>\#($0.number)</b></p>"# as HTML })</div>
        \(next.map { "<h2>\($0.heading)</h2>\n\($0.content)" as HTML })
        \(undo.map { #"<div class="undo">\#($0)</div>"# as HTML })

        """
    }
}

/// Nothing is here yet: what will be, and the one next act.
package struct EmptyState: Markup {
    let sentence: String
    let act: HTML?

    package init(_ sentence: String, act: HTML? = nil) {
        self.sentence = sentence
        self.act = act
    }

    package var html: HTML {
        #"<div class="empty"><p>\#(sentence)</p>\#(act.map { #"<p class="acts">\#($0)</p>"# as HTML })</div>"#
            + "\n"
    }
}

/// That something is in the public log: the plain sentence first, the bytes one click deeper.
package struct Seal: Markup {
    let sentence: String
    let tone: Tone
    let more: HTML?
    let proof: (summary: String, content: HTML)?

    package init(
        _ sentence: String, tone: Tone = .success, more: HTML? = nil,
        proof: (summary: String, content: HTML)? = nil
    ) {
        self.sentence = sentence
        self.tone = tone
        self.more = more
        self.proof = proof
    }

    package var html: HTML {
        """
        <div class="seal\(tone.html)">\(tone.icon)<div><p><b>\(sentence)</b></p>\(more)\
        \(proof.map { "<details><summary>\($0.summary)</summary>\n\($0.content)</details>" as HTML })</div></div>

        """
    }
}
