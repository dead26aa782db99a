import Core
import HTML
import Moderation
import Phrases

/// One fixed page: a title, a lead, numbered sections with the link each may end in.
struct StaticPageView {
    let words: Phrases
    let page: StaticPage
    let responsible: ResponsibleBody
    let siteAddress: String

    var view: Page {
        let title = text("title")
        return Page(
            title,
            """
            <h1>\(title)</h1>
            <p class="lead">\(lines(text("lead")))</p>
            \(if: namesResponsible, warning)
            \(special)
            \(sections)
            """)
    }

    private var namesResponsible: Bool { [.imprint, .privacy, .accessibility].contains(page) }

    private var warning: HTML {
        guard responsible.isInvented || responsible.isIncomplete else { return "" }
        let sentence = words(responsible.isInvented ? "static.invented" : "static.incomplete")
        return Panel(tone: .warning, "<p>\(sentence)</p>").html
    }

    private func key(_ part: String) -> String { "static.\(page.rawValue).\(part)" }

    private func text(_ part: String) -> String {
        words(key(part), responsible.places.merging(["site": siteAddress]) { first, _ in first })
    }

    private var sections: [HTML] {
        (1...20).prefix { words.has(key("\($0).heading")) }.map { number in
            """
            <h2 id="part-\(number)">\(text("\(number).heading"))</h2>
            \(paragraphs(text("\(number).text")))
            \(link(number))
            """
        }
    }

    private func lines(_ text: String) -> HTML {
        text.split(separator: "\n").map { HTML(text: String($0)) }.joined(separator: "<br>")
    }

    /// Each line is a paragraph; lines that begin with `- ` are one list.
    private func paragraphs(_ text: String) -> HTML {
        let lines = text.split(separator: "\n")
        var source = ""
        for (line, next) in zip(lines, lines.dropFirst().map { Optional($0) } + [nil]) {
            let joins = line.hasPrefix("- ") && next?.hasPrefix("- ") == true
            source += line + (joins ? "\n" : "\n\n")
        }
        return Markdown.render(source)
    }

    private func link(_ number: Int) -> HTML? {
        guard let link = page.link(ofSection: number), words.has(key("\(number).link")) else { return nil }
        return "<p><a href=\"\(link)\">\(text("\(number).link"))</a></p>"
    }

    /// What stands before the sections and is made of data.
    private var special: HTML? {
        switch page {
        case .openData: files
        case .rules: "<ol>\(HouseRule.allCases.map(rule))</ol>"
        case .imprint: imprint
        default: nil
        }
    }

    private func rule(_ rule: HouseRule) -> HTML {
        "<li id=\"\(rule.rawValue)\"><b>\(words(rule.phrase))</b><br>\(words("static.rules.\(rule.rawValue)"))</li>"
    }

    private var imprint: HTML {
        let rows: [(String, String?)] = [
            ("name", responsible.name), ("address", responsible.address),
            ("representative", responsible.representative),
            ("telephone", responsible.telephone), ("email", responsible.email),
        ]
        return DefinitionRows(
            rows.compactMap { name, value in value.map { .init(words("static.imprint.\(name)"), text: $0) } }
        ).html
    }

    private var files: HTML {
        let rows: [(String, Link, String)] = [
            ("proposals", Feed.proposals.link, "Atom"), ("moderation", Feed.moderation.link, "Atom"),
            ("log", Feed.log.link, "Atom"), ("checkpoint", .checkpoint, "C2SP tlog-checkpoint"),
            ("policy", .policy, "C2SP tlog-policy"),
        ]
        return """
            \(Table(
                text("files"),
                columns: [.init(text("file")), .init(text("address")), .init(text("format"))],
                rows: rows.map { name, link, format in
                    [
                        HTML(text: text("file.\(name)")), "<a href=\"\(link)\">\(siteAddress + link.address)</a>",
                        HTML(text: format),
                    ]
                }))
            """
    }
}
