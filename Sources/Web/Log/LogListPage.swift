import AuditLog
import Core
import HTML
import HTTPTypes
import Phrases
import TransparencyLog

/// The log in sentences, newest first.
struct LogListPage {
    let words: Phrases
    /// One more than is shown, to know whether there are any.
    let entries: [LogEntry]
    let head: LogHead?
    let noun: String?
    let isFirst: Bool

    static let length = 50

    /// What entries are about, in the filter's order.
    static let nouns = [
        "proposal", "support", "comment", "case", "election", "roll", "ballots", "process", "phase", "role",
        "attestation", "topic",
    ]

    private var link: Link { Link.log.query("about", noun) }

    var page: Page {
        var page = Page(
            title, section: .log,
            """
            <h1>\(words("log.title"))</h1>
            <p class="lead">\(words("log.lead"))</p>
            <div class="split"><aside>\(state)\(search)</aside><div>
            <h2>\(heading)</h2>
            \(filter)
            \(list)
            </div></div>
            """)
        page.head = Feed.log.alternate(words)
        return page
    }

    private var title: String {
        let title = noun.map { "\(words("log.title")): \(words("log.about.\($0)"))" } ?? words("log.title")
        return isFirst ? title : words("pager.older-title", ["title": title])
    }

    private var heading: String { noun.map { words("log.about.\($0)") } ?? words("log.entries") }

    private var list: HTML {
        let list = KeyedPage(entries, isFirst: isFirst, length: LogListPage.length)
        let shown = list.shown
        guard !shown.isEmpty else { return EmptyState(words("log.empty")).html }
        return """
            <ul class="timeline">\(shown.map(row))</ul>
            \(list.pager(words, link) { String($0.index) })
            """
    }

    private func row(_ entry: LogEntry) -> HTML {
        let sentence = LogSentence(words: words, entry: entry)
        let actor = sentence.actor.map { " · \($0)" } ?? ""
        return """
            <li><time datetime="\(entry.at.iso8601)">\(words.dateTime(entry.at) + actor)</time>
            \(sentence.text)
            <a href="\(Link.logEntry(entry.index))">\(words("log.entry", ["index": words.number(entry.index)]))</a></li>

            """
    }

    private var filter: HTML {
        let kinds = LogListPage.nouns.map { noun -> HTML in
            let isCurrent = noun == self.noun
            return """
                <li><a href="\(Link.log.query("about", noun))"\(attribute: "aria-current", isCurrent ? "true" : nil)>\
                \(words("log.about.\(noun)"))</a></li>
                """
        }
        return """
            <details\(flag: "open", noun != nil)><summary>\(words("log.filter"))</summary>
            <ul class="meta"><li><a href="\(Link.log)"\(attribute: "aria-current", noun == nil ? "true" : nil)>\
            \(words("log.all"))</a></li>\(kinds)</ul></details>

            """
    }

    private var state: Panel {
        guard let head else {
            return Panel(words("log.state"), quiet: true, "<p>\(words("log.not-signed"))</p>")
        }
        return Panel(
            words("log.state"), quiet: true,
            """
            <p>\(words("log.signed", ["size": words.number(head.size), "time": words.dateTime(head.signedAt)]))</p>
            <p>\(words("log.root"))<br><code>\(head.root.base64)</code></p>
            <ul class="links"><li><a href="\(Link.checkpoint)">\(words("log.checkpoint"))</a></li>
            <li><a href="\(Link.policy)">\(words("log.policy"))</a></li>
            <li><a href="\(Link.verify)">\(words("receipt-check.title"))</a></li>
            <li><a href="/log/compare">\(words("log-compare.title"))</a></li>
            <li><a href="/log/witnesses">\(words("witnesses.title"))</a></li>
            <li><a href="/log/observe">\(words("observe.title"))</a></li></ul>
            """)
    }

    private var search: Panel { Panel(words("log.search"), quiet: true, logSearch(words, leaf: "")) }
}

/// Asks for a receipt's entry by its leaf hash.
func logSearch(_ words: Phrases, leaf: String) -> HTML {
    """
    <form method="get" action="\(Link.log)">
    \(Field("leaf", words("log.leaf"), value: leaf, hint: words("log.leaf-hint"), maxlength: 100))
    <p class="acts"><button class="button quiet" type="submit">\(words("log.search-submit"))</button></p></form>
    """
}

/// The receipt was not found: it waits, or it is none of ours.
struct LogSearchPage {
    let words: Phrases
    let leaf: String
    let isReadable: Bool

    var page: Page {
        let title = words(isReadable ? "log.waiting" : "log.unreadable")
        var page = Page(
            title, section: .log,
            """
            <h1>\(title)</h1>
            <p class="lead">\(words(isReadable ? "log.waiting-lead" : "log.unreadable-lead"))</p>
            \(logSearch(words, leaf: leaf))
            """)
        if !isReadable { page.status = .unprocessableContent }
        page.isPrivate = true
        return page
    }
}
