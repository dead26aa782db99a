import HTML
import Notices
import Phrases

/// The mails a demo keeps instead of sending them, newest first.
struct MailListPage {
    let words: Phrases
    /// File names, one more than is shown.
    let names: [String]
    let isFirst: Bool
    let mail: (String) -> KeptMail?

    var page: Page {
        let list = KeyedPage(names, isFirst: isFirst)
        let shown = list.shown
        var page = Page(
            words("administration.mail"), breadcrumb: administrationPath(words, words("administration.mail")),
            """
            <h1>\(words("administration.mail"))</h1>
            <p class="lead">\(words("administration.mail-lead"))</p>
            \(if: shown.isEmpty, EmptyState(words("administration.no-mail")).html, else: table(Array(shown)).html)
            \(list.pager(words, .administrationMail) { $0 })
            """)
        page.isPrivate = true
        return page
    }

    private func table(_ names: [String]) -> Table {
        Table(
            words("administration.mail"), captionIsHidden: true,
            columns: [
                .init(words("administration.mail-subject")), .init(words("administration.mail-recipient")),
            ],
            rows: names.compactMap { name in
                mail(name).map { mail in
                    [
                        "<a href=\"\(Link("/administration/mail", name))\">\(mail.subject)</a>",
                        HTML(text: mail.recipient),
                    ]
                }
            })
    }
}

/// One kept mail.
struct MailPage {
    let words: Phrases
    let mail: KeptMail

    var page: Page {
        var page = Page(
            mail.subject,
            breadcrumb: administrationPath(
                words, mail.subject, [(title: words("administration.mail"), link: .administrationMail)]),
            """
            <h1>\(mail.subject)</h1>
            \(DefinitionRows([.init(words("administration.mail-recipient"), text: mail.recipient)]))
            <pre>\(mail.body)</pre>
            """)
        page.isPrivate = true
        return page
    }
}

/// The way from the desk to here.
func administrationPath(_ words: Phrases, _ current: String, _ steps: [(title: String, link: Link)] = [])
    -> Breadcrumb
{
    Breadcrumb(
        words("frame.breadcrumb"), [(title: words("administration.title"), link: .administration)] + steps,
        current: current)
}
