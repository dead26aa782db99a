import Acts
import Ballots
import Core
import Foundation
import HTML
import Hummingbird
import Identity
import NumberedText
import Postgres
import Proposals
import Secrets

/// Proposing other words for lines of a proposal, and what its author says to it.
struct AmendmentRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/proposals/:id/amendments", use: list)
        router.post("/proposals/:id/amendments", use: propose)
        router.get("/proposals/:id/amendments/new", use: blank)
        router.get("/proposals/:id/amendments/:amendment", use: show)
        router.post("/proposals/:id/amendments/:amendment/withdraw", use: withdraw)
        router.post("/proposals/:id/amendments/:amendment/decide", use: decide)
        router.get("/proposals/:id/versions", use: versions)
    }

    @Sendable func list(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ProposalID.self)
        let before = context.query(request, "before").flatMap { AmendmentID(text: $0) }
        let (proposal, amendments) = try await site.database.read { db in
            (try db.proposal(id), try db.amendments(of: id, before: before, limit: listLength + 1))
        }
        guard let proposal else { throw GeneralRejection.notFound }
        let page = AmendmentListPage(
            words: site.phrases(context), proposal: proposal, amendments: amendments, isStart: before == nil)
        return site.respond(page.page, context)
    }

    @Sendable func blank(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let proposal = try await proposal(context)
        try await site.database.read { [now = context.now] db in
            guard proposal.state == .published else { throw ProposalRejection.notPublished }
            _ = try db.permit(.comment, in: proposal.process, for: person, at: now)
        }
        var entry = AmendmentEntry(once: SystemRandom.uuid(), version: proposal.version)
        if let lines = context.query(request, "lines").flatMap({ LineRange($0) }),
            let old = NumberedText(proposal.text)[lines]
        {
            entry.lines = lines.description
            entry.text = old.map(\.text).joined(separator: "\n")
        }
        return site.respond(form(entry, proposal, context).page, context)
    }

    @Sendable func propose(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let id = try context.id(ProposalID.self)
        let entry = AmendmentEntry(try await context.form(request))
        var problems = Problems(site.phrases(context))
        guard let draft = entry.checked(&problems) else {
            return try await form(again: entry, problems, context)
        }
        try await site.limits.count("amendment \(person.id)", upTo: 30, per: 3600, at: context.now)
        do {
            let amendment = try await site.database.transaction {
                [catalogue = site.catalogue, address = site.settings.address, now = context.now] db in
                guard let proposal = try db.proposal(id) else { throw GeneralRejection.notFound }
                return try db.amend(
                    id, draft, once: entry.once, catalogue: catalogue, address: address,
                    by: db.permit(.comment, in: proposal.process, for: person, at: now), at: now)
            }
            return .see(Link.amendment(amendment, of: id).query("done", "proposed"))
        } catch let refusal as ProposalRejection where refusal.isAboutLines {
            problems.add(refusal == .nothingChanges ? "text" : "lines", refusal)
            return try await form(again: entry, problems, context)
        }
    }

    private func proposal(_ context: PageContext) async throws -> Proposal {
        let id = try context.id(ProposalID.self)
        guard let proposal = try await site.database.read({ try $0.proposal(id) }) else {
            throw GeneralRejection.notFound
        }
        return proposal
    }

    private func form(_ entry: AmendmentEntry, _ proposal: Proposal, _ context: PageContext)
        -> AmendmentFormPage
    {
        AmendmentFormPage(
            words: site.phrases(context), proposal: proposal, entry: entry, token: context.formToken)
    }

    /// The lines of a text that changed are chosen anew, in the version that is read now.
    private func form(
        again entry: AmendmentEntry, _ problems: Problems, _ context: PageContext
    ) async throws -> Response {
        let proposal = try await proposal(context)
        var entry = entry
        entry.version = proposal.version
        var page = form(entry, proposal, context)
        page.problems = problems
        return site.respond(page.page.refused(), context)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        let done = context.query(request, "done")
        return site.respond(try await page(context, done: done).page.kept, context)
    }

    private func page(_ context: PageContext, done: String? = nil) async throws -> AmendmentPage {
        let (id, number) = (try context.id(ProposalID.self), try context.id(AmendmentID.self, "amendment"))
        let (proposal, amendment, isVotedOn) = try await site.database.read { db in
            (try db.proposal(id), try db.amendment(number), try db.isVotedOn(id))
        }
        guard let proposal, let amendment, amendment.proposal == id else { throw GeneralRejection.notFound }
        return AmendmentPage(
            words: site.phrases(context), proposal: proposal, amendment: amendment, isVotedOn: isVotedOn,
            viewer: context.person, token: context.formToken, done: done)
    }

    @Sendable func withdraw(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        _ = try await context.form(request)
        let shown = try await page(context)
        try await site.database.transaction { [now = context.now] db in
            try db.withdrawAmendment(shown.amendment.id, by: db.permit(own: person), at: now)
        }
        return .see(Link.amendment(shown.amendment.id, of: shown.proposal.id).query("done", "withdrawn"))
    }

    @Sendable func decide(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let form = try await context.form(request)
        var page = try await page(context)
        guard page.proposal.author == person.id else { throw GeneralRejection.notFound }
        var problems = Problems(site.phrases(context))
        let (outcome, answer) = (form.text("outcome"), form.text("answer"))
        if !["accepted", "declined"].contains(outcome) {
            problems.add("outcome", "amendment.outcome-missing")
        }
        if outcome == "declined", answer.isEmpty { problems.add("answer", ProposalRejection.reasonMissing) }
        problems.limit(answer, "answer", upTo: 2000)
        guard problems.isEmpty else {
            page.entry = (outcome, answer)
            page.problems = problems
            return site.respond(page.page.refused(), context)
        }
        let (id, number) = (page.proposal.id, page.amendment.id)
        try await site.database.transaction {
            [catalogue = site.catalogue, address = site.settings.address, now = context.now] db in
            try db.decideAmendment(
                number, isAccepted: outcome == "accepted", answer: answer, catalogue: catalogue,
                address: address, by: db.permit(own: person), at: now)
        }
        return .see(Link.amendment(number, of: id).query("done", outcome))
    }

    @Sendable func versions(_ request: Request, context: PageContext) async throws -> Response {
        let before = context.query(request, "before").flatMap { Int($0) }
        let proposal = try await proposal(context)
        let versions = try await site.database.read {
            try $0.versions(of: proposal.id, before: before, limit: VersionsPage.length + 1)
        }
        let page = VersionsPage(
            words: site.phrases(context), proposal: proposal, versions: versions, isStart: before == nil)
        return site.respond(page.page, context)
    }
}

