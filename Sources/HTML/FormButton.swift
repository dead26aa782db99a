/// How loudly a button speaks: at most one `primary` on a page.
package enum ButtonStyle: Sendable {
    case primary, quiet, danger

    /// The classes.
    package var html: HTML {
        switch self {
        case .primary: "button"
        case .quiet: "button quiet"
        case .danger: "button danger"
        }
    }
}

/// One act as one button: a POST form without visible fields.
package struct FormButton: Markup {
    let action: Link
    let token: String?
    let label: String
    let style: ButtonStyle
    let hidden: [HiddenField]
    let about: String?

    /// - Parameter about: what the button is about, for screen readers, where several buttons of a page
    ///   read alike ("Melden" + "Beitrag von Alice").
    package init(
        _ label: String, action: Link, token: String?, style: ButtonStyle = .primary,
        hidden: [HiddenField] = [], about: String? = nil
    ) {
        self.label = label
        self.action = action
        self.token = token
        self.style = style
        self.hidden = hidden
        self.about = about
    }

    package var html: HTML {
        """
        <form class="act" method="post" action="\(action)">\(HiddenField.token(token))\(hidden)\
        <button class="\(style.html)" type="submit">\(label)\
        \(about.map { #"<span class="unseen"> \#($0)</span>"# as HTML })</button></form>
        """
    }
}

/// A link that looks like a button: it leads somewhere, it changes nothing.
package struct LinkButton: Markup {
    let label: String
    let link: Link
    let style: ButtonStyle

    package init(_ label: String, to link: Link, style: ButtonStyle = .primary) {
        self.label = label
        self.link = link
        self.style = style
    }

    package var html: HTML { #"<a class="\#(style.html)" href="\#(link)">\#(label)</a>"# }
}
