/// The search field of the frame: a GET form that sends `q`.
package struct SearchSlot: Sendable {
    let action: Link
    let label: String
    let button: String
    let query: String

    package init(action: Link, label: String, button: String, query: String = "") {
        self.action = action
        self.label = label
        self.button = button
        self.query = query
    }

    var html: HTML {
        """
        <form class="search" method="get" action="\(action)" role="search">\
        <input type="search" name="q" value="\(query)" aria-label="\(label)" placeholder="\(label)" \
        maxlength="200">\
        <button type="submit">\(button)</button></form>
        """
    }
}