extension Link {
    static func amendments(of id: ProposalID) -> Link { Link("/proposals", id, "amendments") }
    static func amendment(_ id: AmendmentID, of proposal: ProposalID) -> Link {
        Link("/proposals", proposal, "amendments", id)
    }
}

extension ProposalRejection {
    /// Whether it is said beside the fields of an amendment.
    fileprivate var isAboutLines: Bool {
        [.textChanged, .noSuchLines, .nothingChanges].contains(self)
    }
}

/// What somebody typed to amend a proposal.
struct AmendmentEntry: Sendable {
    let once: UUID
    var lines = ""
    /// The version whose lines are meant.
    var version: Int
    var text = ""
    var reason = ""

    init(once: UUID, version: Int) {
        self.once = once
        self.version = version
    }

    init(_ form: FormData) {
        once = form.uuid("once") ?? SystemRandom.uuid()
        lines = form.text("lines")
        version = form.number("version") ?? 0
        text = form.text("text")
        reason = form.text("reason")
    }

    func checked(_ problems: inout Problems) -> AmendmentDraft? {
        let range = LineRange(lines)
        if range == nil {
            problems.add("lines", lines.isEmpty ? "amendment.lines-missing" : "amendment.no-such-lines")
        }
        problems.limit(text, "text", upTo: 8000)
        _ = problems.require(reason, "reason", upTo: 2000, missing: "amendment.reason-missing")
        guard problems.isEmpty, let range else { return nil }
        return AmendmentDraft(lines: range, version: version, text: text, reason: reason)
    }
}
