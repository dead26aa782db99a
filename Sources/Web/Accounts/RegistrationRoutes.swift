import Acts
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import Secrets

/// Making an account: name, address and password; then the code from the mail.
struct RegistrationRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/register", use: form)
        router.post("/register", use: register)
        router.get("/register/confirm", use: confirmForm)
        router.post("/register/confirm", use: confirm)
        router.get("/invitation/:token", use: invitation)
    }

    @Sendable func form(_ request: Request, context: PageContext) async throws -> Response {
        site.respond(
            RegistrationPage(words: site.phrases(context), next: context.query(request, "next")).page, context
        )
    }

    @Sendable func register(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        let words = site.phrases(context)
        var problems = Problems(words)
        let name = problems.require(form.text("name"), "name", upTo: 80, missing: "register.name-missing")
        let email = form.text("email").lowercased()
        if !isPlausible(email: email) { problems.add("email", "register.email-missing") }
        let password = form.exact("password")
        checkPassword(password, &problems)
        let invitation = form.text("invitation")
        guard problems.isEmpty else {
            let page = RegistrationPage(
                words: words, name: name, email: form.text("email"), invitation: invitation,
                next: form.text("next"),
                problems: problems)
            return site.respond(page.page.refused(), context)
        }
        try await site.limits.count(
            "register " + (site.visitor(request, context)), upTo: 20, per: 3600, at: context.now)
        let hash = try await site.passwords.hash(password)
        let code = NumericCode.draw()
        let language = context.language
        try await site.database.transaction { [catalogue = site.catalogue, now = context.now] db in
            try db.register(
                name: name, email: email, passwordHash: hash, language: language.rawValue, code: code,
                phrases: catalogue[language], at: now)
        }
        return site.awaitCode(
            sentTo: email, at: .registerConfirm, [("invitation", invitation), ("next", form.text("next"))])
    }

    @Sendable func confirmForm(_ request: Request, context: PageContext) async throws -> Response {
        let page = ConfirmationPage(
            part: site.codePart(site.address(request), context),
            invitation: context.query(request, "invitation") ?? "",
            next: context.query(request, "next") ?? "")
        return site.respond(page.page, context)
    }

    @Sendable func confirm(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await context.form(request)
        var problems = Problems(site.phrases(context))
        let entry = CodeEntry(form, &problems)
        let invitation = form.text("invitation")
        var cookie: String?
        if problems.isEmpty, let code = entry.code {
            try await site.limits.count("code " + entry.email, upTo: 20, per: 3600, at: context.now)
            let outcome = try await site.database.transaction { [site, now = context.now] db in
                let outcome = try db.confirmRegistration(
                    email: entry.email, code: code, invitation: invitation, at: now)
                guard case .success(let person) = outcome else { return (outcome, nil as String?) }
                return (outcome, try site.signIn(person, on: now.day, db))
            }
            if case .failure(let refusal) = outcome.0 { problems.add("code", refusal) }
            cookie = outcome.1
        }
        guard problems.isEmpty, let cookie else {
            let page = ConfirmationPage(
                part: site.codePart(entry.email, context, problems), invitation: invitation,
                next: form.text("next"))
            return site.respond(page.page.refused(), context)
        }
        return .see(
            site.ownPath(form.text("next")) ?? Link.account.query("done", "registered"),
            cookies: [cookie, site.forgetAddress(at: .registerConfirm)])
    }

    /// The one-time link to an office. Opening it changes nothing; it leads to the form that uses it.
    @Sendable func invitation(_ request: Request, context: PageContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        let hash = Token.hash(of: token)
        let role = try await site.database.read { [now = context.now] in
            try $0.invitation(tokenHash: hash, at: now)
        }
        guard role != nil else { throw IdentityRejection.invitationDead }
        let words = site.phrases(context)
        if let person = context.person {
            return site.respond(
                InvitationPage(words: words, token: token, person: person, formToken: context.formToken).page,
                context)
        }
        return site.respond(RegistrationPage(words: words, invitation: token).page, context)
    }
}

/// Whether it could be an address: one @, something on both sides, no spaces, at most 254 characters.
func isPlausible(email: String) -> Bool {
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].count >= 3 && email.utf8.count <= 254
        && !email.contains { $0.isWhitespace || "<>,;\"\\".contains($0) }
}

/// At least 10 characters and not one of the obvious ones; nothing else is asked of a password.
func checkPassword(_ password: String, _ problems: inout Problems, field: String = "password") {
    if password.count < 10 {
        problems.add(field, "register.password-short")
    } else if password.utf8.count > PasswordHash.longestPassword {
        problems.add(field, "password.too-long")
    } else if Set(password.lowercased()).count < 4 {
        problems.add(field, "register.password-weak")
    }
}
