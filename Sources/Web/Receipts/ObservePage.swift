import HTML
import Phrases

/// How to watch the log for others: as a witness, or with a copy of one's own. One screen each.
struct ObservePage {
    let words: Phrases
    /// Of this site, without a slash at the end.
    let address: String

    var page: Page {
        let title = words("observe.title")
        return Page(
            title, section: .log,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("log.title"), link: .log)], current: title),
            """
            <h1>\(title)</h1>
            <p class="lead">\(words("observe.lead"))</p>
            <h2>\(words("observe.witness"))</h2>
            <p>\(words("observe.witness-lead"))</p>
            <ol>\((1...3).map { "<li>\(words("observe.witness-\($0)"))</li>" as HTML })</ol>
            <pre><code>witness serve --folder witness --log \(address)/log/policy --name witness.example.org</code></pre>
            <h2>\(words("observe.mirror"))</h2>
            <p>\(words("observe.mirror-lead"))</p>
            <pre><code>recount mirror \(address)/log mirror</code></pre>
            <p>\(words("observe.mirror-alarm"))</p>
            <pre><code>recount log mirror --policy policy</code></pre>
            <p><a href="\(Link.policy)">\(words("log.policy"))</a> · <a href="\(Link.checkpoint)">\(words("log.checkpoint"))</a></p>
            """)
    }
}
