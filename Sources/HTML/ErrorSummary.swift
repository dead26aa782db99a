/// What is wrong with a form, on top of the page: each line leads to its field and says the same words.
///
/// Its `id` is `problems`, so that an address can point at it.
package struct ErrorSummary: Markup {
    let heading: String
    let problems: [(field: String, message: String)]

    /// - Parameter problems: the `id` of the control and the sentence beside it; at least one.
    package init(_ heading: String, _ problems: [(field: String, message: String)]) {
        self.heading = heading
        self.problems = problems
    }

    /// The errors the fields carry; nil where there are none.
    package init?(_ heading: String, of fields: [Field]) {
        let problems = fields.compactMap { field in field.error.map { (field: field.id, message: $0) } }
        guard !problems.isEmpty else { return nil }
        self.init(heading, problems)
    }

    package var html: HTML {
        """
        <div class="problems" id="problems" tabindex="-1"><div role="alert">
        <h2>\(heading)</h2>
        <ul>\(problems.map { #"<li><a href="\#(Link.here($0.field))">\#($0.message)</a></li>"# as HTML })</ul>
        </div></div>

        """
    }
}
