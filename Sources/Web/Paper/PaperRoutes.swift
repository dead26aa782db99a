import Acts
import Ballots
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import PublicRecord

/// The counter for people who vote on paper: their marks on the roll, and how far the counting is.
struct PaperRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/paper", use: list)
        router.get("/paper/:id", use: show)
        router.post("/paper/:id/marks", use: mark)
        router.post("/paper/:id/complete", use: complete)
        router.get("/elections/:id/sheet", use: sheet)
        router.get("/elections/:id/paper.json", use: batches)
    }

    @Sendable func list(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.counterPerson()
        let before = context.query(request, "before").flatMap { ElectionID(text: $0) }
        let elections = try await site.database.read {
            try $0.paperElections(before: before, limit: listLength + 1)
        }
        let page = PaperListPage(
            words: site.phrases(context), elections: elections, isFirst: before == nil, now: context.now)
        return site.respond(page.page, context)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        try await page(request, context)
    }

    private func page(
        _ request: Request, _ context: PageContext, _ problems: Problems? = nil
    ) async throws -> Response {
        let person = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        let sought = String((context.query(request, "q") ?? "").prefix(254))
        let (election, count, found) = try await site.database.read { [now = context.now] db in
            let election = try db.paperElection(id)
            let found =
                sought.count >= PaperDeskPage.shortestSearch && election.isOpen(at: now)
                ? try db.rollEntries(matching: sought, in: id, limit: PaperDeskPage.mostFound + 1) : []
            return (election, try db.paperCount(of: election), found)
        }
        let page = PaperDeskPage(
            speaking: ElectionWords(words: site.phrases(context), election: election), count: count,
            sought: sought, found: found, before: context.query(request, "before").flatMap { Int($0) },
            person: person, done: context.query(request, "done"),
            token: context.formToken, now: context.now, problems: problems
        ).page
        return site.respond(problems == nil ? page : page.refused(), context)
    }

    @Sendable func mark(_ request: Request, context: PageContext) async throws -> Response {
        let counter = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        let form = try await context.form(request)
        guard let person = PersonID(text: form.text("person")) else { throw GeneralRejection.notFound }
        let isMarked = form.text("mark") != "none"
        try await site.database.transaction { [now = context.now] db in
            try db.setPaperMark(isMarked, of: person, in: id, by: db.permit(atCounter: counter), at: now)
        }
        let sought = form.text("q")
        return .see(
            Link.paper(id).query("q", sought.isEmpty ? nil : sought).query(
                "done", isMarked ? "marked" : "unmarked"))
    }

    @Sendable func complete(_ request: Request, context: PageContext) async throws -> Response {
        let counter = try context.counterPerson()
        let id = try context.id(ElectionID.self)
        let sheets = try await context.form(request).text("sheets")
        do {
            try await site.database.transaction { [now = context.now] db in
                try db.completePaper(
                    of: id, sheets: Int(sheets) ?? -1, by: db.permit(atCounter: counter), at: now)
            }
        } catch PaperRejection.otherTotal {
            var problems = Problems(site.phrases(context))
            problems.add("sheets", PaperRejection.otherTotal)
            return try await page(request, context, problems)
        }
        return .see(Link.paper(id).query("done", "complete"))
    }

    /// What the sealed batches say, once the result is out.
    @Sendable func batches(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        let paper = try await site.database.read { db in
            try db.election(id).flatMap { $0.state == .counted ? try db.paperBallots(of: $0) : nil }
        }
        guard let paper else { throw GeneralRejection.notFound }
        return .download(paper.bytes, "application/json", name: "election-\(id)-paper.json")
    }

    /// The sheet to print. Before the election opens only those at the counter see it.
    @Sendable func sheet(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        let isCounter = (try? context.counterPerson()) != nil
        let election = try await site.database.read { db in
            try isCounter ? db.anyElection(id) : db.election(id)
        }
        guard let election, election.paper != .none else { throw GeneralRejection.notFound }
        let page = SheetPage(speaking: ElectionWords(words: site.phrases(context), election: election))
        return site.respond(page.page, context)
    }
}

extension PageContext {
    /// Who sits at the counter, or holds the office of administration. To anybody else these pages do not exist.
    func counterPerson() throws -> Person {
        let person = try signedInPerson()
        guard !person.roles.isDisjoint(with: [.counter, .administration]) else {
            throw GeneralRejection.notFound
        }
        return person
    }
}
