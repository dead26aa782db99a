import HTML
import Phrases

/// Where a saved receipt is checked in the browser; the file never leaves the device.
struct VerifyPage {
    let words: Phrases

    var page: Page {
        var page = Page(
            words("receipt-check.title"), section: .log,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("log.title"), link: .log)],
                current: words("receipt-check.title")),
            """
            <h1>\(words("receipt-check.title"))</h1>
            <p class="lead">\(words("receipt-check.lead"))</p>
            <div id="verify" hidden>
            <p><label for="receipt-file"><b>\(words("receipt-check.file"))</b></label><br>
            <input type="file" id="receipt-file" accept=".html,.json"></p>
            <p id="verdict" class="answer" tabindex="-1" role="status" hidden data-yes="\(words("receipt.holds-today"))" \
            data-no="\(words("receipt.fails"))" data-recorded="\(words("receipt.not-confirmed"))"></p>
            <ul id="steps" class="links">\(["text", "log", "signature", "observers", "today"].map(step))</ul></div>
            <h2>\(words("receipt-check.without"))</h2>
            <p>\(words("receipt-check.without-lead"))</p>
            <pre><code>recount receipt FILE --policy POLICY</code></pre>
            <p><a href="\(Link.policy)">\(words("log.policy"))</a></p>
            """)
        page.scripts = [.receipt, .verify]
        page.asksServer = true
        return page
    }

    private func step(_ name: String) -> HTML {
        """
        <li hidden data-step="\(name)" data-yes="\(words("receipt.\(name).yes"))" data-no="\(words("receipt.\(name).no"))" \
        data-none="\(words("receipt.observers.none"))"></li>
        """
    }
}
