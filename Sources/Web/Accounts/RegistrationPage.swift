import Core
import HTML
import Identity
import Phrases

/// The form that makes an account.
struct RegistrationPage {
    let words: Phrases
    var name = ""
    var email = ""
    var invitation = ""
    var next: String?
    var problems: Problems?

    var page: Page {
        var hidden = [HiddenField("next", next ?? "")]
        if !invitation.isEmpty { hidden.append(HiddenField("invitation", invitation)) }
        let fields = [
            Field(
                "name", words("register.name"), value: name, hint: words("register.name-hint"),
                error: problems?["name"],
                autocomplete: "nickname", maxlength: 80),
            Field(
                "email", words("register.email"), .email, value: email, hint: words("register.email-hint"),
                error: problems?["email"], autocomplete: "email", maxlength: 254),
            Field(
                "password", words("register.password"), .password, hint: words("register.password-hint"),
                error: problems?["password"], autocomplete: "new-password"),
        ]
        return Page(
            words("register.title"),
            """
            \(problems?.summary)<h1>\(words("register.title"))</h1>
            <p class="lead">\(invitation.isEmpty ? words("register.lead") : words("invitation.lead"))</p>
            \(Form(action: .register, token: nil, submit: words("register.submit"), hidden: hidden, fields: fields))
            <p>\(words("register.known")) <a href="\(Link.signIn.query("next", next))">\(words("sign-in.title"))</a></p>
            """)
    }
}

/// The form that takes the six digits from the mail.
struct ConfirmationPage {
    let part: CodePart
    let invitation: String
    let next: String

    var page: Page {
        let words = part.words
        let hidden = part.hidden + [HiddenField("invitation", invitation), HiddenField("next", next)]
        var page = Page(
            words("register.confirm-title"),
            """
            \(part.problems?.summary)<h1>\(words("register.confirm-title"))</h1>
            \(part.lead("register.confirm-lead"))
            \(Form(
                action: .registerConfirm, token: nil, submit: words("register.confirm-submit"), hidden: hidden,
                fields: part.fields))
            <p>\(words("register.no-mail")) <a href="\(Link.register)">\(words("register.again"))</a></p>
            """)
        page.isPrivate = true
        return page
    }
}

/// For somebody who is signed in already: one button that takes the office.
struct InvitationPage {
    let words: Phrases
    let token: String
    let person: Person
    let formToken: String?

    var page: Page {
        Page(
            words("invitation.title"),
            """
            <h1>\(words("invitation.title"))</h1>
            <p class="lead">\(words("invitation.take-lead", ["name": person.name]))</p>
            \(Form(
                action: "/account/invitation", token: formToken, submit: words("invitation.take"),
                hidden: [HiddenField("invitation", token)], HTML()))
            """)
    }
}
