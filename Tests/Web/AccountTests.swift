import Core
import Foundation
import HTTPTypes
import Postgres
import Support
import Testing
import Web

@Suite("An account", .withServer, .database)
struct AccountTests {
    @Test("is made with the code from the mail, signs in, changes its password and signs out everywhere")
    func wholeLife() async throws {
        let client = try await TestClient.make()
        let sent = try await client.post(
            "/register", ["name": "Erika", "email": "Erika@Example.org", "password": "ein langes passwort"])
        #expect(sent.status == 303)
        #expect(sent.location == "/register/confirm", "an address stands in no address bar and in no log")
        let cookie = try #require(sent.headers[.setCookie])
        #expect(cookie.contains("; Path=/register/confirm; HttpOnly;") && cookie.contains("Max-Age=1800"))
        let asked = try await client.get("/register/confirm")
        #expect(asked.text.contains(#"<input type="hidden" name="email" value="erika@example.org">"#))
        #expect(asked.headers[.cacheControl] == "no-store")
        #expect(try await client.get("/account").status == 303)
        let wrong = try await client.post(
            "/register/confirm", ["email": "erika@example.org", "code": "000000"])
        #expect(wrong.status == 422)
        let code = try await code(for: "erika@example.org")
        let confirmed = try await client.post(
            "/register/confirm", ["email": "erika@example.org", "code": code])
        #expect(confirmed.location == "/account?done=registered")
        #expect(confirmed.headers[values: .setCookie].contains { $0.hasPrefix("email=;") })
        #expect(
            try await client.get("/account?done=registered").text.contains("<h1>Ihr Konto ist angelegt</h1>"))
        #expect(try await client.get("/account").text.contains("erika@example.org"))

