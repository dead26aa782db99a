import Core
import HTML
import Hummingbird
import Moderation
import Phrases
import Postgres

/// The public record: every decision with its reason and without the text it was about.
struct RecordRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/moderation/record", use: list)
        router.get("/moderation/record/:id", use: show)
    }

    @Sendable func list(_ request: Request, context: PageContext) async throws -> Response {
        let before = context.query(request, "before").flatMap { PageKey($0) }
        let decisions = try await site.database.read { db in
            try db.moderationRecord(
                before: before.map { ($0.instant, CaseID($0.number)) }, limit: listLength + 1)
        }
        let page = RecordPage(words: site.phrases(context), decisions: decisions, isStart: before == nil)
        return site.respond(page.page, context)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(CaseID.self)
        guard let decision = try await site.database.read({ try $0.decision(id) }) else {
            throw GeneralRejection.notFound
        }
        let words = site.phrases(context)
        let title = words("desk.case", ["case": id.description])
        let page = Page(
            title,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("record.title"), link: "/moderation/record")],
                current: title),
            "<h1>\(title)</h1>\(DecisionPart(words: words, decision: decision, hasHeading: false))")
        return site.respond(page.kept, context)
    }
}

struct RecordPage {
    let words: Phrases
    /// One more than a page shows where there are more.
    let decisions: [Decision]
    let isStart: Bool

    var page: Page {
        let list = KeyedPage(decisions, isFirst: isStart)
        let shown = list.shown
        let record: Link = "/moderation/record"
        var page = Page(
            words("record.title"),
            """
            <h1>\(words("record.title"))</h1>
            <p class="lead">\(words("record.lead"))</p>
            \(if: shown.isEmpty, EmptyState(words("record.empty")).html)
            \(shown.map { DecisionPart(words: words, decision: $0) })
            \(list.pager(words, record) { PageKey($0.decidedAt, $0.id).description })
            """)
        page.head = Feed.moderation.alternate(words)
        return page
    }
}

/// One decision in the public record.
struct DecisionPart: Markup {
    let words: Phrases
    let decision: Decision
    var hasHeading = true

    var html: HTML {
        let heading = words("desk.case", ["case": decision.id.description])
        let link = Link("/log").query("leaf", decision.leaf.hex)
        return Panel(
            hasHeading ? heading : nil,
            """
            <p>\(Tag(words("record.\(decision.verdict.rawValue)"), decision.verdict == .hide ? .warning : .success))</p>
            \(Meta([
                words("desk.kind.\(decision.kind)"), words.plural("desk.reports", decision.reports),
                words("record.decided", ["date": words.dateTime(decision.decidedAt)]),
            ]))
            \(decision.rule.map { "<p>\(words("record.rule", ["rule": words($0.phrase)]))</p>" as HTML })
            \(PlainText(decision.reason))
            <p><a href="\(link)">\(words("record.in-log"))</a>\(if: hasHeading, #" · <a href="\#(Link.decision(decision.id))">\#(words("record.link"))</a>"#)</p>
            """
        ).html
    }
}
