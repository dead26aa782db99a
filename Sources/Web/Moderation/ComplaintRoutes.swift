import Acts
import Core
import Foundation
import HTML
import Hummingbird
import Identity
import Moderation
import Phrases
import Postgres
import Secrets

/// Disagreeing with a decision. The form exists for whom the decision goes against, and for nobody else.
struct ComplaintRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/moderation/record/:id/complaint", use: blank)
        router.post("/moderation/record/:id/complaint", use: file)
    }

    @Sendable func blank(_ request: Request, context: PageContext) async throws -> Response {
        let (page, ends) = try await page(ComplaintEntry(once: SystemRandom.uuid(), words: ""), context)
        guard ends > context.now else { throw ModerationRejection.complaintTooLate }
        return site.respond(page.page, context)
    }

    @Sendable func file(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let id = try context.id(CaseID.self)
        let form = try await context.form(request)
        let entry = ComplaintEntry(
            once: form.uuid("once") ?? SystemRandom.uuid(), words: form.text("words"))
        var problems = Problems(site.phrases(context))
        let words = problems.require(entry.words, "words", upTo: 2000, missing: "complaint.words-missing")
        guard problems.isEmpty else {
            var (page, _) = try await page(entry, context)
            page.problems = problems
            return site.respond(page.page.refused(), context)
        }
        try await site.database.transaction { [now = context.now] db in
            try db.complain(id, words: words, once: entry.once, by: db.permit(own: person), at: now)
        }
        return .see(Link.decision(id).query("done", "complaint"))
    }

    private func page(
        _ entry: ComplaintEntry, _ context: PageContext
    ) async throws -> (page: ComplaintPage, ends: Instant) {
        let person = try context.signedInPerson()
        let id = try context.id(CaseID.self)
        let (decision, ends, isKnown) = try await site.database.read { db in
            (
                try db.decision(id), try db.complaintEnds(id, for: person.id),
                try db.hasComplained(id, person.id)
            )
        }
        guard let decision, let ends else { throw GeneralRejection.notFound }
        guard !isKnown else { throw ModerationRejection.alreadyComplained }
        let page = ComplaintPage(
            words: site.phrases(context), decision: decision, ends: ends, entry: entry,
            token: context.formToken)
        return (page, ends)
    }
}

/// What somebody typed.
struct ComplaintEntry: Sendable {
    let once: UUID
    let words: String
}

struct ComplaintPage: Sendable {
    let words: Phrases
    let decision: Decision
    let ends: Instant
    let entry: ComplaintEntry
    let token: String?
    var problems: Problems?

    var page: Page {
        let title = words("complaint.title")
        let about = words("desk.case", ["case": decision.id.description])
        var page = Page(
            title,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"),
                [
                    (title: words("record.title"), link: "/moderation/record"),
                    (title: about, link: .decision(decision.id)),
                ],
                current: title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            <p class="lead">\(words("complaint.lead", ["date": words.date(words.day(of: ends))]))</p>
            \(DecisionPart(words: words, decision: decision, hasHeading: false))
            \(Form(
                action: Link("/moderation/record", decision.id, "complaint"), token: token,
                submit: words("complaint.submit"), hidden: [HiddenField("once", entry.once.uuidString)],
                fields: [
                    Field(
                        "words", words("complaint.words"), .textarea(rows: 6), value: entry.words,
                        hint: words("complaint.words-hint"), error: problems?["words"], maxlength: 2000)
                ]))
            """)
        page.isPrivate = true
        return page
    }
}
