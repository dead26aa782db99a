/// A form a person fills in. It works without scripts; the browser's own checks are off, so that every
/// wrong input comes back from the server with the same words (status 422).
package struct Form: Markup {
    let action: Link
    let token: String?
    let hidden: [HiddenField]
    let submit: String
    let style: ButtonStyle
    let bringsFiles: Bool
    let parts: HTML

    /// - Parameters:
    ///   - token: the cross-site token; nil for visitors.
    ///   - submit: what the button does ("Vorschlag veröffentlichen").
    ///   - bringsFiles: whether it has a field for a file.
    package init(
        action: Link, token: String?, submit: String, style: ButtonStyle = .primary,
        hidden: [HiddenField] = [], bringsFiles: Bool = false,
        _ parts: HTML
    ) {
        self.action = action
        self.token = token
        self.hidden = hidden
        self.submit = submit
        self.style = style
        self.bringsFiles = bringsFiles
        self.parts = parts
    }

    package init(
        action: Link, token: String?, submit: String, style: ButtonStyle = .primary,
        hidden: [HiddenField] = [],
        fields: [Field]
    ) {
        self.init(
            action: action, token: token, submit: submit, style: style, hidden: hidden, fields.joined())
    }

    package var html: HTML {
        """
        <form method="post" action="\(action)"\(if: bringsFiles, #" enctype="multipart/form-data""#) novalidate>\(HiddenField.token(token))\(hidden)
        \(parts)
        <p class="acts"><button class="\(style.html)" type="submit">\(submit)</button></p></form>
        """
    }
}

/// A value that travels with a form unseen.
package struct HiddenField: Markup {
    let name: String
    let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// The field in which every form of a signed-in person carries the cross-site token.
    package static func token(_ value: String?) -> HiddenField? { value.map { HiddenField("token", $0) } }

    package var html: HTML { #"<input type="hidden" name="\#(name)" value="\#(value)">"# }
}
