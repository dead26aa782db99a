import Acts
import Core
import HTML
import Hummingbird
import Phrases
import Postgres
import Processes

/// Making processes, adding phases to them, moving and closing these.
struct ProcessAdministrationRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/administration/processes/new", use: blank)
        router.post("/administration/processes/new", use: create)
        router.get("/administration/processes/:id", use: show)
        router.get("/administration/processes/:id/phases/new", use: blankStage)
        router.post("/administration/processes/:id/phases/new", use: addStage)
        router.post("/administration/processes/:id/phases/:phase/dates", use: reschedule)
        router.post("/administration/processes/:id/phases/:phase/extend", use: extend)
        router.post("/administration/processes/:id/phases/:phase/close", use: close)
    }

    @Sendable func blank(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        return site.respond(form(ProcessEntry(), context).page, context)
    }

    @Sendable func create(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.administrator()
        let entry = ProcessEntry(try await context.form(request))
        var problems = Problems(site.phrases(context))
        guard let draft = entry.checked(&problems) else {
            let page = form(entry, context, problems).page
            return site.respond(problems.isEmpty ? page : page.refused(), context)
        }
        let id = try await site.database.transaction { [now = context.now] db in
            try db.addProcess(
                draft, once: entry.once, by: db.permit(office: .administration, for: person), at: now)
        }
        return .see(Link.administration(id).query("done", "published"))
    }

    private func form(_ entry: ProcessEntry, _ context: PageContext, _ problems: Problems? = nil)
        -> ProcessFormPage
    {
        ProcessFormPage(
            words: site.phrases(context), entry: entry, token: context.formToken, problems: problems)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        let page = try await page(context, done: context.query(request, "done"))
        return site.respond(page.page, context)
    }

    func page(
        _ context: PageContext, done: String? = nil, entered: EnteredDates? = nil,
        problems: Problems? = nil
    ) async throws -> ProcessAdministrationPage {
        let id = try context.id(ProcessID.self)
        return try await site.database.read { [site] db in
            guard let process = try db.process(id) else { throw GeneralRejection.notFound }
            return ProcessAdministrationPage(
                words: site.phrases(context), process: process, phases: try db.phases(of: id),
                now: context.now,
                token: context.formToken, done: done, entered: entered, problems: problems)
        }
    }

    @Sendable func close(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.administrator()
        let (process, phase) = (try context.id(ProcessID.self), try context.id(PhaseID.self, "phase"))
        _ = try await context.form(request)
        try await site.database.transaction { [now = context.now] db in
            let permit = try db.permit(office: .administration, for: person)
            guard try db.phases(of: process).contains(where: { $0.id == phase }) else {
                throw GeneralRejection.notFound
            }
            try db.closePhase(phase, by: permit, at: now)
        }
        return .see(Link.administration(process).query("done", "closed"))
    }
}
