import Acts
import Core
import Foundation
import HTML
import HTTPTypes
import Hummingbird
import Phrases
import Postgres
import Secrets

/// Telling a barrier, without an account. What is told goes to administration by mail.
struct BarrierRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/report/barrier", use: blank)
        router.post("/report/barrier", use: send)
    }

    @Sendable func blank(_ request: Request, context: PageContext) -> Response {
        if context.query(request, "done") == "sent" {
            return site.respond(BarrierPage(words: site.phrases(context)).sent, context)
        }
        let entry = BarrierEntry(once: SystemRandom.uuid(), page: context.query(request, "page") ?? "")
        return site.respond(page(entry, context).page, context)
    }

    @Sendable func send(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        let entry = BarrierEntry(
            once: form.uuid("once") ?? SystemRandom.uuid(), page: form.text("page"),
            words: form.text("words"),
            email: form.text("email"))
        var problems = Problems(site.phrases(context))
        entry.check(&problems)
        guard problems.isEmpty else {
            return site.respond(page(entry, context, problems).page.refused(), context)
        }
        try await site.limits.count(
            "barrier \(site.visitor(request, context))", upTo: 5, per: 3600, at: context.now)
        let german = site.catalogue[.german]
        let missing = german("barrier.mail.none")
        let mail = BarrierMail(
            once: entry.once, subject: german("barrier.mail.subject"),
            body: german(
                "barrier.mail.body",
                [
                    "page": entry.page.isEmpty ? missing : entry.page, "words": entry.words,
                    "email": entry.email.isEmpty ? missing : entry.email,
                ]))
        try await site.database.transaction {
            [now = context.now, fallback = site.settings.responsible.email] db in
            try db.reportBarrier(mail, fallback: fallback, by: db.permit(bearer: "report-barrier"), at: now)
        }
        return .see(Link.barrierReport.query("done", "sent"))
    }

    private func page(_ entry: BarrierEntry, _ context: PageContext, _ problems: Problems? = nil)
        -> BarrierPage
    {
        BarrierPage(words: site.phrases(context), entry: entry, token: context.formToken, problems: problems)
    }
}

/// What somebody enters about a barrier.
struct BarrierEntry: Sendable {
    var once: UUID
    var page = ""
    var words = ""
    var email = ""

    func check(_ problems: inout Problems) {
        problems.limit(page, "page", upTo: 500)
        _ = problems.require(words, "words", upTo: 2000, missing: "barrier.words-missing")
        problems.limit(email, "email", upTo: 254)
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        let isAddress =
            parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isWhitespace) }
        if !email.isEmpty, !isAddress { problems.add("email", "barrier.email-wrong") }
    }
}

/// The form, and the page after it.
struct BarrierPage {
    let words: Phrases
    var entry = BarrierEntry(once: SystemRandom.uuid())
    var token: String?
    var problems: Problems?

    var page: Page {
        var page = Page(
            words("barrier.title"),
            """
            \(problems?.summary)<h1>\(words("barrier.title"))</h1>
            <p class="lead">\(words("barrier.lead"))</p>
            \(Form(
                action: .barrierReport, token: token, submit: words("barrier.submit"),
                hidden: [HiddenField("once", entry.once.uuidString)],
                fields: [
                    field("words", .textarea(rows: 6), entry.words, longest: 2000, required: true),
                    field("page", .text, entry.page, longest: 500),
                    field("email", .email, entry.email, longest: 254),
                ]))
            <p><a href="\(StaticPage.accessibility.link)">\(words("static.accessibility.title"))</a></p>
            """)
        page.isPrivate = true
        return page
    }

    private func field(
        _ name: String, _ control: Field.Control, _ value: String, longest: Int, required: Bool = false
    ) -> Field {
        Field(
            name, words("barrier.\(name)"), control, value: value, hint: words("barrier.\(name)-hint"),
            error: problems?[name], mark: required ? nil : words("form.optional"), required: required,
            autocomplete: name == "email" ? "email" : nil, maxlength: longest)
    }

    var sent: Page {
        var page = Page(
            words("barrier.sent"),
            Confirmation(
                words("barrier.sent"), "<p>\(words("barrier.sent-lead"))</p>",
                next: (heading: words("barrier.next"), content: "<p>\(words("barrier.next-lead"))</p>")
            ).html)
        page.isPrivate = true
        return page
    }
}
