import Core
import HTML
import Hummingbird
import Identity
import Notices
import Phrases
import Postgres

/// What the signed-in person was told.
struct InboxRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/account/inbox", use: inbox)
    }

    @Sendable func inbox(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let before = context.query(request, "before").flatMap { Int($0) }
        let notices = try await site.database.read {
            try $0.inbox(of: person.id, before: before, limit: listLength + 1)
        }
        return site.respond(
            InboxPage(
                words: site.phrases(context), notices: notices, isStart: before == nil,
                address: site.settings.address
            ).page, context)
    }
}

struct InboxPage {
    let words: Phrases
    /// One more than a page shows where there are more.
    let notices: [Notice]
    let isStart: Bool
    /// Of this site: its own addresses become links.
    let address: String

    var page: Page {
        let list = KeyedPage(notices, isFirst: isStart)
        let shown = list.shown
        var page = Page(
            words("inbox.title"),
            """
            <h1>\(words("inbox.title"))</h1>
            \(if: shown.isEmpty, EmptyState(words("inbox.empty")).html)
            \(shown.map(notice))
            \(list.pager(words, .inbox) { String($0.id) })
            """)
        page.isPrivate = true
        return page.kept
    }

    private func notice(_ notice: Notice) -> Panel {
        Panel(
            notice.subject,
            "\(Meta([words.date(notice.writtenOn)]))\(PlainText(notice.body, linking: address))")
    }
}

/// A letter as it was written: paragraphs at blank lines, line breaks kept; a line that is an address of this site is
/// a link.
struct PlainText: Markup {
    let text: String
    let address: String?

    init(_ text: String, linking address: String? = nil) {
        self.text = text
        self.address = address
    }

    var html: HTML {
        "\(text.split(separator: "\n\n").map(paragraph))"
    }

    private func paragraph(_ text: Substring) -> HTML {
        "<p>\(text.split(separator: "\n").map(line).joined(separator: "<br>"))</p>\n"
    }

    private func line(_ text: Substring) -> HTML {
        guard let address, text.hasPrefix(address + "/"), !text.contains(" ") else {
            return HTML(text: String(text))
        }
        return #"<a href="\#(Link(path: String(text.dropFirst(address.count))))">\#(String(text))</a>"#
    }
}
