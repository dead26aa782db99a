/// How far a count has come, with the words that say so.
package struct ProgressBar: Markup {
    let count: Int
    let total: Int
    let label: String

    /// - Parameter label: says both numbers ("312 von 400 Unterstützungen").
    package init(_ count: Int, of total: Int, label: String) {
        self.count = count
        self.total = total
        self.label = label
    }

    package var html: HTML {
        let tenths = total > 0 ? min(1000, max(0, count) * 1000 / total) : 0
        return """
            <div class="progress"><svg width="100%" height="14" aria-hidden="true">\
            <rect class="rest" width="100%" height="14" rx="7"/>\
            \(if: tenths > 0, #"<rect width="\#(Percent(tenths: tenths))" height="14" rx="7"/>"#)</svg>\
            <p>\(label)</p></div>

            """
    }
}
