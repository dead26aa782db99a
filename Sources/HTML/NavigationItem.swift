/// A link of the main navigation, the footer or a person's menu.
package struct NavigationItem: Sendable {
    let title: String
    let link: Link
    let isCurrent: Bool

    package init(_ title: String, _ link: Link, isCurrent: Bool = false) {
        self.title = title
        self.link = link
        self.isCurrent = isCurrent
    }

    /// Links below each other, or beside each other where there is room.
    package static func list(_ items: [NavigationItem]) -> HTML { "<ul>\(items.map(\.listItem))</ul>" }

    var listItem: HTML {
        #"<li><a href="\#(link)"\#(if: isCurrent, #" aria-current="page""#)>\#(title)</a></li>"#
    }
}
