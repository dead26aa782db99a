import Acts
import Core
import Foundation
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import Processes
import Proposals
import Secrets

/// Writing a proposal: the form, the preview, publishing, one's own drafts.
struct DraftRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/proposals/new", use: blank)
        router.post("/proposals/new", use: create)
        router.get("/account/proposals", use: own)
        router.get("/account/proposals/:id", use: preview)
        router.get("/account/proposals/:id/edit", use: edit)
        router.post("/account/proposals/:id/edit", use: change)
        router.post("/account/proposals/:id/publish", use: publish)
        router.post("/account/proposals/:id/discard", use: discard)
        router.post("/proposals/:id/withdraw", use: withdraw)
    }

    @Sendable func blank(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.signedInPerson()
        var entry = ProposalEntry(once: SystemRandom.uuid())
        entry.process = context.query(request, "process") ?? ""
        return site.respond(try await page(entry, context), context)
    }

    @Sendable func create(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let entry = ProposalEntry(try await context.form(request))
        var problems = Problems(site.phrases(context))
        let draft = entry.checked(&problems)
        guard problems.isEmpty, let draft, let process = ProcessID(text: entry.process), !entry.wantsRow
        else {
            return site.respond(try await page(entry, context, problems: problems), context)
        }
        try await site.limits.count("propose \(person.id)", upTo: 30, per: 3600, at: context.now)
        do {
            let id = try await site.database.transaction { [now = context.now] db in
                let permit = try db.permit(.propose, in: process, for: person, at: now)
                return try db.addDraft(
                    draft, in: process, author: person.id, once: entry.once, by: permit, at: now)
            }
            return .see(Link("/account/proposals", id))
        } catch let refusal as ProposalRejection where refusal.kind == .invalid {
            problems.add(refusal == .noSuchDistrict ? "district" : "dock-1", refusal)
            return site.respond(try await page(entry, context, problems: problems), context)
        }
    }

    @Sendable func edit(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let id = try context.id(ProposalID.self)
        let entry = try await site.database.read { db in
            guard let proposal = try db.ownProposal(id, of: person.id), proposal.state == .draft else {
                throw GeneralRejection.notFound
            }
            return ProposalEntry(
                proposal, initiators: try db.initiators(of: id), docks: try db.namedDocks(of: id))
        }
        return site.respond(try await page(entry, context, editing: id), context)
    }

    @Sendable func change(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let id = try context.id(ProposalID.self)
        let entry = ProposalEntry(try await context.form(request))
        var problems = Problems(site.phrases(context))
        let draft = entry.checked(&problems)
        guard problems.isEmpty, let draft, !entry.wantsRow else {
            return site.respond(try await page(entry, context, editing: id, problems: problems), context)
        }
        do {
            try await site.database.transaction { [now = context.now] db in
                try db.changeDraft(id, to: draft, by: db.permit(own: person), at: now)
            }
        } catch let refusal as ProposalRejection where refusal.kind == .invalid {
            problems.add(refusal == .noSuchDistrict ? "district" : "dock-1", refusal)
            return site.respond(try await page(entry, context, editing: id, problems: problems), context)
        }
        return .see(Link("/account/proposals", id))
    }

    /// The form with what it needs to choose from.
    private func page(
        _ entry: ProposalEntry, _ context: PageContext, editing: ProposalID? = nil, problems: Problems? = nil
    ) async throws -> Page {
        let (processes, phases, districts) = try await site.database.read { [now = context.now] db in
            (try db.processes(limit: 50), try db.phases(endingAfter: now, limit: 100), try db.districts())
        }
        let open = Set(
            phases.filter { $0.isOpen(at: context.now) && $0.permissions[.propose] != nil }.map(\.process))
        let form = DraftPage(
            words: site.phrases(context), entry: entry, processes: processes.filter { open.contains($0.id) },
            districts: districts, editing: editing, token: context.formToken, problems: problems)
        guard let problems, !problems.isEmpty else { return form.page }
        return form.page.refused()
    }

    @Sendable func preview(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let id = try context.id(ProposalID.self)
        let page = try await site.database.read { [site] db in
            guard let proposal = try db.ownProposal(id, of: person.id) else {
                throw GeneralRejection.notFound
            }
            return PreviewPage(
                words: site.phrases(context), proposal: proposal, initiators: try db.initiators(of: id),
                docks: try db.namedDocks(of: id), token: context.formToken)
        }
        guard page.proposal.state == .draft else { return .see(.proposal(id)) }
        return site.respond(page.page, context)
    }

    @Sendable func publish(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let id = try context.id(ProposalID.self)
        _ = try await context.form(request)
        try await site.database.transaction { [now = context.now] db in
            guard let proposal = try db.ownProposal(id, of: person.id) else {
                throw GeneralRejection.notFound
            }
            let permit = try db.permit(.propose, in: proposal.process, for: person, at: now)
            try db.publishProposal(id, by: permit, at: now)
        }
        return .see(Link.proposal(id).query("done", "published"))
    }

    @Sendable func discard(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let id = try context.id(ProposalID.self)
        _ = try await context.form(request)
        try await site.database.transaction { try $0.discardDraft(id, by: $0.permit(own: person)) }
        return .see(.ownProposals)
    }

    @Sendable func withdraw(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let id = try context.id(ProposalID.self)
        _ = try await context.form(request)
        try await site.database.transaction { [now = context.now] db in
            guard try db.ownProposal(id, of: person.id) != nil else { throw GeneralRejection.notFound }
            try db.withdrawProposal(id, by: db.permit(own: person), at: now)
        }
        return .see(Link.proposal(id).query("done", "withdrawn"))
    }

    @Sendable func own(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let before = context.query(request, "before").flatMap { ProposalID(text: $0) }
        let (proposals, hidden) = try await site.database.read { db in
            (
                try db.ownProposals(of: person.id, before: before, limit: listLength + 1),
                try db.hiddenProposals(of: person.id)
            )
        }
        let page = OwnProposalsPage(
            words: site.phrases(context), proposals: proposals, hidden: hidden, isFirst: before == nil)
        return site.respond(page.page, context)
    }
}
