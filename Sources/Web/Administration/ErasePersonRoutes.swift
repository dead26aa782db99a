import Acts
import AuditLog
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres

extension PersonRoutes {
    @Sendable func eraseForm(_ request: Request, context: PageContext) async throws -> Response {
        let page = ErasePersonPage(
            words: site.phrases(context), person: try await erasable(context), token: context.formToken)
        return site.respond(page.page, context)
    }

    /// Erases a person's data at their request, which reached the house in another way than this site.
    @Sendable func erase(_ request: Request, context: PageContext) async throws -> Response {
        let person = try await erasable(context)
        let administrator = try context.administrator()
        let form = try await context.form(request)
        var problems = Problems(site.phrases(context))
        let manner = ErasureList.Manner(rawValue: form.text("manner"))
        if manner == nil { problems.add("manner", "erase.choose") }
        if !form.isTicked("asked") { problems.add("asked", "erase.office-asked-missing") }
        guard problems.isEmpty, let manner else {
            let page = ErasePersonPage(
                words: site.phrases(context), person: person, token: context.formToken,
                manner: form.text("manner"), problems: problems)
            return site.respond(page.page.refused(), context)
        }
        try await site.database.transaction { [catalogue = site.catalogue, now = context.now] db in
            try db.erasePerson(
                person.id, manner, catalogue: catalogue,
                by: db.permit(office: .administration, for: administrator), at: now)
        }
        return .see(Link.administrationPersons.query("done", "erased"))
    }

    private func erasable(_ context: PageContext) async throws -> Person {
        _ = try context.administrator()
        let id = try id(context)
        guard let person = try await site.database.read({ try $0.person(id) }), person.hasAccount else {
            throw GeneralRejection.notFound
        }
        return person
    }
}
