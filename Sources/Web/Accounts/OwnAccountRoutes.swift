import Acts
import Core
import Foundation
import HTML
import HTTPTypes
import Hummingbird
import Identity
import Phrases
import Postgres
import Secrets

extension AccountRoutes {
    @Sendable func account(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let page = try await page(of: person, context, done: context.query(request, "done"))
        return site.respond(page.page, context)
    }

    private func page(
        of person: Person, _ context: PageContext, done: String? = nil, problems: Problems? = nil
    ) async throws -> AccountPage {
        let (sessions, residence) = try await site.database.read {
            (try $0.sessionCount(of: person.id), try $0.residence(of: person.id))
        }
        return AccountPage(
            words: site.phrases(context), person: person, sessions: sessions, residence: residence,
            token: context.formToken, done: done, problems: problems)
    }

    @Sendable func changePassword(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let form = try await context.form(request)
        var problems = Problems(site.phrases(context))
        try await site.limits.count("sign-in \(person.email ?? "")", upTo: 10, per: 600, at: context.now)
        let account = try await site.database.read { try $0.account(email: person.email ?? "") }
        if try await !site.passwords.verify(form.exact("old"), against: account?.passwordHash) {
            problems.add("old", "account.old-password-wrong")
        }
        let password = form.exact("password")
        checkPassword(password, &problems)
        guard problems.isEmpty else {
            let page = try await page(of: person, context, problems: problems)
            return site.respond(page.page.refused(), context)
        }
        let hash = try await site.passwords.hash(password)
        let kept = context.sessionToken.map { Token.hash(of: $0) }
        try await site.database.transaction { db in
            try db.setPasswordHash(hash, of: person.id)
            try db.closeSessions(of: person.id, except: kept)
        }
        return .see(Link.account.query("done", "password"))
    }

    @Sendable func signOutEverywhere(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        _ = try await context.form(request)
        try await site.database.transaction { try $0.closeSessions(of: person.id) }
        return .see(
            Link.signIn.query("done", "everywhere"), cookies: [site.cookie(CookieName.session, nil, days: 0)])
    }

    @Sendable func consentForm(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.signedInPerson()
        let page = ConsentPage(
            words: site.phrases(context), token: context.formToken, next: context.query(request, "next") ?? ""
        )
        return site.respond(page.page, context)
    }

    @Sendable func consent(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let form = try await context.form(request)
        guard form.isTicked("consent") else {
            var problems = Problems(site.phrases(context))
            problems.add("consent", "consent.missing")
            let page = ConsentPage(
                words: site.phrases(context), token: context.formToken, next: form.text("next"),
                problems: problems)
            return site.respond(page.page.refused(), context)
        }
        try await site.database.transaction { [now = context.now] db in
            try db.giveConsent(by: db.permit(own: person), on: now.day)
        }
        return .see(site.ownPath(form.text("next")) ?? Link.account.query("done", "consent"))
    }

    @Sendable func takeOffice(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let form = try await context.form(request)
        try await site.database.transaction { [now = context.now] db in
            try db.redeemInvitation(
                tokenHash: Token.hash(of: form.text("invitation")), for: person.id,
                by: db.permit(bearer: "invitation"), at: now)
        }
        return .see(Link.account.query("done", "office"))
    }
}

extension Site {
    /// A path of this site that a form named to come back to; nil for anything that could lead elsewhere.
    func ownPath(_ text: String) -> Link? {
        guard text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"), text.utf8.count <= 500 else {
            return nil
        }
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var link = Link(path: parts[0].removingPercentEncoding ?? "/")
        if parts.count == 2, let form = try? FormData(parsing: String(parts[1])) {
            for name in ["before", "lines", "next", "district"] where !form.text(name).isEmpty {
                link = link.query(name, form.text(name))
            }
        }
        return link
    }

    /// What rate limits know a visitor by: the address of the connection, or the one the proxy tells.
    func visitor(_ request: Request, _ context: PageContext) -> String {
        if settings.isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
            let told = request.headers[name]
        {
            return String(told.split(separator: ",").last ?? "").trimmingPrefix(" ").description
        }
        return context.remote ?? "nowhere"
    }
}
