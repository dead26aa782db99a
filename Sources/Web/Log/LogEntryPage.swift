import AuditLog
import Core
import HTML
import Phrases
import TransparencyLog

/// One entry: what it says, that it is in the log, and the bytes to check both with.
struct LogEntryPage {
    let words: Phrases
    let entry: LogEntry
    /// Nil while no checkpoint covers it.
    let proof: LogProof?
    /// How many entries the log has.
    let size: Int?

    /// A longer entry, such as a thousand ballots put into the box, is shown by its beginning.
    private static let mostBytes = 4_000

    private var shortened: HTML? {
        guard entry.entry.count > Self.mostBytes else { return nil }
        let text = words(
            "log.bytes-shortened",
            ["shown": words.number(Self.mostBytes), "all": words.number(entry.entry.count)])
        guard proof != nil else { return "<p>\(text)</p>" }
        return "<p>\(text) <a href=\"\(Link.logProof(entry.index))\">\(words("log.bytes-whole"))</a></p>"
    }

    private var sentence: LogSentence { LogSentence(words: words, entry: entry) }
    private var title: String { words("log.entry", ["index": words.number(entry.index)]) }

    var page: Page {
        Page(
            title, section: .log,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("log.title"), link: .log)], current: title),
            """
            <h1>\(title)</h1>
            <p class="answer">\(sentence.text)</p>
            \(facts)
            \(receipt)
            <h2>\(words("log.check"))</h2>
            <ol>\(["log.check-1", "log.check-2", "log.check-3"].map { "<li>\(words($0))</li>" as HTML })</ol>
            <h2>\(words("log.bytes"))</h2>
            <p>\(words(isCommitted ? "log.bytes-committed" : "log.bytes-open"))</p>
            <pre><code>\(String(decoding: entry.entry.prefix(LogEntryPage.mostBytes), as: UTF8.self))</code></pre>
            \(shortened)
            <h3>\(words("log.leaf"))</h3>
            <p><code>\(entry.leaf.hex)</code></p>
            \(bytes)
            \(neighbours)
            """)
    }

    private var isCommitted: Bool { (try? JSON(parsing: entry.entry))?["body"]?.string != nil }

    private var facts: DefinitionRows {
        var rows: [DefinitionRows.Row] = [.init(words("log.time"), text: words.dateTime(entry.at))]
        if let actor = sentence.actor { rows.append(.init(words("log.actor"), text: actor)) }
        if let link = sentence.link {
            rows.append(.init(words("log.object"), "<a href=\"\(link)\">\(link.address)</a>"))
        }
        if let previous = entry.previous {
            rows.append(
                .init(
                    words("log.previous"),
                    "<a href=\"\(Link.log(leaf: previous))\">\(words("log.previous-link"))</a>"))
        }
        rows.append(.init(words("log.type"), "<code>\(entry.type)</code>"))
        return DefinitionRows(rows)
    }

    private var receipt: Panel {
        guard proof != nil else {
            return Panel(words("log.receipt"), tone: .warning, "<p>\(words("log.receipt-waits"))</p>")
        }
        return Panel(
            words("log.receipt"), tone: .success,
            """
            <p>\(words("log.receipt-lead"))</p>
            <p>\(LinkButton(words("log.receipt-save"), to: .logProof(entry.index)))</p>
            """)
    }

    /// The proof repeats the entry, so a long one is only for downloading.
    private var bytes: HTML? {
        guard entry.entry.count <= Self.mostBytes else { return nil }
        return proof.map { "<h3>\(words("log.proof"))</h3>\n<pre><code>\($0.description)</code></pre>" }
    }

    private var neighbours: Pager {
        let next = size.map { entry.index + 1 < $0 } ?? false
        return Pager(
            words("pager.label"),
            previous: entry.index > 0 ? (title: words("log.before"), link: .logEntry(entry.index - 1)) : nil,
            next: next ? (title: words("log.after"), link: .logEntry(entry.index + 1)) : nil)
    }
}
