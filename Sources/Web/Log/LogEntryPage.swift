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
    let policy: LogPolicy?

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
            \(whole)
            <h3>\(words("log.leaf"))</h3>
            <p><code>\(entry.leaf.hex)</code></p>
            \(bytes)
            \(neighbours)
            """)
    }

    /// The entry's bytes, or of a long one what fits and where the rest is.
    private var whole: HTML {
        let excerpt = EntryExcerpt(entry)
        guard !excerpt.isWhole else {
            return """
                <p>\(words(isCommitted ? "log.bytes-committed" : "log.bytes-open"))</p>
                <pre><code>\(excerpt.text)</code></pre>
                """
        }
        let lists = excerpt.lists.map { list -> HTML in
            let places = [
                "name": list.name, "shown": words.number(EntryExcerpt.values),
                "count": words.number(list.count),
            ]
            return "<li>\(words("log.bytes-list", places))</li>\n"
        }
        return """
            <p>\(words("log.bytes-long", ["size": words.number((entry.entry.count + 999) / 1000)]))</p>
            \(if: !lists.isEmpty, "<ul>\(lists)</ul>")
            <p>\(LinkButton(words("log.bytes-save"), to: .logBytes(entry.index), style: .quiet))</p>
            <pre><code>\(excerpt.text)</code></pre>
            """
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
        guard let proof else {
            return Panel(words("log.receipt"), tone: .warning, "<p>\(words("log.receipt-waits"))</p>")
        }
        return Panel(
            words("log.receipt"), tone: .success,
            """
            <p>\(words("log.receipt-lead"))</p>
            \(confirmed(proof.checkpoint))
            <p>\(LinkButton(words("log.receipt-save"), to: .logProof(entry.index)))</p>
            """)
    }

    /// By how many observers; nothing where there are none.
    private func confirmed(_ note: SignedNote) -> HTML? {
        guard let policy, !policy.witnesses.isEmpty else { return nil }
        let count = policy.cosignerCount(on: note)
        let places = ["count": words.number(count), "all": words.number(policy.witnesses.count)]
        return "<p>\(words(count == 0 ? "log.unconfirmed" : "log.confirmed", places))</p>"
    }

    /// The receipt; of a long entry without the line that holds its bytes.
    private var bytes: HTML? {
        guard let proof else { return nil }
        let isShort = entry.entry.count <= EntryExcerpt.longest
        let shown =
            isShort
            ? proof : LogProof(index: proof.index, hashes: proof.hashes, checkpoint: proof.checkpoint)
        return """
            <h3>\(words("log.proof"))</h3>
            \(if: !isShort, "<p>\(words("log.proof-long"))</p>")
            <pre><code>\(shown.description)</code></pre>
            """
    }

    private var neighbours: Pager {
        let next = size.map { entry.index + 1 < $0 } ?? false
        return Pager(
            words("pager.label"),
            previous: entry.index > 0 ? (title: words("log.before"), link: .logEntry(entry.index - 1)) : nil,
            next: next ? (title: words("log.after"), link: .logEntry(entry.index + 1)) : nil)
    }
}
