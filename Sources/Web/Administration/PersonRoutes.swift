import Acts
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import Processes

/// Persons with an account: their offices, and the attestation that they live in the city.
struct PersonRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/administration/persons", use: list)
        router.get("/administration/persons/:id", use: show)
        router.post("/administration/persons/:id/roles/:role/give", use: giveRole)
        router.post("/administration/persons/:id/roles/:role/take", use: takeRole)
        router.post("/administration/persons/:id/residence", use: attest)
        router.post("/administration/persons/:id/residence/withdraw", use: withdraw)
        router.get("/administration/persons/:id/erase", use: eraseForm)
        router.post("/administration/persons/:id/erase", use: erase)
    }

    @Sendable func list(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        let sought = String((context.query(request, "q") ?? "").prefix(254))
        let after = context.query(request, "after").flatMap { PersonID(text: $0) }
        let persons = try await site.database.read { db in
            let last = try after.flatMap { try db.person($0) }
            return try db.persons(
                matching: sought, after: last.map { ($0.name, $0.id) }, limit: PersonListPage.length + 1)
        }
        let page = PersonListPage(
            words: site.phrases(context), sought: sought, persons: persons, isFirst: after == nil,
            isErased: context.query(request, "done") == "erased")
        return site.respond(page.page, context)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        return site.respond(try await page(context, done: context.query(request, "done")).page, context)
    }

    private func page(
        _ context: PageContext, done: String? = nil, until: String? = nil, district: String? = nil,
        problems: Problems? = nil
    ) async throws -> PersonPage {
        let id = try id(context)
        return try await site.database.read { [site] db in
            guard let person = try db.person(id), person.hasAccount else { throw GeneralRejection.notFound }
            return PersonPage(
                words: site.phrases(context), person: person, residence: try db.residence(of: id),
                districts: try db.districts(), today: context.now.day, token: context.formToken, done: done,
                until: until, district: district, problems: problems)
        }
    }

    @Sendable func giveRole(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context, done: "role-given") { db, permit in
            try db.giveRole(role(context), to: id(context), by: permit, at: context.now)
        }
    }

    @Sendable func takeRole(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context, done: "role-taken") { db, permit in
            try db.takeRole(role(context), from: id(context), by: permit, at: context.now)
        }
    }

    @Sendable func attest(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        let form = try await context.form(request)
        let (day, place) = (form.text("until"), form.text("district"))
        var problems = Problems(site.phrases(context))
        let until = Day(iso8601: day).flatMap {
            ($0 >= context.now.day && $0 <= context.now.adding(days: 1830).day) ? $0 : nil
        }
        if until == nil { problems.add("until", "administration.until-wrong") }
        let district = DistrictID(text: place)
        if district == nil, !place.isEmpty { problems.add("district", IdentityRejection.noSuchDistrict) }
        if let until, problems.isEmpty {
            do {
                return try await act(nil, context, done: "attested") { db, permit in
                    try db.attestResidence(
                        of: id(context), in: district, until: until, by: permit, at: context.now)
                }
            } catch IdentityRejection.noSuchDistrict {
                problems.add("district", IdentityRejection.noSuchDistrict)
            }
        }
        return site.respond(
            try await page(context, until: day, district: place, problems: problems).page.refused(), context)
    }

    @Sendable func withdraw(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context, done: "withdrawn") { db, permit in
            try db.withdrawResidence(of: id(context), by: permit, at: context.now)
        }
    }

    /// One act about one person. `request` is nil where its form was read and checked before.
    private func act(
        _ request: Request?, _ context: PageContext, done: String,
        _ body: @Sendable (isolated Connection, Permit) throws -> Void
    ) async throws -> Response {
        let administrator = try context.administrator()
        if let request { _ = try await context.form(request) }
        let id = try id(context)
        try await site.database.transaction { db in
            let permit = try db.permit(office: .administration, for: administrator)
            guard let person = try db.person(id), person.hasAccount else { throw GeneralRejection.notFound }
            try body(db, permit)
        }
        return .see(Link.administration(id).query("done", done))
    }

    func id(_ context: PageContext) throws -> PersonID {
        guard let id = context.parameters.get("id").flatMap({ PersonID(text: $0) }) else {
            throw GeneralRejection.notFound
        }
        return id
    }

    private func role(_ context: PageContext) throws -> Role {
        guard let role = context.parameters.get("role").flatMap({ Role(rawValue: $0) }) else {
            throw GeneralRejection.notFound
        }
        return role
    }
}
