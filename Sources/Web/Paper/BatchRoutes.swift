import Acts
import Ballots
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import PublicRecord
import Tally

/// Counting a batch of paper: pile by pile, each person for themselves.
struct BatchRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.post("/paper/:id/batches", use: begin)
        router.get("/paper/:id/batches/:number", use: show)
        router.post("/paper/:id/batches/:number/add", use: addPile)
        router.post("/paper/:id/batches/:number/remove", use: removePile)
        router.post("/paper/:id/batches/:number/finish", use: finish)
        router.post("/paper/:id/batches/:number/discard", use: discard)
        router.post("/paper/:id/batches/:number/void", use: void)
    }

    @Sendable func begin(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        _ = try await context.form(request)
        let number = try await site.database.transaction { db in
            try db.beginBatch(in: id, by: db.permit(atCounter: person))
        }
        return .see(.paperBatch(id, number))
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        try await page(
            context, from: context.query(request, "from").flatMap { Int($0) } ?? 0,
            isStale: context.query(request, "done") == "stale")
    }

    private func page(
        _ context: PageContext, entry: PileEntry? = nil, sheets: String = "", from: Int = 0,
        isStale: Bool = false,
        _ problems: Problems? = nil
    ) async throws -> Response {
        let person = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        let number = try number(context)
        let (election, count, counts) = try await site.database.read { db in
            let election = try db.paperElection(id)
            return (election, try db.paperCount(of: election), try db.batchCounts(number, in: election))
        }
        guard count.batches[number] == nil, election.paper == .awaited, election.state == .closed else {
            return .see(.paper(id))
        }
        guard count.counters[number] != nil else { throw GeneralRejection.notFound }
        let page = BatchPage(
            speaking: ElectionWords(words: site.phrases(context), election: election), number: number,
            counts: counts, person: person, entry: entry ?? PileEntry(election), sheets: sheets,
            from: from, isStale: isStale, token: context.formToken, problems: problems
        ).page
        return site.respond(problems == nil ? page : page.refused(), context)
    }

    @Sendable func addPile(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        let number = try number(context)
        let form = try await context.form(request)
        let election = try await site.database.read { try $0.paperElection(id) }
        let entry = PileEntry(form, of: election)
        var problems = Problems(site.phrases(context))
        guard let pile = entry.checked(election, &problems) else {
            return try await page(context, entry: entry, problems)
        }
        let counted = Int(form.text("counted")) ?? -1
        do {
            let isAdded = try await site.database.transaction { db in
                try db.addPile(pile, to: number, after: counted, in: id, by: db.permit(atCounter: person))
            }
            return changed(id, number, isAdded)
        } catch PaperRejection.badBatch {
            problems.add("count", "paper.too-many-in-batch", ["most": String(PaperBatch.sizes.upperBound)])
            return try await page(context, entry: entry, problems)
        }
    }

    /// Back to the batch; where nothing was changed since the page was an older one, it says so.
    private func changed(_ id: ElectionID, _ number: Int, _ isChanged: Bool) -> Response {
        .see(Link.paperBatch(id, number).query("done", isChanged ? nil : "stale"))
    }

    @Sendable func removePile(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        let number = try number(context)
        let form = try await context.form(request)
        let election = try await site.database.read { try $0.paperElection(id) }
        guard let json = try? JSON(parsing: Array(form.text("pile").utf8)),
            let pile = try? PaperBatch.piles(json, rule: election.rule, options: election.options.count).first
        else { throw FormRejection.unreadable }
        let isRemoved = try await site.database.transaction { db in
            try db.removePile(pile, from: number, in: id, by: db.permit(atCounter: person))
        }
        return changed(id, number, isRemoved)
    }

    @Sendable func finish(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        let number = try number(context)
        let form = try await context.form(request)
        let sheets = form.text("sheets")
        let isSmallAccepted = form.isTicked("small")
        var problems = Problems(site.phrases(context))
        do {
            let entered = try await site.database.transaction { [now = context.now] db in
                try db.finishBatch(
                    number, sheets: Int(sheets) ?? 0, isSmallAccepted: isSmallAccepted, in: id,
                    by: db.permit(atCounter: person), at: now)
            }
            switch entered {
            case .sealed: return .see(Link.paper(id).query("done", "sealed"))
            case .first: return .see(Link.paper(id).query("done", "counted"))
            case .different: return .see(.paperBatch(id, number))
            }
        } catch let refusal as PaperRejection where refusal.kind == .invalid && refusal != .wrongNumber {
            problems.add([.smallBatch, .smallRest].contains(refusal) ? "small" : "sheets", refusal)
            return try await page(context, sheets: sheets, problems)
        }
    }

    @Sendable func discard(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context, done: "discarded") { db, id, number, permit in
            try db.discardBatch(number, in: id, by: permit)
        }
    }

    @Sendable func void(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context, done: "voided") { db, id, number, permit in
            try db.voidBatch(number, in: id, by: permit, at: context.now)
        }
    }

    private func act(
        _ request: Request, _ context: PageContext, done: String,
        _ act: @escaping @Sendable (isolated Connection, ElectionID, Int, Permit) throws -> Void
    ) async throws -> Response {
        let person = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        let number = try number(context)
        _ = try await context.form(request)
        try await site.database.transaction { db in try act(db, id, number, db.permit(atCounter: person)) }
        return .see(Link.paper(id).query("done", done))
    }

    private func number(_ context: PageContext) throws -> Int {
        guard let text = context.parameters.get("number"), let number = Int(text), String(number) == text,
            number >= 1
        else { throw GeneralRejection.notFound }
        return number
    }
}
