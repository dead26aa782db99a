import Acts
import Ballots
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import Processes
import Secrets
import Tally

/// The administration's desk for elections.
struct ElectionDeskRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/administration/elections", use: list)
        router.get("/administration/elections/new", use: blank)
        router.post("/administration/elections/new", use: create)
        router.get("/administration/elections/:id", use: show)
        router.post("/administration/elections/:id/open", use: open)
        router.post("/administration/elections/:id/extend", use: extend)
        router.post("/administration/elections/:id/close", use: close)
        router.post("/administration/elections/:id/discard", use: discard)
    }

    /// Who sits at this desk; for everybody else it does not exist.
    @Sendable func list(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        let before = context.query(request, "before").flatMap { ElectionID(text: $0) }
        let elections = try await site.database.read {
            try $0.allElections(before: before, limit: listLength + 1)
        }
        let page = ElectionDeskListPage(
            words: site.phrases(context), elections: elections, isFirst: before == nil, now: context.now)
        return site.respond(page.page, context)
    }

    @Sendable func blank(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        let rule = ElectionEntry.rule(context.query(request, "rule"))
        var entry = ElectionEntry(once: SystemRandom.uuid(), rule: rule)
        entry.process = context.query(request, "process") ?? ""
        entry.opens = LocalTime.text(context.now.toTheHour.adding(hours: 1))
        entry.closes = LocalTime.text(context.now.toTheHour.adding(days: 14))
        return try await form(entry, context)
    }

    @Sendable func create(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.administrator()
        let entry = ElectionEntry(try await context.form(request))
        var problems = Problems(site.phrases(context))
        let numbers = entry.proposalNumbers(&problems)
        var options: [ElectionOption] = []
        do {
            options = try await site.database.read { try $0.electionOptions(from: numbers) }
        } catch GeneralRejection.notFound {
            problems.add(
                entry.rule.aim == .budget ? "options" : "proposals", "election.form.proposals-wrong")
        }
        guard let draft = entry.checked(options, &problems) else {
            return try await form(entry, context, problems)
        }
        let make: @Sendable () async throws -> ElectionID = { [site, now = context.now] in
            try await site.database.transaction { db in
                try db.createElection(
                    draft, once: entry.once, by: db.permit(office: .administration, for: person), at: now)
            }
        }
        do {
            return .see(.electionDesk(try await make()))
        } catch BallotRejection.createdBefore {
            // The other click of a double one was faster; now its election is found.
            return .see(.electionDesk(try await make()))
        }
    }

    private func form(
        _ entry: ElectionEntry, _ context: PageContext, _ problems: Problems? = nil
    ) async throws -> Response {
        let processes = try await site.database.read { try $0.processes(limit: 50) }
        let page = ElectionFormPage(
            words: site.phrases(context), entry: entry, processes: processes, token: context.formToken,
            problems: problems
        ).page
        return site.respond(problems == nil ? page : page.refused(), context)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        return try await desk(context)
    }

    private func desk(_ context: PageContext, _ problems: Problems? = nil) async throws -> Response {
        let id = try context.id(ElectionID.self)
        guard let election = try await site.database.read({ try $0.anyElection(id) }) else {
            throw GeneralRejection.notFound
        }
        let page = ElectionDeskPage(
            speaking: ElectionWords(words: site.phrases(context), election: election),
            token: context.formToken,
            now: context.now, problems: problems
        ).page
        return site.respond(problems == nil ? page : page.refused(), context)
    }

    @Sendable func open(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context) { try $0.openElection($1, by: $2, at: $3) }
    }

    @Sendable func close(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context) { try $0.closeElection($1, by: $2, at: $3) }
    }

    @Sendable func discard(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context, then: .electionDesk) {
            try $0.discardElectionDraft($1, by: $2, at: $3)
        }
    }

    @Sendable func extend(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.administrator()
        let id = try context.id(ElectionID.self)
        let form = try await context.form(request)
        var problems = Problems(site.phrases(context))
        guard let end = LocalTime.instant(form.text("closes")), end > context.now else {
            problems.add("closes", "election.form.time-wrong")
            return try await desk(context, problems)
        }
        try await site.database.transaction { [now = context.now] db in
            try db.extendElection(
                id, until: end, by: db.permit(office: .administration, for: person), at: now)
        }
        return .see(.electionDesk(id))
    }

    private func act(
        _ request: Request, _ context: PageContext, then link: Link? = nil,
        _ act: @escaping @Sendable (isolated Connection, ElectionID, Permit, Instant) throws -> Void
    ) async throws -> Response {
        let person = try context.administrator()
        let id = try context.id(ElectionID.self)
        _ = try await context.form(request)
        try await site.database.transaction { [now = context.now] db in
            try act(db, id, db.permit(office: .administration, for: person), now)
        }
        return .see(link ?? .electionDesk(id))
    }
}
