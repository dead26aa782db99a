/// The way from the start page to here.
package struct Breadcrumb: Markup {
    let label: String
    let steps: [(title: String, link: Link)]
    let current: String

    /// - Parameter label: names the navigation for screen readers ("Sie sind hier").
    package init(_ label: String, _ steps: [(title: String, link: Link)], current: String) {
        self.label = label
        self.steps = steps
        self.current = current
    }

    package var html: HTML {
        """
        <nav class="path" aria-label="\(label)"><ol>\
        \(steps.map { #"<li><a href="\#($0.link)">\#($0.title)</a></li>"# as HTML })\
        <li aria-current="page">\(current)</li></ol></nav>

        """
    }
}
