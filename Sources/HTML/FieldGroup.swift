/// One question that several fields answer together: its words, what is wrong with the whole, then the fields.
package struct FieldGroup: Markup {
    let id: String
    let legend: String
    let error: String?
    let content: HTML

    /// - Parameter id: where an error summary leads.
    package init(_ id: String, _ legend: String, error: String? = nil, _ content: HTML) {
        self.id = id
        self.legend = legend
        self.error = error
        self.content = content
    }

    package var html: HTML {
        let wrong: HTML? = error.map { #"<p class="error" id="\#(id)-error">\#(Icon.danger)\#($0)</p>"# }
        return """
            <fieldset id="\(id)" tabindex="-1"\(attribute: "aria-describedby", error == nil ? nil : id + "-error")>\
            <legend>\(legend)</legend>\(wrong)
            \(content)</fieldset>

            """
    }
}
