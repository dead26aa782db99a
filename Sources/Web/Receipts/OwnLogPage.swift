import AuditLog
import Core
import HTML
import Phrases

/// Everything the log holds about what the signed-in person did, for them alone. Ballots are not in it: nobody knows
/// whose they are.
struct OwnLogPage {
    let words: Phrases
    /// One more than is shown, to know whether there are any.
    let entries: [LogEntry]
    /// How many acts wait for the log.
    let waiting: Int
    let isFirst: Bool

    var page: Page {
        let list = KeyedPage(entries, isFirst: isFirst)
        var page = Page(
            words("own-log.title"),
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("account.title"), link: .account)],
                current: words("own-log.title")),
            """
            <h1>\(words("own-log.title"))</h1>
            <p class="lead">\(words("own-log.lead"))</p>
            \(if: waiting > 0, Panel(nil, tone: .warning, "<p>\(words.plural("own-log.waiting", waiting))</p>").html)
            \(if: list.shown.isEmpty, EmptyState(words("own-log.empty")).html, else: rows(Array(list.shown)))
            \(list.pager(words, .ownLog) { String($0.index) })
            <p class="hint">\(words("own-log.left-out"))</p>
            <h2>\(words("own-log.ballots"))</h2>
            <p>\(words("own-log.ballots-lead"))</p>
            <p class="acts">\(LinkButton(words("election.ask-place"), to: .receiptPlace, style: .quiet))
            \(LinkButton(words("receipt-check.title"), to: .verify, style: .quiet))</p>
            """)
        page.isPrivate = true
        return page.kept
    }

    private func rows(_ entries: [LogEntry]) -> HTML {
        "<ul class=\"timeline\">\(entries.map(row))</ul>"
    }

    private func row(_ entry: LogEntry) -> HTML {
        """
        <li><time datetime="\(entry.at.iso8601)">\(words.dateTime(entry.at))</time>
        \(LogSentence(words: words, entry: entry).text)
        <a href="\(Link.logEntry(entry.index))">\(words("log.entry", ["index": words.number(entry.index)]))</a>
        · <a href="\(Link.ownReceipt(entry.leaf))">\(words("own-log.save", ["index": words.number(entry.index)]))</a></li>

        """
    }
}

extension Link {
    static let ownLog: Link = "/account/log"
    static let verify: Link = "/log/verify"

    static func ownReceipt(_ leaf: [UInt8]) -> Link { Link("/account/log", leaf.hex, "receipt") }
}
