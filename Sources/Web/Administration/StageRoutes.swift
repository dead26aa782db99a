import Acts
import Core
import HTML
import Hummingbird
import Phrases
import Postgres
import Processes

/// Adding phases and moving their dates.
extension ProcessAdministrationRoutes {
    @Sendable func blankStage(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        return try await site.respond(stageForm(StageRow(), context).page, context)
    }

    @Sendable func addStage(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.administrator()
        let process = try context.id(ProcessID.self)
        let row = StageRow(try await context.form(request), 1)
        var problems = Problems(site.phrases(context))
        if let stage = row.checked(1, &problems), problems.isEmpty {
            do {
                try await site.database.transaction { [now = context.now] db in
                    let permit = try db.permit(office: .administration, for: person)
                    _ = try db.addStage(stage, to: process, by: permit, at: now)
                }
                return .see(Link.administration(process).query("done", "added"))
            } catch let refusal as ProcessRejection where refusal.kind == .invalid {
                problems.add("opens-1", refusal)
            }
        }
        return try await site.respond(stageForm(row, context, problems).page.refused(), context)
    }

    private func stageForm(_ row: StageRow, _ context: PageContext, _ problems: Problems? = nil) async throws
        -> StageFormPage
    {
        let id = try context.id(ProcessID.self)
        guard let process = try await site.database.read({ try $0.process(id) }) else {
            throw GeneralRejection.notFound
        }
        return StageFormPage(
            words: site.phrases(context), process: process, row: row, token: context.formToken,
            problems: problems)
    }

    /// Both ends of a phase that has not begun.
    @Sendable func reschedule(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.administrator()
        let (process, phase) = (try context.id(ProcessID.self), try context.id(PhaseID.self, "phase"))
        let form = try await context.form(request)
        let entered = EnteredDates(phase: phase, opens: form.text("opens"), closes: form.text("closes"))
        var problems = Problems(site.phrases(context))
        let dates = StageRow.dates(
            entered.opens, entered.closes, suffix: phase.description, &problems)
        return try await move(process, entered, "rescheduled", field: "opens", &problems, context) {
            db, now in
            guard let dates else { return }
            try db.rescheduleStage(
                phase, of: process, opensAt: dates.opens, closesAt: dates.closes,
                by: db.permit(office: .administration, for: person), at: now)
        }
    }

    /// The end of a phase that has not ended.
    @Sendable func extend(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.administrator()
        let (process, phase) = (try context.id(ProcessID.self), try context.id(PhaseID.self, "phase"))
        let entered = EnteredDates(phase: phase, closes: try await context.form(request).text("closes"))
        var problems = Problems(site.phrases(context))
        let closes = TownTime.instant(entered: entered.closes).flatMap { $0 > context.now ? $0 : nil }
        if closes == nil { problems.add("closes-\(phase)", "administration.time-past") }
        return try await move(process, entered, "extended", field: "closes", &problems, context) { db, now in
            guard let closes else { return }
            let permit = try db.permit(office: .administration, for: person)
            guard let known = try db.phases(of: process).first(where: { $0.id == phase }) else {
                throw GeneralRejection.notFound
            }
            if known.endsAt != closes { try db.extendPhase(phase, until: closes, by: permit, at: now) }
        }
    }

    /// Does it where nothing is wrong yet; else, and where the dates are refused, the page with what was entered.
    private func move(
        _ process: ProcessID, _ entered: EnteredDates, _ done: String, field: String,
        _ problems: inout Problems, _ context: PageContext,
        _ act: @Sendable (isolated Connection, Instant) throws -> Void
    ) async throws -> Response {
        if problems.isEmpty {
            do {
                try await site.database.transaction { [now = context.now] db in try act(db, now) }
                return .see(Link.administration(process).query("done", done))
            } catch let refusal as ProcessRejection where refusal.kind == .invalid {
                problems.add("\(field)-\(entered.phase)", refusal)
            }
        }
        return try await site.respond(
            page(context, entered: entered, problems: problems).page.refused(), context)
    }
}
