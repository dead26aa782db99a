import Acts
import Ballots
import Core
import Deliberation
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import Processes
import Proposals
import Secrets

/// Reading, supporting and withdrawing proposals.
struct ProposalRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/proposals", use: list)
        router.get("/proposals/:id", use: show)
        router.post("/proposals/:id/support", use: support)
        router.post("/proposals/:id/support/withdraw", use: withdrawSupport)
        router.get("/processes/:id", use: process)
    }

    @Sendable func list(_ request: Request, context: PageContext) async throws -> Response {
        let before = context.query(request, "before").flatMap { ProposalID(text: $0) }
        let district = context.query(request, "district").flatMap { DistrictID(text: $0) }
        let cards = try await site.database.read {
            try $0.proposalCards(in: district, before: before, limit: listLength + 1)
        }
        let page = ProposalListPage(
            words: site.phrases(context), made: site.cards, cards: cards, isFirst: before == nil,
            district: district)
        return site.respond(page.page, context)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ProposalID.self)
        let viewer = context.person?.id
        let (detail, phases, lists, elections) = try await site.database.read {
            db -> (ProposalDetail, [Phase], [Side: ThreadList], [Election]) in
            guard let detail = try db.proposalDetail(id, for: viewer) else { throw GeneralRejection.notFound }
            return (
                detail, try db.phases(of: detail.proposal.process),
                try db.discussion(of: id, reader: viewer, limit: DiscussionPart.shown),
                try db.elections(on: id)
            )
        }
        var page = ProposalPage(
            words: site.phrases(context), detail: detail, phases: phases, viewer: context.person,
            token: context.formToken,
            now: context.now, done: context.query(request, "done"), elections: elections)
        page.discussion =
            DiscussionPart(
                words: page.words, proposal: detail.proposal, lists: lists, viewer: context.person,
                phases: phases, now: context.now,
                entry: CommentEntry(
                    once: SystemRandom.uuid(), lines: context.query(request, "lines") ?? "",
                    version: detail.proposal.version),
                token: context.formToken
            ).html
        return site.respond(page.page, context)
    }

    @Sendable func process(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ProcessID.self)
        let before = context.query(request, "before").flatMap { ProposalID(text: $0) }
        let (process, phases, elections, cards) = try await site.database.read { db in
            guard let process = try db.process(id) else { throw GeneralRejection.notFound }
            return (
                process, try db.phases(of: id), before == nil ? try db.elections(of: id, limit: 6) : [],
                try db.proposalCards(of: id, before: before, limit: listLength + 1)
            )
        }
        let page = ProcessPage(
            words: site.phrases(context), made: site.cards, process: process, phases: phases, cards: cards,
            isFirst: before == nil,
            elections: elections, now: context.now)
        return site.respond(page.page, context)
    }

    @Sendable func support(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ProposalID.self)
        _ = try await context.form(request)
        let person = try context.signedInPerson()
        guard person.hasConsent else {
            return .see(Link("/account/consent").query("next", Link.proposal(id).address))
        }
        try await site.database.transaction { [now = context.now] db in
            guard let proposal = try db.proposal(id) else { throw GeneralRejection.notFound }
            let permit = try db.permit(.support, in: proposal.process, for: person, at: now)
            try db.addSupport(to: id, by: permit, at: now)
        }
        return .see(Link.proposal(id).query("done", "support"))
    }

    @Sendable func withdrawSupport(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ProposalID.self)
        _ = try await context.form(request)
        let person = try context.signedInPerson()
        try await site.database.transaction { [now = context.now] db in
            guard let proposal = try db.proposal(id) else { throw GeneralRejection.notFound }
            let permit = try db.permit(.support, in: proposal.process, for: person, at: now)
            try db.withdrawSupport(from: id, by: permit, at: now)
        }
        return .see(Link.proposal(id).query("done", "support-withdrawn"))
    }
}
