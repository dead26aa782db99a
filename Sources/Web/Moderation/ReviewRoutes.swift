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
        site.respond(try await page(ReviewEntry(), context).page, context)
    }

    @Sendable func decide(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.moderator()
        let id = try context.id(CaseID.self)
        let entry = ReviewEntry(try await context.form(request))
        var page = try await page(entry, context)
        var problems = Problems(site.phrases(context))
        guard let decision = entry.checked(&problems, hides: page.about.decision?.holds == .keep) else {
            page.problems = problems
            return site.respond(page.page.refused(), context)
        }
        try await site.database.transaction {
            [catalogue = site.catalogue, address = site.settings.address, now = context.now] db in
            try db.reviewComplaints(
                of: id, decision.outcome, rule: decision.rule, reason: decision.reason, catalogue: catalogue,
                address: address, by: db.permit(office: .moderation, for: person), at: now)
        }
        return .see(Link.complaints.query("done", id.description))
    }

    private func page(_ entry: ReviewEntry, _ context: PageContext) async throws -> ComplaintDeskPage {
        let person = try context.moderator()
        let id = try context.id(CaseID.self)
        let (about, complaints) = try await site.database.read {
            (try CaseView($0, id, reader: person.id), try $0.openComplaints(of: id))
        }
        guard about.decision != nil else { throw GeneralRejection.notFound }
        guard !complaints.isEmpty else { throw ModerationRejection.alreadyDecided }
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

/// What a moderator typed.
struct ReviewEntry: Sendable {
    struct Checked: Sendable {
        let outcome: ComplaintOutcome
        let rule: HouseRule?
        let reason: String
    }

    var outcome = ""
    var rule = ""
    var reason = ""

    init() {}

    init(_ form: FormData) {
        outcome = form.text("outcome")
        rule = form.text("rule")
        reason = form.text("reason")
    }

    /// - Parameter hides: turning the decision round hides a text, for which a rule must be named.
    func checked(_ problems: inout Problems, hides: Bool) -> Checked? {
        let outcome = ComplaintOutcome(rawValue: outcome)
        if outcome == nil { problems.add("outcome", "review.outcome-missing") }
        let rule = HouseRule(rawValue: rule)
        let needsRule = hides && outcome == .reversed
        if needsRule, rule == nil { problems.add("rule", ModerationRejection.ruleMissing) }
        let reason = problems.require(
            reason, "reason", upTo: 2000, missing: ModerationRejection.reasonMissing.phrase)
        guard problems.isEmpty, let outcome else { return nil }
        return Checked(outcome: outcome, rule: needsRule ? rule : nil, reason: reason)
    }
}
