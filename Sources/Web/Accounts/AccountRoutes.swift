import Acts
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import Secrets

/// Signing in and out, the password, one's own account.
struct AccountRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/sign-in", use: signInForm)
        router.post("/sign-in", use: signIn)
        router.post("/sign-out", use: signOut)
        router.post("/language", use: language)
        router.get("/password", use: forgottenForm)
        router.post("/password", use: sendReset)
        router.get("/password/new", use: resetForm)
        router.post("/password/new", use: reset)
        router.get("/account", use: account)
        router.post("/account/password", use: changePassword)
        router.post("/account/sign-out-everywhere", use: signOutEverywhere)
        router.get("/account/erase", use: eraseForm)
        router.post("/account/erase", use: erase)
        router.get("/account/erased", use: erased)
        router.get("/account/consent", use: consentForm)
        router.post("/account/consent", use: consent)
        router.post("/account/invitation", use: takeOffice)
    }

    @Sendable func signInForm(_ request: Request, context: PageContext) async throws -> Response {
        site.respond(
            SignInPage(
                words: site.phrases(context), next: context.query(request, "next") ?? "",
                done: context.query(request, "done")
            ).page, context)
    }

    @Sendable func signIn(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        let email = form.text("email").lowercased()
        try await site.limits.count("sign-in " + email, upTo: 10, per: 600, at: context.now)
        try await site.limits.count(
            "sign-in from " + site.visitor(request, context), upTo: 100, per: 600, at: context.now)
        let account = try await site.database.read { try $0.account(email: email) }
        let password = form.exact("password")
        let isRight = try await site.passwords.verify(password, against: account?.passwordHash)
        guard isRight, let account, account.isConfirmed else {
            var problems = Problems(site.phrases(context))
            problems.add("email", IdentityRejection.wrongPassword)
            let page = SignInPage(
                words: site.phrases(context), email: form.text("email"), next: form.text("next"),
                problems: problems)
            return site.respond(page.page.refused(), context)
        }
        // A password hashed with yesterday's parameters is hashed anew while it is at hand.
        let newHash =
            site.passwords.needsRehash(account.passwordHash) ? try await site.passwords.hash(password) : nil
        let cookie = try await site.database.transaction { [site, today = context.now.day] db in
            if let newHash { try db.setPasswordHash(newHash, of: account.person) }
            return try site.signIn(account.person, on: today, db)
        }
        return .see(site.ownPath(form.text("next")) ?? "/", cookies: [cookie])
    }

    @Sendable func signOut(_ request: Request, context: PageContext) async throws -> Response {
        _ = try await context.form(request)
        if let token = context.sessionToken {
            try await site.database.transaction { try $0.closeSession(tokenHash: Token.hash(of: token)) }
        }
        return .see("/", cookies: [site.cookie(CookieName.session, nil, days: 0)])
    }

    @Sendable func language(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        guard let language = Language(rawValue: form.text("language")) else { throw FormRejection.unreadable }
        if let person = context.person {
            try await site.database.transaction { try $0.setLanguage(language.rawValue, of: person.id) }
        }
        return .see(
            site.ownPath(form.text("path")) ?? "/",
            cookies: [site.cookie(CookieName.language, language.rawValue, days: 365)])
    }

    @Sendable func forgottenForm(_ request: Request, context: PageContext) async throws -> Response {
        site.respond(ForgottenPage(words: site.phrases(context)).page, context)
    }

    @Sendable func sendReset(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        let email = form.text("email").lowercased()
        guard isPlausible(email: email) else {
            var problems = Problems(site.phrases(context))
            problems.add("email", "register.email-missing")
            return site.respond(
                ForgottenPage(words: site.phrases(context), email: email, problems: problems).page.refused(),
                context)
        }
        try await site.limits.count("reset " + email, upTo: 5, per: 3600, at: context.now)
        let code = NumericCode.draw()
        try await site.database.transaction { [catalogue = site.catalogue, now = context.now] db in
            try db.sendPasswordReset(email: email, code: code, catalogue: catalogue, at: now)
        }
        return site.awaitCode(sentTo: email, at: .newPassword)
    }

    @Sendable func resetForm(_ request: Request, context: PageContext) async throws -> Response {
        site.respond(ResetPage(part: site.codePart(site.address(request), context)).page, context)
    }

    @Sendable func reset(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        var problems = Problems(site.phrases(context))
        let entry = CodeEntry(form, &problems)
        let password = form.exact("password")
        checkPassword(password, &problems)
        if problems.isEmpty, let code = entry.code {
            try await site.limits.count("code " + entry.email, upTo: 20, per: 3600, at: context.now)
            let hash = try await site.passwords.hash(password)
            let refusal = try await site.database.transaction { [now = context.now] db in
                try db.resetPassword(email: entry.email, code: code, passwordHash: hash, at: now)
            }
            if let refusal { problems.add("code", refusal) }
        }
        guard problems.isEmpty else {
            let page = ResetPage(part: site.codePart(entry.email, context, problems))
            return site.respond(page.page.refused(), context)
        }
        return .see(
            Link.signIn.query("done", "password"), cookies: [site.forgetAddress(at: .newPassword)])
    }
}
