import Acts
import Core
import HTML
import Hummingbird
import Identity
import Moderation
import Phrases
import Postgres

/// Deciding about complaints. To everybody but moderation these pages do not exist.
struct ReviewRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/moderation/complaints", use: list)
        router.get("/moderation/complaints/:id", use: show)
        router.post("/moderation/complaints/:id", use: decide)
    }

    @Sendable func list(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.moderator()
        let after = context.query(request, "after").flatMap { PageKey($0) }
        let queue = try await site.database.read {
            try $0.complaintQueue(after: after.map { ($0.instant, $0.number) }, limit: listLength + 1)
        }
        let page = ComplaintQueuePage(
            words: site.phrases(context), queue: queue, isStart: after == nil,
            done: context.query(request, "done").flatMap { CaseID(text: $0) })
        return site.respond(page.page, context)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        var page = try await page(DecisionEntry(), context)
        page.entry.rule = page.about.decision?.rule?.rawValue ?? ""
        return site.respond(page.page, context)
    }

    @Sendable func decide(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.moderator()
        let id = try context.id(CaseID.self)
        let entry = DecisionEntry(try await context.form(request))
        var page = try await page(entry, context)
        var problems = Problems(site.phrases(context))
        guard let decision = entry.checked(&problems) else {
            page.problems = problems
            return site.respond(page.page.refused(), context)
        }
        try await site.database.transaction {
            [catalogue = site.catalogue, address = site.settings.address, now = context.now] db in
            try db.reviewComplaints(
                of: id, decision.verdict, rule: decision.rule, reason: decision.reason, catalogue: catalogue,
                address: address, by: db.permit(office: .moderation, for: person), at: now)
        }
        return .see(Link.complaints.query("done", id.description))
    }

    private func page(_ entry: DecisionEntry, _ context: PageContext) async throws -> ComplaintDeskPage {
        let person = try context.moderator()
        let id = try context.id(CaseID.self)
        // What is open first: whoever decides in between is then seen among the reviews.
        let (complaints, about) = try await site.database.read {
            (try $0.openComplaints(of: id), try CaseView($0, id, reader: person.id))
        }
        guard let decision = about.decision else { throw GeneralRejection.notFound }
        guard !complaints.isEmpty else {
            throw decision.reviews.isEmpty ? GeneralRejection.notFound : ModerationRejection.alreadyDecided
        }
        return ComplaintDeskPage(
            words: site.phrases(context), about: about, complaints: complaints,
            isOwn: complaints.contains { $0.against == person.id || $0.person == person.id }, entry: entry,
            token: context.formToken)
    }
}

extension PageContext {
    /// Who holds the office of moderation. To anybody else these pages do not exist.
    func moderator() throws -> Person {
        guard let person, person.roles.contains(.moderation) else { throw GeneralRejection.notFound }
        return person
    }
}

extension Link {
    static let complaints: Link = "/moderation/complaints"
    static func complaint(_ id: CaseID) -> Link { Link("/moderation/complaints", id) }
}
