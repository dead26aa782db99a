import Core
import HTML
import Hummingbird
import Phrases
import Secrets

/// What somebody enters who got a code by mail.
struct CodeEntry {
    /// In small letters; perhaps none.
    let email: String
    let code: NumericCode?

    init(_ form: FormData, _ problems: inout Problems) {
        email = form.text("email").lowercased()
        code = NumericCode(typed: form.text("code"))
        if !isPlausible(email: email) { problems.add("email", "register.email-missing") }
        if code == nil { problems.add("code", "register.code-missing") }
    }
}

/// The part of a form that takes the six digits. Where the address is not known from the step before, it asks for it.
struct CodePart {
    let words: Phrases
    let email: String
    let mailFolder: Bool
    var problems: Problems?

    private var isKnown: Bool { isPlausible(email: email) }

    /// - Parameter phrase: says what was sent to `{email}`.
    func lead(_ phrase: String) -> HTML {
        """
        <p class="lead">\(isKnown ? words(phrase, ["email": email]) : words("register.code-lead"))</p>
        \(if: mailFolder, Panel(quiet: true, "<p>\(words("register.demo-mail"))</p>").html)
        """
    }

    var hidden: [HiddenField] { isKnown ? [HiddenField("email", email)] : [] }

    var fields: [Field] {
        let address = Field(
            "email", words("register.email"), .email, value: email, error: problems?["email"],
            autocomplete: "email", maxlength: 254)
        let code = Field(
            "code", words("register.code"), .code, hint: words("register.code-hint"),
            error: problems?["code"],
            autocomplete: "one-time-code", maxlength: 12)
        return isKnown ? [code] : [address, code]
    }
}

extension Site {
    /// Leads to the page that takes the code, and tells it the address.
    func awaitCode(sentTo email: String, at page: Link, _ query: [(String, String)] = []) -> Response {
        let link = query.reduce(page) { $1.1.isEmpty ? $0 : $0.query($1.0, $1.1) }
        return .see(
            link, cookies: [cookie(CookieName.email, Array(email.utf8).hex, seconds: 1800, for: page)])
    }

    /// The address that `awaitCode` told; empty where the browser keeps no cookies or half an hour has gone.
    func address(_ request: Request) -> String {
        let bytes = Cookies(request)[CookieName.email].flatMap { [UInt8](hex: $0) } ?? []
        let email = String(validating: bytes, as: UTF8.self) ?? ""
        return isPlausible(email: email) ? email : ""
    }

    /// Takes the address back from the browser.
    func forgetAddress(at page: Link) -> String { cookie(CookieName.email, nil, seconds: 0, for: page) }

    func codePart(_ email: String, _ context: PageContext, _ problems: Problems? = nil) -> CodePart {
        CodePart(
            words: phrases(context), email: email, mailFolder: settings.mailFolder != nil, problems: problems)
    }
}
