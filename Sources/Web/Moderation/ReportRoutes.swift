import Acts
import Core
import Deliberation
import Foundation
import HTML
import Hummingbird
import Identity
import Moderation
import Phrases
import Postgres
import Proposals
import Secrets

/// Reporting a text. No account is needed.
struct ReportRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/report", use: blank)
        router.post("/report", use: send)
    }

    @Sendable func blank(_ request: Request, context: PageContext) async throws -> Response {
        let entry = ReportEntry(
            once: SystemRandom.uuid(), proposal: context.query(request, "proposal") ?? "",
            comment: context.query(request, "comment") ?? "",
            amendment: context.query(request, "amendment") ?? "")
        return site.respond(try await page(entry, context).page, context)
    }

    @Sendable func send(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        let entry = ReportEntry(form, once: SystemRandom.uuid())
        let shown = try await page(entry, context)
        var problems = Problems(site.phrases(context))
        let rule = HouseRule(rawValue: entry.rule)
        if rule == nil { problems.add("rule", "report.rule-missing") }
        problems.limit(entry.words, "words", upTo: 2000)
        guard problems.isEmpty, let rule, let subject = entry.subject else {
            var page = shown
            page.problems = problems
            return site.respond(page.page.refused(), context)
        }
        try await site.limits.count(
            "report \(site.visitor(request, context))", upTo: 20, per: 3600, at: context.now)
        _ = try await site.database.transaction { [now = context.now, reporter = context.person?.id] db in
            try db.report(
                subject, rule: rule, words: entry.words, reporter: reporter, once: entry.once,
                by: db.permit(bearer: "report"), at: now)
        }
        return .see(Link.proposal(shown.proposal.id).query("done", "report"))
    }

    /// The form with what it is about; only what everybody can read can be reported.
    private func page(_ entry: ReportEntry, _ context: PageContext) async throws -> ReportPage {
        try await site.database.read { [site] db in
            var comment: Comment?
            var amendment: Amendment?
            let id: ProposalID
            switch entry.subject {
            case .proposal(let proposal): id = proposal
            case .comment(let number):
                guard let found = try db.comment(number, reader: nil), found.state == .visible else {
                    throw GeneralRejection.notFound
                }
                (id, comment) = (found.proposal, found)
            case .amendment(let number):
                guard let found = try db.amendment(number) else { throw GeneralRejection.notFound }
                (id, amendment) = (found.proposal, found)
            case nil: throw GeneralRejection.notFound
            }
            guard let proposal = try db.proposal(id) else { throw GeneralRejection.notFound }
            return ReportPage(
                words: site.phrases(context), entry: entry, proposal: proposal, comment: comment,
                amendment: amendment, token: context.formToken)
        }
    }
}

/// What a reporter typed.
struct ReportEntry: Sendable {
    let once: UUID
    let proposal: String
    let comment: String
    let amendment: String
    var rule = ""
    var words = ""

    init(once: UUID, proposal: String, comment: String, amendment: String) {
        self.once = once
        self.amendment = amendment
        self.proposal = proposal
        self.comment = comment
    }

    init(_ form: FormData, once: UUID) {
        self.init(
            once: form.uuid("once") ?? once, proposal: form.text("proposal"), comment: form.text("comment"),
            amendment: form.text("amendment"))
        rule = form.text("rule")
        words = form.text("words")
    }

    var subject: CaseSubject? {
        CommentID(text: comment).map { .comment($0) } ?? AmendmentID(text: amendment).map { .amendment($0) }
            ?? ProposalID(text: proposal).map { .proposal($0) }
    }
}

struct ReportPage: Sendable {
    let words: Phrases
    let entry: ReportEntry
    let proposal: Proposal
    let comment: Comment?
    let amendment: Amendment?
    let token: String?
    var problems: Problems?

    var page: Page {
        let title = words("report.title-\(entry.subject?.kind ?? "proposal")")
        return Page(
            title, section: .proposals,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: proposal.title, link: .proposal(proposal.id))],
                current: title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            <p class="lead">\(words("report.lead"))</p>
            \(about)
            \(Form(
                action: "/report", token: token, submit: words("report.send"),
                hidden: [
                    HiddenField("once", entry.once.uuidString), HiddenField("proposal", entry.proposal),
                    HiddenField("comment", entry.comment), HiddenField("amendment", entry.amendment),
                ],
                fields: [
                    Field(
                        "rule", words("report.rule"), .radios(ruleChoices(words)), value: entry.rule,
                        error: problems?["rule"]),
                    Field(
                        "words", words("report.words"), .textarea(rows: 4), value: entry.words,
                        hint: words("report.words-hint"), error: problems?["words"], mark: words("form.optional"),
                        required: false, maxlength: 2000),
                ]))
            """)
    }

    private var about: Panel {
        if let amendment {
            return Panel(
                amendment.authorName, quiet: true,
                "\(PlainText(amendment.text))\(Markdown.render(amendment.reason))")
        }
        guard let comment else { return Panel(proposal.title, quiet: true, Markdown.render(proposal.reason)) }
        return Panel(comment.author, quiet: true, Markdown.render(comment.body))
    }
}

/// The house rules, each with a sentence that explains it.
func ruleChoices(_ words: Phrases) -> [Choice] {
    HouseRule.allCases.map { Choice($0.rawValue, words($0.phrase), hint: words($0.phrase + ".hint")) }
}
