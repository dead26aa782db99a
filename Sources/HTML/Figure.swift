/// A drawing and, always with it, the table that says the same.
struct Figure: Markup {
    let drawing: HTML
    let summary: String
    let table: Table

    var html: HTML {
        """
        <figure class="chart">\(drawing)
        <details open><summary>\(summary)</summary>
        \(table)</details></figure>

        """
    }
}
