import Acts
import Core
import Foundation
import HTML
import Hummingbird
import Phrases
import Postgres
import Proposals
import Secrets

/// Answering a proposal for the city. To everybody but the administration the form does not exist.
struct AnswerRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/proposals/:id/answer", use: blank)
        router.post("/proposals/:id/answer", use: answer)
    }

    @Sendable func blank(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        let entry = AnswerEntry(once: SystemRandom.uuid())
        return site.respond(try await page(entry, context), context)
    }

    @Sendable func answer(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.administrator()
        let id = try context.id(ProposalID.self)
        let entry = AnswerEntry(try await context.form(request))
        var problems = Problems(site.phrases(context))
        guard let answer = entry.checked(&problems) else {
            return site.respond(try await page(entry, context, problems: problems), context)
        }
        try await site.database.transaction {
            [catalogue = site.catalogue, address = site.settings.address, now = context.now] db in
            try db.answerProposal(
                id, answer, once: entry.once, catalogue: catalogue, address: address,
                by: db.permit(office: .administration, for: person), at: now)
        }
        return .see(Link.proposal(id).query("done", "answered"))
    }

    private func page(
        _ entry: AnswerEntry, _ context: PageContext, problems: Problems? = nil
    ) async throws -> Page {
        let id = try context.id(ProposalID.self)
        guard let proposal = try await site.database.read({ try $0.proposal(id) }) else {
            throw GeneralRejection.notFound
        }
        guard proposal.state == .published else { throw ProposalRejection.notPublished }
        let form = AnswerPage(
            words: site.phrases(context), proposal: proposal, entry: entry, token: context.formToken,
            problems: problems)
        return problems == nil ? form.page : form.page.refused()
    }
}

/// What an office typed.
struct AnswerEntry: Sendable {
    let once: UUID
    var stance = ""
    var office = ""
    var body = ""

    init(once: UUID) { self.once = once }

    init(_ form: FormData) {
        once = form.uuid("once") ?? SystemRandom.uuid()
        stance = form.text("stance")
        office = form.text("office")
        body = form.text("body")
    }

    func checked(_ problems: inout Problems) -> Answer? {
        let stance = Answer.Stance(rawValue: stance)
        if stance == nil { problems.add("stance", "answer.stance-missing") }
        let office = problems.require(office, "office", upTo: 120, missing: "answer.office-missing")
        let body = problems.require(body, "body", upTo: 8000, missing: "answer.body-missing")
        guard problems.isEmpty, let stance else { return nil }
        return Answer(stance, office: office, body: body)
    }
}

struct AnswerPage {
    let words: Phrases
    let proposal: Proposal
    let entry: AnswerEntry
    let token: String?
    let problems: Problems?

    var page: Page {
        let title = words("answer.title")
        var page = Page(
            title, section: .proposals,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: proposal.title, link: .proposal(proposal.id))],
                current: title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            <p class="lead">\(words("answer.lead", ["title": proposal.title]))</p>
            \(Form(
                action: Link("/proposals", proposal.id, "answer"), token: token,
                submit: words("answer.submit"), hidden: [HiddenField("once", entry.once.uuidString)], fields))
            """)
        page.isPrivate = true
        return page
    }

    private var fields: HTML {
        """
        \(Field(
            "stance", words("answer.stance"),
            .radios(Answer.Stance.allCases.map { Choice($0.rawValue, words($0.phrase)) }),
            value: entry.stance, error: problems?["stance"]))
        \(Field(
            "office", words("answer.office"), value: entry.office, hint: words("answer.office-hint"),
            error: problems?["office"], maxlength: 120))
        \(Field(
            "body", words("answer.body"), .textarea(rows: 8), value: entry.body, hint: words("answer.body-hint"),
            error: problems?["body"], maxlength: 8000))
        """
    }
}

/// What the city said, below each other in the order of time.
struct AnswersPart: Markup {
    let words: Phrases
    let answers: [GivenAnswer]

    var html: HTML {
        guard !answers.isEmpty else { return "" }
        return "<h2 id=\"answers\">\(words("answer.heading"))</h2>\n\(answers.map(panel))"
    }

    private func panel(_ given: GivenAnswer) -> Panel {
        Panel(
            words(given.answer.stance.phrase), tone: tone(given.answer.stance),
            """
            \(Markdown.render(given.answer.body))
            \(Meta([
                HTML(text: given.answer.office), HTML(text: words.date(words.day(of: given.answeredAt))),
                "<a href=\"\(Link("/log").query("leaf", given.leaf.hex))\">\(words("answer.in-log"))</a>",
            ]))
            """)
    }

    private func tone(_ stance: Answer.Stance) -> Tone {
        switch stance {
        case .accepted, .partly: .success
        case .examined: .info
        case .declined: .warning
        }
    }
}
