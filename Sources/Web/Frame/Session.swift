import Core
import Foundation
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import Secrets

/// The names of our cookies.
enum CookieName {
    static let session = "session"
    static let language = "language"
    /// The address a code was sent to, for the page that takes the code: an address in its query would stand in logs
    /// and in the browser's history. Holds as long as the code and goes to that page alone. It is the person's own
    /// word, as a hidden field is, and proves nothing.
    static let email = "email"
}

extension PageContext {
    /// The cross-site token of this session, masked anew each time so that compression cannot tell it; nil for visitors.
    var formToken: String? {
        guard let sessionToken else { return nil }
        let mask = SystemRandom.bytes(16)
        let secret = PageContext.formSecret(of: sessionToken)
        return (mask + zip(mask, secret).map { $0 ^ $1 }).hex
    }

    /// Whether `text` is a token of this session.
    func accepts(formToken text: String) -> Bool {
        guard let sessionToken, let bytes = [UInt8](hex: text), bytes.count == 32 else { return false }
        let secret = zip(bytes[..<16], bytes[16...]).map { $0 ^ $1 }
        return constantTimeEquals(secret, PageContext.formSecret(of: sessionToken))
    }

    private static func formSecret(of session: String) -> [UInt8] {
        Array(HMAC256.code(of: Array("form".utf8), key: Array(session.utf8)).prefix(16))
    }
}

extension Site {
    /// Reads who is signed in and in which language to answer. One statement with a session, none without.
    func recognise(_ request: Request, _ context: inout PageContext) async throws {
        let cookies = Cookies(request)
        if let token = cookies[CookieName.session], token.utf8.count == 43 {
            let hash = Token.hash(of: token)
            let today = context.now.day
            if let found = try await database.read({ try $0.person(session: hash, on: today) }) {
                context.person = found.person
                context.sessionToken = token
                if found.isStale {
                    try await database.once { try $0.touchSession(tokenHash: hash, on: today) }
                }
            }
        }
        context.language =
            cookies[CookieName.language].flatMap { Language(rawValue: $0) }
            ?? context.person.flatMap { Language(rawValue: $0.language) }
            ?? Language.preferred(acceptLanguage: request.headers[.acceptLanguage] ?? "")
    }

    /// A `Set-Cookie` value. Nil `value` deletes the cookie.
    func cookie(_ name: String, _ value: String?, days: Int) -> String {
        cookie(name, value, seconds: days * 86_400, for: "/")
    }

    /// The same for the pages below one path.
    func cookie(_ name: String, _ value: String?, seconds: Int, for path: Link) -> String {
        var text =
            "\(name)=\(value ?? ""); Path=\(path); HttpOnly; SameSite=Lax; Max-Age=\(value == nil ? 0 : seconds)"
        if settings.isSecure { text += "; Secure" }
        return text
    }

    /// Opens a session inside `db` and gives the cookie that holds it.
    func signIn(_ person: PersonID, on day: Day, _ db: isolated Connection) throws -> String {
        let token = Token.draw()
        try db.openSession(tokenHash: token.hash, for: person, on: day)
        return cookie(CookieName.session, token.text, days: sessionDays)
    }
}

/// The cookies of a request.
struct Cookies {
    private var values: [String: String] = [:]

    init(_ request: Request) {
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.trimmingCharacters(in: .whitespaces).split(separator: "=", maxSplits: 1)
                if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
            }
        }
    }

    subscript(_ name: String) -> String? { values[name] }
}
