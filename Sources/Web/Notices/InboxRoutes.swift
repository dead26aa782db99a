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
            try $0.inbox(of: person.id, before: before, limit: ProposalRoutes.pageLength + 1)
        }
        return site.respond(
            InboxPage(words: site.phrases(context), notices: notices, isStart: before == nil).page, context)
    }
}

struct InboxPage {
    let words: Phrases
    /// One more than a page shows where there are more.
    let notices: [Notice]
    let isStart: Bool

    var page: Page {
        let shown = notices.prefix(ProposalRoutes.pageLength)
        let more = notices.count > shown.count ? shown.last.map { Link.inbox.query("before", $0.id) } : nil
        var page = Page(
            words("inbox.title"),
            """
            <h1>\(words("inbox.title"))</h1>
            \(if: shown.isEmpty, EmptyState(words("inbox.empty")).html)
            \(shown.map(notice))
            \(Pager(
                words("pager.label"), previous: isStart ? nil : (title: words("pager.newest"), link: .inbox),
                next: more.map { (title: words("pager.older"), link: $0) }))
            """)
        page.isPrivate = true
        return page
    }

    private func notice(_ notice: Notice) -> Panel {
        Panel(
            notice.subject,
            "\(Meta([words.date(notice.writtenOn)]))\(PlainText(notice.body))")
    }
}

/// A letter as it was written: paragraphs at blank lines, line breaks kept.
struct PlainText: Markup {
    let text: String

    init(_ text: String) { self.text = text }

    var html: HTML {
        "\(text.split(separator: "\n\n").map(paragraph))"
    }

    private func paragraph(_ text: Substring) -> HTML {
        "<p>\(text.split(separator: "\n").map { HTML(text: String($0)) }.joined(separator: "<br>"))</p>\n"
    }
}