        let changed = try await client.post(
            "/account/password", ["old": "ein langes passwort", "password": "ein neues passwort"])
        #expect(changed.location == "/account?done=password")
        #expect(try await client.post("/account/sign-out-everywhere").status == 303)
        #expect(try await client.get("/account").status == 303)
        let old = try await client.post(
            "/sign-in", ["email": "erika@example.org", "password": "ein langes passwort"])
        #expect(old.status == 422)
        let new = try await client.post(
            "/sign-in",
            ["email": "erika@example.org", "password": "ein neues passwort", "next": "/proposals"])
        #expect(new.location == "/proposals")
        #expect(try await client.post("/sign-out").status == 303)
    }

    @Test("is not told apart from none: registering twice and forgetting look the same")
    func hidden() async throws {
        let client = try await TestClient.make()
        let form = ["name": "Max", "email": "max@example.org", "password": "ein langes passwort"]
        _ = try await client.post("/register", form)
        let code = try await code(for: "max@example.org")
        _ = try await client.post("/register/confirm", ["email": "max@example.org", "code": code])
        let again = try await TestClient.make().post("/register", form)
        #expect(again.location == "/register/confirm")
        let known = try await client.post("/password", ["email": "max@example.org"])
        let unknown = try await TestClient.make().post("/password", ["email": "nobody@example.org"])
        #expect(known.location == "/password/new" && unknown.location == "/password/new")
        #expect(
            try await client.get("/password/new").text.contains("Wenn es zu max@example.org ein Konto gibt"))
        let reset = try await self.code(for: "max@example.org")
        let set = try await TestClient.make().post(
            "/password/new", ["email": "max@example.org", "code": reset, "password": "noch ein passwort"])
        #expect(set.location == "/sign-in?done=password")
        #expect(try await client.get("/account").status == 303, "a new password signs out everywhere")
    }

    @Test(
        "keeps the words of a wrong form and says what is wrong",
        arguments: [
            ["name": "", "email": "a@example.org", "password": "ein langes passwort"],
            ["name": "Ute", "email": "kein-at", "password": "ein langes passwort"],
            ["name": "Ute", "email": "a@example.org", "password": "kurz"],
            ["name": "Ute", "email": "a@example.org", "password": "aaaaaaaaaaaaaaa"],
            [
                "name": String(repeating: "ü", count: 81), "email": "a@example.org",
                "password": "ein langes passwort",
            ],
        ])
    func refused(form: [String: String]) async throws {
        let answer = try await TestClient.make().post("/register", form)
        #expect(answer.status == 422)
        #expect(answer.text.contains("Es gibt ein Problem"))
        if let name = form["name"], !name.isEmpty { #expect(answer.text.contains("value=\"\(name)\"")) }
        #expect(!answer.text.contains(form["password"] ?? "?"), "a password is never sent back")
    }

    @Test(
        "is confirmed without cookies, too: the page asks for the address again",
        arguments: ["/register/confirm", "/password/new"])
    func withoutCookies(path: String) async throws {
        let client = try await TestClient.make()
        let page = try await client.get(path)
        #expect(page.status == 200 && page.text.contains(#"type="email""#) && !page.text.contains("⟦"))
        let form = ["code": "123456", "password": "ein langes passwort"]
        let blank = try await client.post(path, form)
        #expect(
            blank.status == 422
                && blank.text.contains(##"<a href="#email">Geben Sie eine E-Mail-Adresse an"##))
        let known = try await client.post(path, form.merging(["email": "kim@example.org"]) { $1 })
        #expect(known.status == 422, "there is no such account")
        #expect(known.text.contains(#"<input type="hidden" name="email" value="kim@example.org">"#))
    }

    @Test("code dies after five wrong entries")
    func dead() async throws {
        let client = try await TestClient.make()
        _ = try await client.post(
            "/register", ["name": "Ina", "email": "ina@example.org", "password": "ein langes passwort"])
        let code = try await code(for: "ina@example.org")
        let wrong = code == "123456" ? "654321" : "123456"
        for _ in 1...5 {
            _ = try await client.post("/register/confirm", ["email": "ina@example.org", "code": wrong])
        }
        #expect(
            try await client.post("/register/confirm", ["email": "ina@example.org", "code": code]).status
                == 422)
    }

    @Test("gives up after ten tries at a password in ten minutes")
    func limited() async throws {
        let client = try await TestClient.make()
        var statuses: [Int] = []
        for _ in 1...11 {
            statuses.append(
                try await client.post("/sign-in", ["email": "x@example.org", "password": "falsch"]).status)
        }
        #expect(statuses == Array(repeating: 422, count: 10) + [429])
    }

    @Test("takes an office by a one-time link, once")
    func invitation() async throws {
        let cast = try await Cast.shared()
        let link = try await TestDatabase.inUse().owner.transaction { db in try db.testInvitation() }
        let client = try await TestClient.make()
        #expect(try await client.get("/invitation/\(link)").status == 200)
        try await client.signIn(cast.bob)
        #expect(
            try await client.post("/account/invitation", ["invitation": link]).location
                == "/account?done=office")
        #expect(try await client.get("/administration").status == 200)
        #expect(try await client.post("/account/invitation", ["invitation": link]).status == 409)
        #expect(try await client.get("/invitation/\(link)").status == 409)
    }

    @Test("chooses its language, which decides pages from then on")
    func language() async throws {
        let client = try await TestClient.make()
        let chosen = try await client.post("/language", ["language": "en", "path": "/proposals"])
        #expect(chosen.location == "/proposals")
        #expect(try await client.get("/proposals").text.contains("<html lang=\"en\">"))
        #expect(try await client.post("/language", ["language": "xx"]).status == 422)
        #expect(
            try await client.post("/language", ["language": "de", "path": "//elsewhere.example"]).location
                == "/")
    }

    private func code(for email: String) async throws -> String {
        let body: String = try await TestDatabase.inUse().owner.read { db in
            try #require(
                try db.rows(
                    "SELECT body FROM mails WHERE recipient = \(email) ORDER BY written_at DESC, ctid DESC LIMIT 1"
                ).first
            )["body"]
        }
        return try #require(body.firstMatch(of: /\b(\d{6})\b/).map { String($0.1) })
    }
}
