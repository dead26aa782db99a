import Core
import HTML
import Identity
import Phrases

/// The form to sign in.
struct SignInPage {
    let words: Phrases
    var email = ""
    var next = ""
    /// `password` or `everywhere`, after those acts.
    var done: String?
    var problems: Problems?

    var page: Page {
        let fields = [
            Field(
                "email", words("register.email"), .email, value: email, error: problems?["email"],
                autocomplete: "username",
                maxlength: 254),
            Field("password", words("register.password"), .password, autocomplete: "current-password"),
        ]
        return Page(
            words("sign-in.title"),
            """
            \(problems?.summary)<h1>\(words("sign-in.title"))</h1>
            \(done.flatMap { ["password", "everywhere"].contains($0) ? $0 : nil }.map {
                Panel(tone: .success, "<p>\(words("sign-in.done.\($0)"))</p>")
            })
            \(Form(action: .signIn, token: nil, submit: words("sign-in.submit"), hidden: [HiddenField("next", next)], fields: fields))
            <p><a href="/password">\(words("password.forgotten"))</a></p>
            <p>\(words("sign-in.new")) <a href="\(Link.register.query("next", next.isEmpty ? nil : next))">\(words("register.title"))</a></p>
            """)
    }
}

/// Asks for the address a code for a new password is sent to.
struct ForgottenPage {
    let words: Phrases
    var email = ""
    var problems: Problems?

    var page: Page {
        let field = Field(
            "email", words("register.email"), .email, value: email, error: problems?["email"],
            autocomplete: "email",
            maxlength: 254)
        return Page(
            words("password.forgotten"),
            """
            \(problems?.summary)<h1>\(words("password.forgotten"))</h1>
            <p class="lead">\(words("password.forgotten-lead"))</p>
            \(Form(action: "/password", token: nil, submit: words("password.send"), fields: [field]))
            """)
    }
}

/// Takes the code and the new password.
struct ResetPage {
    let part: CodePart

    var page: Page {
        let words = part.words
        let password = Field(
            "password", words("password.new"), .password, hint: words("register.password-hint"),
            error: part.problems?["password"], autocomplete: "new-password")
        var page = Page(
            words("password.new-title"),
            """
            \(part.problems?.summary)<h1>\(words("password.new-title"))</h1>
            \(part.lead("password.new-lead"))
            \(Form(
                action: .newPassword, token: nil, submit: words("password.set"), hidden: part.hidden,
                fields: part.fields + [password]))
            """)
        page.isPrivate = true
        return page
    }
}

/// One's own account.
struct AccountPage {
    let words: Phrases
    let person: Person
    let sessions: Int
    let residence: Residence?
    let token: String?
    var done: String?
    var problems: Problems?

    var page: Page {
        let fields = [
            Field(
                "old", words("account.old-password"), .password, error: problems?["old"],
                autocomplete: "current-password"),
            Field(
                "password", words("password.new"), .password, hint: words("register.password-hint"),
                error: problems?["password"], autocomplete: "new-password"),
        ]
        var page = Page(
            words("account.title"),
            """
            \(problems?.summary)<h1>\(heading)</h1>
            \(DefinitionRows([
                .init(words("register.name"), text: person.name), .init(words("register.email"), text: person.email ?? "–"),
                .init(words("account.residence"), text: residenceWords),
                .init(words("account.roles"), text: roles), .init(words("account.consent"), text: consent),
            ]))
            <p><a href="\(Link.ownProposals)">\(words("own.title"))</a></p>
            <h2>\(words("account.change-password"))</h2>
            \(Form(action: "/account/password", token: token, submit: words("account.change-password"), fields: fields))
            <h2>\(words("account.sessions"))</h2>
            <p>\(words.plural("account.session-count", sessions))</p>
            \(FormButton(words("account.sign-out-everywhere"), action: "/account/sign-out-everywhere", token: token,
                style: .quiet))
            <h2>\(words("account.erase"))</h2>
            <p>\(words("account.erase-lead"))</p>
            <p>\(LinkButton(words("account.erase"), to: .eraseAccount, style: .quiet))</p>
            """)
        page.isPrivate = true
        return page
    }

    /// With the district, so that everybody sees what is kept of them.
    private var residenceWords: String {
        guard person.isResident else { return words("account.not-resident") }
        let name = residence?.districtName
        return name.map { words("account.resident-in", ["district": $0]) } ?? words("account.resident")
    }

    /// What the person just did, else the title.
    private var heading: String {
        guard let done, ["password", "registered", "consent", "office"].contains(done) else {
            return words("account.title")
        }
        return words("account.done.\(done)")
    }

    private var roles: String {
        person.roles.isEmpty
            ? words("account.no-role")
            : words.list(person.roles.map { words("role.\($0.rawValue)") }.sorted())
    }

    private var consent: String {
        words(person.hasConsent ? "account.consent-given" : "account.consent-open")
    }
}

/// The explicit consent that supporting and voting need.
struct ConsentPage {
    let words: Phrases
    let token: String?
    let next: String
    var problems: Problems?

    var page: Page {
        let field = Field("consent", words("consent.tick"), .checkbox, error: problems?["consent"])
        var page = Page(
            words("consent.title"),
            """
            \(problems?.summary)<h1>\(words("consent.title"))</h1>
            <p class="lead">\(words("consent.lead"))</p>
            <ul><li>\(words("consent.what"))</li><li>\(words("consent.who"))</li><li>\(words("consent.until"))</li></ul>
            \(Form(
                action: "/account/consent", token: token, submit: words("consent.submit"),
                hidden: [HiddenField("next", next)], fields: [field]))
            <p>\(words("consent.refuse"))</p>
            """)
        page.isPrivate = true
        return page
    }
}
