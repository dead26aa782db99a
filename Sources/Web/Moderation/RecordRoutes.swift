import Core
import HTML
import Hummingbird
import Identity
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
        let (found, ends) = try await site.database.read { [person = context.person?.id] db in
            let ends = try person.flatMap {
                try db.hasComplained(id, $0) ? nil : try db.complaintEnds(id, for: $0)
            }
            return (try db.decision(id), ends)
        }
        guard let decision = found else { throw GeneralRejection.notFound }
        let words = site.phrases(context)
        let title = words("desk.case", ["case": id.description])
        let page = Page(
            title,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("record.title"), link: "/moderation/record")],
                current: title),
            """
            \(if: context.query(request, "done") == "complaint", filed(words))
            <h1>\(title)</h1>\(DecisionPart(words: words, decision: decision, hasHeading: false))
            \(ends.flatMap { $0 > context.now ? objection(id, until: $0, words) : nil })
            """)
        return site.respond(page.kept, context)
    }

    private func filed(_ words: Phrases) -> HTML {
        Panel(words("complaint.filed"), tone: .success, "<p>\(words("complaint.filed.next"))</p>").html
    }

    /// For whom the decision goes against.
    private func objection(_ id: CaseID, until end: Instant, _ words: Phrases) -> HTML {
        """
        <p>\(words("complaint.lead", ["date": words.date(words.day(of: end))]))</p>
        <p><a class="button" href="\(Link("/moderation/record", id, "complaint"))">\(words("complaint.title"))</a></p>
        """
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
        let panel = Panel(
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
        )
        return "\(panel)\(decision.reviews.map(review))"
    }

    /// What somebody else decided after a complaint.
    private func review(_ review: Review) -> HTML {
        Panel(
            words("review.panel"), tone: review.outcome == .reversed ? .info : .plain,
            """
            <p>\(Tag(words("review.tag.\(review.outcome.rawValue)"), review.outcome == .reversed ? .info : .plain))</p>
            \(Meta([HTML(text: words("record.decided", ["date": words.dateTime(review.decidedAt)]))]))
            \(review.rule.map { "<p>\(words("record.rule", ["rule": words($0.phrase)]))</p>" as HTML })
            \(PlainText(review.reason))
            <p><a href="\(Link("/log").query("leaf", review.leaf.hex))">\(words("record.in-log"))</a></p>
            """
        ).html
    }
}
