import Acts
import Core
import Deliberation
import Foundation
import HTML
import Hummingbird
import Identity
import Postgres
import Proposals
import Secrets

/// Comments on a proposal and replies to them.
struct CommentRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/proposals/:id/comments", use: list)
        router.post("/proposals/:id/comments", use: write)
        router.get("/proposals/:id/comments/:comment", use: show)
        router.post("/proposals/:id/comments/:comment/replies", use: reply)
        router.post("/proposals/:id/comments/:comment/withdraw", use: withdraw)
    }

    @Sendable func list(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ProposalID.self)
        let side = context.query(request, "side").flatMap { Side(rawValue: $0) } ?? .pro
        let before = context.query(request, "before").flatMap { CommentID(text: $0) }
        let reader = context.person?.id
        let (proposal, list) = try await site.database.read { db -> (Proposal, ThreadList) in
            guard let proposal = try db.proposal(id) else { throw GeneralRejection.notFound }
            return (
                proposal,
                try db.threads(
                    of: id, side: side, before: before, reader: reader, limit: listLength)
            )
        }
        let page = SidePage(
            words: site.phrases(context), proposal: proposal, side: side, list: list, isStart: before == nil,
            token: context.formToken)
        return site.respond(page.page, context)
    }

    @Sendable func write(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let id = try context.id(ProposalID.self)
        let entry = CommentEntry(try await context.form(request), once: SystemRandom.uuid())
        var problems = Problems(site.phrases(context))
        guard let draft = entry.checked(&problems) else {
            return try await form(again: entry, id, problems, context)
        }
        try await limit(person, context)
        do {
            let comment = try await site.database.transaction { [now = context.now] db in
                guard let proposal = try db.proposal(id) else { throw GeneralRejection.notFound }
                let permit = try db.permit(.comment, in: proposal.process, for: person, at: now)
                return try db.writeComment(draft, on: id, once: entry.once, by: permit, at: now)
            }
            return .see(Link.proposal(id).query("done", "comment").fragment("comment-\(comment)"))
        } catch let refusal as DeliberationRejection {
            problems.add(refusal == .wrongLength ? "body" : "lines", refusal)
            return try await form(again: entry, id, problems, context)
        }
    }

    /// Acts of one person, over all proposals.
    private func limit(_ person: Person, _ context: PageContext) async throws {
        try await site.limits.count("comment \(person.id)", upTo: 60, per: 3600, at: context.now)
    }

    private func form(
        again entry: CommentEntry, _ id: ProposalID, _ problems: Problems, _ context: PageContext
    ) async throws -> Response {
        guard let proposal = try await site.database.read({ try $0.proposal(id) }) else {
            throw GeneralRejection.notFound
        }
        // The lines of a text that changed are chosen anew, in the version that is read now.
        var entry = entry
        entry.version = proposal.version
        let form = CommentForm(
            words: site.phrases(context), proposal: id, entry: entry, token: context.formToken,
            problems: problems)
        return site.respond(CommentFormPage(form: form, title: proposal.title).page.refused(), context)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        let after = context.query(request, "after").flatMap { CommentID(text: $0) }
        return site.respond(try await thread(context, after: after).page, context)
    }

    /// The page of the thread that the address names. A reply leads to its thread.
    private func thread(_ context: PageContext, after: CommentID? = nil) async throws -> ThreadPage {
        let (id, number) = (try context.id(ProposalID.self), try context.id(CommentID.self, "comment"))
        let reader = context.person?.id
        return try await site.database.read { [site] db in
            guard let proposal = try db.proposal(id), let named = try db.comment(number, reader: reader),
                named.proposal == id
            else { throw GeneralRejection.notFound }
            let first = try named.parent.flatMap { try db.comment($0, reader: reader) } ?? named
            let replies = try db.replies(
                to: first.id, after: after, reader: reader, limit: ThreadPage.length + 1)
            return ThreadPage(
                words: site.phrases(context), proposal: proposal, first: first, replies: replies,
                isStart: after == nil,
                token: context.formToken, once: SystemRandom.uuid())
        }
    }

    @Sendable func reply(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let (id, number) = (try context.id(ProposalID.self), try context.id(CommentID.self, "comment"))
        let form = try await context.form(request)
        var problems = Problems(site.phrases(context))
        let body = problems.require(form.text("body"), "body", upTo: 4000, missing: "comment.body-missing")
        guard problems.isEmpty else {
            var page = try await thread(context)
            page.body = body
            page.problems = problems
            return site.respond(page.page.refused(), context)
        }
        try await limit(person, context)
        let once = form.uuid("once") ?? SystemRandom.uuid()
        let reply = try await site.database.transaction { [now = context.now] db in
            guard let proposal = try db.proposal(id), try db.comment(number, reader: nil)?.proposal == id
            else {
                throw GeneralRejection.notFound
            }
            let permit = try db.permit(.comment, in: proposal.process, for: person, at: now)
            return try db.reply(body, to: number, once: once, by: permit, at: now)
        }
        return .see(Link.proposal(id).query("done", "comment").fragment("comment-\(reply)"))
    }

    @Sendable func withdraw(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let (id, number) = (try context.id(ProposalID.self), try context.id(CommentID.self, "comment"))
        _ = try await context.form(request)
        try await site.database.transaction { [now = context.now] db in
            try db.withdrawComment(number, by: db.permit(own: person), at: now)
        }
        return .see(Link.proposal(id).query("done", "comment-withdrawn"))
    }
}
