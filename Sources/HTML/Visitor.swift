/// Who looks at the page.
package enum Visitor: Sendable {
    case stranger(signIn: NavigationItem)
    /// A signed-in person: the name, the links of the menu, and the button that signs out.
    case person(name: String, menu: [NavigationItem], signOut: FormButton)

    var html: HTML {
        switch self {
        case .stranger(let signIn): #"<a class="visitor" href="\#(signIn.link)">\#(signIn.title)</a>"#
        case .person(let name, let menu, let signOut):
            """
            <details class="visitor"><summary><span>\(name)</span></summary>
            <div><ul>\(menu.map(\.listItem))</ul>\(signOut)</div></details>
            """
        }
    }
}
