import Core
import HTML
import Hummingbird
import Phrases

/// The address a code was just sent to. It waits in a cookie for as long as the code is good, so that it stands in
/// no address line, history or log.
struct AwaitedAddress {
    let email: String

    static let name = "address"

    init(_ email: String) { self.email = email }

    /// Empty where the browser knows of none.
    init(_ request: Request) {
        let bytes = Cookies(request)[Self.name].flatMap { [UInt8](hex: $0) } ?? []
        let text = String(validating: bytes, as: UTF8.self) ?? ""
        email = isPlausible(email: text) ? text : ""
    }

    func cookie(_ site: Site) -> String {
        site.cookie(Self.name, Array(email.utf8).hex, seconds: 30 * 60)
    }

    static func forgotten(_ site: Site) -> String { site.cookie(name, nil, seconds: 0) }

    /// What the form carries: the address in a hidden field, or a field that asks for it.
    func fields(_ words: Phrases, _ problems: Problems?) -> (hidden: [HiddenField], shown: [Field]) {
        guard email.isEmpty || problems?["email"] != nil else { return ([HiddenField("email", email)], []) }
        let field = Field(
            "email", words("register.email"), .email, value: email, error: problems?["email"],
            autocomplete: "email")
        return ([], [field])
    }

    /// `key` with the address, where there is one.
    func lead(_ words: Phrases, _ key: String) -> HTML {
        email.isEmpty ? "" : "<p class=\"lead\">\(words(key, ["email": email]))</p>"
    }
}
