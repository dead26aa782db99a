import Acts
import Ballots
import Core
import ElectionCrypto
import Foundation
import HTTPTypes
import Identity
import Postgres
import PublicRecord
import Secrets
import Support
import Tally
import Testing
import Web

@Suite("The pages of trustees and registrar", .withServer)
struct CeremonyPageTests {
    @Test("take a ceremony from the names to the archive", .database)
    func whole() async throws {
        let town = try await PreparedTown()
        let links = try await town.links()
        let guest = try await TestClient.make()
        let keepers = try Keepers()

        var page = try await guest.get(links[2]).text
        #expect(page.contains("trustee ceremony certificate \\\n  --folder "))
        #expect(page.contains("--trustees 2-of-3 \\\n  --number 2 \\\n  --name &#39;Ben&#39;"))
        #expect(page.contains("Zertifikat") && !page.contains("⟦"))
        for step in CeremonyFile.steps {
            for number in 1...3 {
                let path = links[number]
                #expect(
                    try await guest.post(path, ["file-text": keepers.text(step, number) + "\n"]).status == 303
                )
                // The same once more is harmless; another is not.
                #expect(try await guest.post(path, ["file-text": keepers.text(step, number)]).status == 303)
            }
            page = try await guest.get(links[1]).text
            #expect(page.contains(step.name(of: 3)))
        }
        #expect(page.contains("am Telefon") && page.contains("Der Schlüssel ist fertig"))
        let other = try Keepers()
        let refused = try await guest.post(links[1], ["file-text": other.text(.certificate, 1)])
        #expect(refused.status == 409 && refused.text.contains("schon eine andere Datei"))
        let folder = try await guest.get(links[1] + "/folder.tar")
        #expect(folder.status == 200 && folder.text.utf8.count > 10_000)
        #expect(
            try await guest.get(links[1] + "/files/certificate-2.json").text == keepers.text(.certificate, 2))
        #expect(try await guest.get(links[1] + "/files/registrar.json").status == 404)
        #expect(try await guest.get(links[1] + "/files/names.csv").status == 404)

        for name in ["/elections/1/registrar.json", "/elections/1/statement.json"] {
            #expect(try await guest.get(name).status == 404)
        }
        try await register(town, links[0], guest)
        // Who answers for the list can be checked by everybody, once it is in use.
        let registrar = try await guest.get("/elections/1/registrar.json").text
        let statement = try await guest.get("/elections/1/statement.json").text
        let key = try TrusteeKey(parsing: Array(registrar.utf8), in: Ed25519Group.shared)
        _ = try RollStatement(parsing: Array(statement.utf8), by: key, in: Ed25519Group.shared)
        let desk = try await town.admin.get("/administration/elections/1/ceremony").text
        #expect(desk.contains("Das Archiv hat begonnen"))
        #expect(try await guest.get(links[1]).text.contains("Nach dem Ende der Abstimmung"))
        #expect(try await town.admin.post("/administration/elections/1/open").status == 303)
        #expect(try await guest.get("/elections/1").text.contains("href=\"/elections/1/statement.json\""))
    }

    /// The registrar's part.
    private func register(_ town: PreparedTown, _ link: String, _ guest: TestClient) async throws {
        #expect(try await guest.get(link).text.contains("noch nicht festgeschrieben"))
        #expect(try await guest.get(link + "/files/roll.csv").status == 404)
        #expect(try await town.admin.post("/administration/elections/1/ceremony/roll").status == 303)
        #expect(try await town.admin.post("/administration/elections/1/ceremony/roll").status == 303)
        #expect(try await town.admin.post("/administration/elections/1/discard").status == 409)
        let page = try await guest.get(link).text
        let uuid = page.components(separatedBy: "--election ").dropFirst().first?.prefix { $0 != " " } ?? ""
        let roll = try await guest.get(link + "/files/roll.csv").text
        let names = try await guest.get(link + "/files/names.csv").text
        let size = names.split(separator: "\n").count - 1
        #expect(roll == "voters,weight\n\(size),1\n" && names.contains("\"Alice\""))
        let list = Keepers.list(for: String(uuid), voters: size, by: "Wahlamt")
        let files = [
            ("registrar", list.registrar), ("credentials", list.credentials), ("statement", list.statement),
        ]
        let incomplete = try await guest.send(
            .post, link, body: multipart(Array(files.prefix(2))), type: "multipart/form-data; boundary=ABC")
        #expect(incomplete.status == 422)
        let answer = try await guest.send(
            .post, link, body: multipart(files), type: "multipart/form-data; boundary=\"ABC\"")
        #expect(answer.status == 303)
    }

    private func multipart(_ files: [(String, [UInt8])]) -> String {
        files.map { name, bytes in
            """
            --ABC\r\nContent-Disposition: form-data; name="\(name)"; filename="\(name).json"\r\n\
            Content-Type: application/json\r\n\r\n\(String(decoding: bytes, as: UTF8.self))\r\n
            """
        }.joined() + "--ABC--\r\n"
    }

    @Test("refuse what is no file of the step, too large, or no form at all", .database)
    func refusals() async throws {
        let town = try await PreparedTown()
        let link = try await town.links()[1]
        let guest = try await TestClient.make()
        for text in ["", "{}", "Brief"] {
            let answer = try await guest.post(link, ["file-text": text])
            #expect(answer.status == 422 && answer.text.contains("id=\"problems\""), "\(text)")
        }
        let early = try await guest.post(link, ["file-text": try Keepers().text(.promise, 1)])
        #expect(early.status == 409 && early.text.contains("zu früh"))
        let large = String(repeating: "x", count: 1_048_577)
        let answer = try await guest.post(link, ["file-text": large])
        #expect(answer.status == 422 && answer.text.contains("zu groß"))
        #expect(try await guest.post(link, ["file-text": large + large]).status == 413)
        for (body, type) in [
            ("x", "text/plain"), ("x", "multipart/form-data"), ("x", "multipart/form-data; boundary=ABC"),
            ("--ABC\r\n\r\n", "multipart/form-data; boundary=ABC"),
            (
                "--ABC\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx",
                "multipart/form-data; boundary=ABC"
            ),
        ] {
            #expect(try await guest.send(.post, link, body: body, type: type).status == 422, "\(body)")
        }
    }

    @Test("do not exist for a link that is void or was never one", .database)
    func strangers() async throws {
        let town = try await PreparedTown()
        let links = try await town.links()
        let guest = try await TestClient.make()
        #expect(try await guest.get(links[2]).status == 200)
        _ = try await town.link(2)
        for link in [links[2], "/ceremony/x", "/ceremony/" + Token.draw().text] {
            #expect(try await guest.get(link).status == 404)
            #expect(try await guest.post(link, ["file-text": "{}"]).status == 404)
        }
        #expect(try await guest.get("/ceremony/x/folder.tar").status == 404)
        #expect(try await guest.get("/ceremony/x/files/certificate-1.json").status == 404)
    }

    @Test("are prepared by the administration alone", .database)
    func desk() async throws {
        let town = try await PreparedTown()
        let guest = try await TestClient.make()
        let desk = "/administration/elections/1/ceremony"
        for path in [desk, desk + "/1/link"] {
            #expect(try await guest.get(path).location?.hasPrefix("/sign-in") == true)
        }
        let acts = [
            "/administration/elections/1/ceremony", "/administration/elections/1/ceremony/roll",
            "/administration/elections/1/ceremony/begin", "/administration/elections/1/ceremony/restart-key",
            "/administration/elections/1/ceremony/restart-roll",
            "/administration/elections/1/ceremony/1/link",
            "/administration/elections/1/ceremony/1/remind",
        ]
        for path in acts { #expect(try await guest.post(path).status == 403, "\(path)") }
        try await guest.signIn(town.cast.bob)
        #expect(try await guest.get(desk).status == 404)
        for path in acts { #expect(try await guest.post(path, ["word": "x"]).status == 404, "\(path)") }

        #expect(try await town.admin.post(desk + "/begin").status == 303)
        #expect(try await town.admin.post(desk + "/restart-key").status == 303)
        #expect(try await town.admin.post(desk + "/restart-roll").status == 303)
        #expect(try await town.admin.post(desk + "/1/remind").status == 303)
        #expect(try await town.admin.post(desk + "/1/remind").status == 429)
        #expect(try await town.admin.post(desk + "/2/remind").status == 422)
        #expect(try await town.admin.get(desk + "/9/link").status == 404)
        #expect(try await town.admin.post("/administration/elections/1/open").status == 409)
    }

    @Test(
        "ask how many of the mixers are needed where ballots are mixed; all of them if nothing is said",
        .database)
    func mixers() async throws {
        let plain = try await PreparedTown(isNamed: false)
        #expect(
            try await !plain.admin.get("/administration/elections/1/ceremony").text.contains(
                "name=\"shuffles\""))
        try await plain.draft("schulze", options: "Stein\nHolz\nStahl")
        try await plain.draft("schulze", options: "Stein\nHolz\nStahl")
        let desk = "/administration/elections/2/ceremony"
        #expect(try await plain.admin.get(desk).text.contains("name=\"shuffles\""))
        var form = PreparedTown.names
        for number in 1...3 { form["mixes-\(number)"] = "1" }
        for wrong in ["1", "4", "x"] {
            form["shuffles"] = wrong
            let refused = try await plain.admin.post(desk, form)
            #expect(refused.status == 422 && refused.text.contains("höchstens so viele, wie mischen dürfen"))
            #expect(refused.text.contains("href=\"#shuffles\""))
        }
        form["shuffles"] = "2"
        #expect(try await plain.admin.post(desk, form).status == 303)
        let page = try await plain.admin.get(desk).text
        #expect(page.contains("Zum Mischen nötig") && page.components(separatedBy: "2 von 3").count == 3)
        form["shuffles"] = ""
        #expect(try await plain.admin.post("/administration/elections/3/ceremony", form).status == 303)
        let all = try await TestDatabase.inUse().web.read { try $0.ceremony(of: ElectionID(3))?.shuffles }
        #expect(all == 3)
    }

    @Test("are named in a form that keeps wrong words", .database)
    func form() async throws {
        let town = try await PreparedTown(isNamed: false)
        let desk = "/administration/elections/1/ceremony"
        #expect(try await town.admin.get("/administration/elections/1").text.contains(desk))
        #expect(try await town.admin.get(desk).text.contains("name=\"name-7\""))
        var form = PreparedTown.names
        form["threshold"] = "1"
        form["name-3"] = "Ben"
        form["email-1"] = "nirgends"
        let refused = try await town.admin.post(desk, form)
        #expect(refused.status == 422 && refused.text.contains("value=\"nirgends\""))
        form["email-1"] = "ada@example.org"
        #expect(try await town.admin.post(desk, form).text.contains("mehr als die Hälfte"))
        form["threshold"] = "2"
        #expect(try await town.admin.post(desk, form).text.contains("verschiedene Namen"))
        #expect(try await town.admin.post(desk, PreparedTown.names).status == 303)
        #expect(try await town.admin.post(desk, PreparedTown.names).status == 409)
        let mails = try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT body FROM mails WHERE recipient = 'ada@example.org'").map {
                try $0["body"] as String
            }
        }
        let link =
            mails.first?.components(separatedBy: "http://127.0.0.1:8080").last?.prefix { $0 != "\n" } ?? ""
        let guest = try await TestClient.make()
        #expect(mails.count == 1)
        #expect(try await guest.get(String(link)).text.contains("Teil 1 von 3"))
    }
}

