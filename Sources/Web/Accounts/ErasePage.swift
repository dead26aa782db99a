import AuditLog
import Core
import HTML
import Phrases

/// What goes and what stays when a person's data are erased, and the choice about their published proposals.
struct ErasurePart {
    let words: Phrases
    let problems: Problems?
    let manner: String

    var explanation: HTML {
        """
        <h2>\(words("erase.goes"))</h2>
        <ul><li>\(words("erase.goes-account"))</li><li>\(words("erase.goes-supports"))</li>
        <li>\(words("erase.goes-comments"))</li><li>\(words("erase.goes-openings"))</li></ul>
        <h2>\(words("erase.stays"))</h2>
        <ul><li>\(words("erase.stays-ballots"))</li><li>\(words("erase.stays-log"))</li>
        <li>\(words("erase.stays-receipts"))</li></ul>
        """
    }

    var choice: Field {
        Field(
            "manner", words("erase.proposals"),
            .radios([
                Choice(
                    ErasureList.Manner.keep.rawValue, words("erase.keep"), hint: words("erase.keep-hint")),
                Choice(
                    ErasureList.Manner.remove.rawValue, words("erase.remove"),
                    hint: words("erase.remove-hint")),
            ]), value: manner, error: problems?["manner"])
    }
}

/// Erasing one's own account: with the password, for it cannot be undone.
struct ErasePage {
    let words: Phrases
    let token: String?
    var manner = ""
    var problems: Problems?

    var page: Page {
        let part = ErasurePart(words: words, problems: problems, manner: manner)
        let password = Field(
            "password", words("register.password"), .password, error: problems?["password"],
            autocomplete: "current-password")
        var page = Page(
            words("erase.title"),
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("account.title"), link: .account)],
                current: words("erase.title")),
            """
            \(problems?.summary)<h1>\(words("erase.title"))</h1>
            <p class="lead">\(words("erase.lead"))</p>
            <p><a href="\(Link.ownLog)">\(words("erase.save-first"))</a></p>
            \(part.explanation)
            \(Form(
                action: .eraseAccount, token: token, submit: words("erase.submit"), style: .danger,
                fields: [part.choice, password]))
            <p><a href="\(Link.account)">\(words("erase.cancel"))</a></p>
            """)
        page.isPrivate = true
        return page
    }
}

/// Where a person stands whose data were erased: signed out, as a stranger.
struct ErasedPage {
    let words: Phrases

    var page: Page {
        Page(
            words("erased.title"),
            Confirmation(
                words("erased.title"), "<p>\(words("erased.lead"))</p>",
                next: (
                    heading: words("erased.next"),
                    content:
                        "<p>\(words("erased.again")) <a href=\"\(Link.proposals)\">\(words("erased.read"))</a></p>"
                )
            ).html)
    }
}

extension Link {
    static let eraseAccount: Link = "/account/erase"
    static let erased: Link = "/account/erased"
}
