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
