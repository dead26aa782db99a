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
    /// Nil where nobody observes the log.
    let confirmation: LogConfirmation?
    let query: LogQuery
    let isFirst: Bool

    static let length = 50

    /// What entries are about, in the filter's order.
    static let nouns = [
        "process", "phase", "topic", "proposal", "amendment", "support", "comment", "case", "complaint",
        "election", "roll",
        "ballots", "batch", "paper", "credentials", "trustees", "ceremony", "link", "booth", "archive",
        "role",
        "attestation", "opening", "key",
    ]

    var page: Page {
        let problems = ErrorSummary(words("form.problem"), of: fields)
        var page = Page(
            title, section: .log,
            """
            <h1>\(words("log.title"))</h1>
            \(problems)
            <p class="lead">\(words("log.lead"))</p>
            <div class="split"><aside>\(state)\(search)</aside><div>
            <h2>\(heading)</h2>
            \(choice)
            \(if: problems == nil, list)
            </div></div>
            """)
        page.head = Feed.log.alternate(words)
        if problems != nil {
            page.status = .unprocessableContent
            page.isPrivate = true
        }
        return page
    }

    private var fields: [Field] { query.fields(words) }

    private var title: String {
        let title = ([words("log.title")] + query.parts(words)).joined(separator: " · ")
        return isFirst ? title : words("pager.older-title", ["title": title])
    }

    private var heading: String {
        let parts = query.parts(words)
        return parts.isEmpty ? words("log.entries") : parts.joined(separator: " · ")
    }

    private var list: HTML {
        let list = KeyedPage(entries, isFirst: isFirst, length: LogListPage.length)
        let shown = list.shown
        guard !shown.isEmpty else {
            let all = LinkButton(words("log.all"), to: .log, style: .quiet).html
            return query.filter.isEmpty
                ? EmptyState(words("log.empty")).html : EmptyState(words("log.none"), act: all).html
        }
        return """
            <ul class="timeline">\(shown.map(row))</ul>
            \(list.pager(words, query.link) { String($0.index) })
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

    /// Kinds as links, proposal and day as a form; each keeps what the other chose.
    private var choice: HTML {
        let kinds = LogListPage.nouns.map { kind(words("log.about.\($0)"), $0) }
        return """
            <details\(flag: "open", !query.isEmpty)><summary>\(words("log.filter"))</summary>
            <ul class="meta">\(kind(words("log.every-kind"), nil))\(kinds)</ul>
            <form method="get" action="\(Link.log)">\(query.noun.map { HiddenField("about", $0) })
            \(fields)
            <p class="acts"><button class="button quiet" type="submit">\(words("log.filter-submit"))</button>\
            \(if: !query.filter.isEmpty, " <a href=\"\(Link.log)\">\(words("log.all"))</a>")</p></form></details>

            """
    }

    private func kind(_ name: String, _ noun: String?) -> HTML {
        let isCurrent = noun == query.noun
        return """
            <li><a href="\(query.link(about: noun))"\(attribute: "aria-current", isCurrent ? "true" : nil)>\
            \(if: isCurrent, "<b>\(name)</b>", else: "\(name)")</a></li>
            """
    }

    private var state: Panel {
        guard let head else {
            return Panel(words("log.state"), quiet: true, "<p>\(words("log.not-signed"))</p>")
        }
        let confirmed = confirmation.map { ConfirmationSentence($0, size: head.size, words: words) }
        return Panel(
            words("log.state"), tone: confirmed?.isWarning == true ? .warning : .plain,
            quiet: confirmed?.isWarning != true,
            """
            <p>\(words("log.signed", ["size": words.number(head.size), "time": words.dateTime(head.signedAt)]))</p>
            \(confirmed.map { "<p>\($0.text)</p>" as HTML })
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