/// An encrypted draft, election 1 of the test's own database, and its administrator.
struct PreparedTown: Sendable {
    static let names = [
        "name-1": "Ada", "email-1": "ada@example.org", "name-2": "Ben", "name-3": "Cleo", "threshold": "2",
        "registrar": "Wahlamt",
    ]

    let cast: Cast
    let admin: TestClient

    init(isNamed: Bool = true) async throws {
        cast = try await Cast(TestDatabase.inUse().owner)
        admin = try await TestClient.make()
        try await admin.signIn(cast.ada)
        try await draft("yes-no")
        guard isNamed else { return }
        #expect(
            try await admin.post("/administration/elections/1/ceremony", PreparedTown.names).status == 303)
    }

    /// An encrypted draft more.
    func draft(_ rule: String, options: String = "") async throws {
        let form = [
            "once": UUID().uuidString, "rule": rule, "process": cast.process.description,
            "question": "Soll die Brücke kommen?", "manner": "encrypted", "opens": "2026-06-01T10:00",
            "closes": "2026-06-08T10:00", "options": options, "seats": "1",
        ]
        #expect(try await admin.post("/administration/elections/new", form).status == 303)
    }

    /// The paths of the registrar, 0, and of the trustees by number.
    func links() async throws -> [String] {
        var links: [String] = []
        for number in 0...3 { links.append(try await link(number)) }
        return links
    }

    /// Makes a new link; its path.
    func link(_ number: Int) async throws -> String {
        let path = "/administration/elections/1/ceremony/\(number)/link"
        let word = PollingPlace.value(of: "word", in: try await admin.get(path).text)
        #expect(try await admin.post(path, ["word": word]).status == 303)
        return "/ceremony/" + word
    }
}

extension Keepers {
    func text(_ step: CeremonyFile, _ number: Int) -> String {
        String(decoding: file(step, number), as: UTF8.self)
    }
}
