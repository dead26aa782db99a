import AuditLog
import Core
import Identity
import Postgres
import Secrets
import Support
import Testing
import Web

@Suite("The page that erases an account", .withServer)
struct ErasePageTests {
    private let form = ["manner": "keep", "password": "ein langes passwort"]

    /// A client signed in as Bob, who has a password.
    private func bob() async throws -> (client: TestClient, person: Person) {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let client = try await TestClient.make()
        let hash = try PasswordHash.make(
            password: Secret(Array("ein langes passwort".utf8)), parameters: .test
        ).encoded
        try await client.site.database.transaction { try $0.setPasswordHash(hash, of: cast.bob.id) }
        try await client.signIn(cast.bob)
        return (client, cast.bob)
    }

    @Test("wants the password and a choice, then signs out everywhere and says goodbye by mail", .database)
    func own() async throws {
        let (client, bob) = try await bob()
        #expect(try await client.get("/account").text.contains("/account/erase"))
        #expect(try await client.get("/account/erase").text.contains("nicht rückgängig"))
        let wrong = try await client.post("/account/erase", ["manner": "remove", "password": "falsch"])
        #expect(wrong.status == 422 && wrong.text.contains("Das Passwort stimmt nicht"))
        #expect(wrong.text.contains(#"value="remove" checked"#))
        let open = try await client.post("/account/erase", ["password": "ein langes passwort"])
        #expect(open.status == 422 && open.text.contains("Wählen Sie, was mit den Vorschlägen"))
        let done = try await client.post("/account/erase", form)
        #expect(done.location == "/account/erased")
        #expect(try await client.get("/account/erased").text.contains("<h1>Ihre Daten sind gelöscht</h1>"))
        #expect(try await client.get("/account").status == 303)
        let mails = try await TestDatabase.inUse().owner.read {
            try $0.rows("SELECT recipient, body FROM mails").map {
                try $0["recipient"] + ": " + $0["body"] as String
            }
        }
        #expect(mails.count == 1 && mails[0].hasPrefix("bob@example.org: Guten Tag Bob,"), "\(mails)")
        let again = try await client.post(
            "/sign-in", ["email": "bob@example.org", "password": "ein langes passwort"])
        #expect(again.status == 422)
        #expect(try await client.site.database.read { try $0.person(bob.id) } == nil)
    }

    @Test("is closed to strangers and to the last administrator", .database)
    func refused() async throws {
        let (client, _) = try await bob()
        let stranger = try await TestClient.make()
        #expect(try await stranger.get("/account/erase").location?.hasPrefix("/sign-in") == true)
        #expect(try await stranger.post("/account/erase", form).status == 403)
        let ada = try #require(
            try await client.site.database.read { try $0.account(email: "ada@example.org") })
        let hash = try PasswordHash.make(
            password: Secret(Array("ein langes passwort".utf8)), parameters: .test
        ).encoded
        try await client.site.database.transaction { try $0.setPasswordHash(hash, of: ada.person) }
        try await client.signIn(#require(try await client.site.database.read { try $0.person(ada.person) }))
        let answer = try await client.post("/account/erase", form)
        #expect(answer.status == 422 && answer.text.contains("letzte Administration kann ihr Amt nicht"))
        #expect(try await client.get("/account").status == 200)
    }

    @Test("has a counterpart in administration, for whoever asked at the desk", .database)
    func office() async throws {
        let (client, bob) = try await bob()
        let path = "/administration/persons/\(bob.id)/erase"
        #expect(try await client.get(path).status == 404)
        let ada = try #require(
            try await client.site.database.read { try $0.account(email: "ada@example.org") })
        try await client.signIn(#require(try await client.site.database.read { try $0.person(ada.person) }))
        #expect(try await client.get("/administration/persons/\(bob.id)").text.contains(path))
        #expect(try await client.get(path).text.contains("Daten von Bob löschen"))
        let hasty = try await client.post(path, ["manner": "keep"])
        #expect(hasty.status == 422 && hasty.text.contains("Bestätigen Sie"))
        let done = try await client.post(path, ["manner": "keep", "asked": "1"])
        #expect(done.location == "/administration/persons?done=erased")
        #expect(try await client.get("/administration/persons?done=erased").text.contains("sind gelöscht"))
        #expect(try await client.get(path).status == 404)
        #expect(try await client.post(path, ["manner": "keep", "asked": "1"]).status == 404, "twice")
    }
}
