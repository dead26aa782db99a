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
        router.get("/paper/:id/batches/:number", use: show)
        router.post("/paper/:id/batches/:number/add", use: addPile)
        router.post("/paper/:id/batches/:number/remove", use: removePile)
        router.post("/paper/:id/batches/:number/finish", use: finish)
        router.post("/paper/:id/batches/:number/discard", use: discard)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        try await page(context)
    }

    private func page(
        _ context: PageContext, entry: PileEntry? = nil, sheets: String = "", _ problems: Problems? = nil
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
        guard count.counters[number] != nil || number == count.nextNumber else {
            throw GeneralRejection.notFound
        }
        let page = BatchPage(
            speaking: ElectionWords(words: site.phrases(context), election: election), number: number,
            counts: counts, person: person, entry: entry ?? PileEntry(election), sheets: sheets,
            token: context.formToken, problems: problems
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
        do {
            try await site.database.transaction { db in
                try db.addPile(pile, to: number, in: id, by: db.permit(atCounter: person))
            }
        } catch PaperRejection.badBatch {
            problems.add("count", "paper.too-many-in-batch", ["most": String(PaperBatch.sizes.upperBound)])
            return try await page(context, entry: entry, problems)
        }
        return .see(.paperBatch(id, number))
    }

    @Sendable func removePile(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        let number = try number(context)
        let form = try await context.form(request)
        guard let index = Int(form.text("pile")) else { throw FormRejection.unreadable }
        try await site.database.transaction { db in
            try db.removePile(index, from: number, in: id, by: db.permit(atCounter: person))
        }
        return .see(.paperBatch(id, number))
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
            problems.add(refusal == .smallBatch ? "small" : "sheets", refusal)
            return try await page(context, sheets: sheets, problems)
        }
    }

    @Sendable func discard(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        let number = try number(context)
        _ = try await context.form(request)
        try await site.database.transaction { db in
            try db.discardBatch(number, in: id, by: db.permit(atCounter: person))
        }
        return .see(Link.paper(id).query("done", "discarded"))
    }

    private func number(_ context: PageContext) throws -> Int {
        guard let text = context.parameters.get("number"), let number = Int(text), String(number) == text,
            number >= 1
        else { throw GeneralRejection.notFound }
        return number
    }
}
