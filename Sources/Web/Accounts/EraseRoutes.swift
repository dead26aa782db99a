import Acts
import AuditLog
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres

extension AccountRoutes {
    @Sendable func eraseForm(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.signedInPerson()
        return site.respond(
            ErasePage(words: site.phrases(context), token: context.formToken).page, context)
    }

    @Sendable func erase(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let form = try await context.form(request)
        var problems = Problems(site.phrases(context))
        try await site.limits.count("sign-in \(person.email ?? "")", upTo: 10, per: 600, at: context.now)
        let manner = ErasureList.Manner(rawValue: form.text("manner"))
        if manner == nil { problems.add("manner", "erase.choose") }
        let account = try await site.database.read { try $0.account(email: person.email ?? "") }
        if try await !site.passwords.verify(form.exact("password"), against: account?.passwordHash) {
            problems.add("password", "erase.password-wrong")
        }
        if problems.isEmpty, let manner {
            let refusal = try await erase(person, manner, context)
            guard let refusal else {
                return .see(.erased, cookies: [site.cookie(CookieName.session, nil, days: 0)])
            }
            problems.add("manner", refusal)
        }
        let page = ErasePage(
            words: site.phrases(context), token: context.formToken, manner: form.text("manner"),
            problems: problems)
        return site.respond(page.page.refused(), context)
    }

    /// Nil once it is done; the last administrator is told to find another one first.
    private func erase(
        _ person: Person, _ manner: ErasureList.Manner, _ context: PageContext
    ) async throws -> IdentityRejection? {
        do {
            try await site.database.transaction { [catalogue = site.catalogue, now = context.now] db in
                try db.erasePerson(
                    person.id, manner, catalogue: catalogue, by: db.permit(own: person), at: now)
            }
            return nil
        } catch let refusal as IdentityRejection where refusal == .lastAdministrator {
            return refusal
        }
    }

    @Sendable func erased(_ request: Request, context: PageContext) -> Response {
        site.respond(ErasedPage(words: site.phrases(context)).page, context)
    }
}
