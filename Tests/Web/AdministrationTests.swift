import Acts
import Core
import Foundation
import Identity
import Postgres
import Processes
import Support
import Testing
import Web

@Suite("Administration", .withServer, .database)
struct AdministrationTests {
    static let desks = [
        "/administration", "/administration/processes/new", "/administration/processes/1",
        "/administration/persons",
        "/administration/mail", "/status", "/administration/processes/1/phases/new",
    ]

    @Test("does not exist for others: strangers are sent to sign in, citizens get 404", arguments: desks)
    func refuses(path: String) async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        #expect(try await client.get(path).location?.hasPrefix("/sign-in") == true)
        for person in [cast.bob, cast.dora] {
            try await client.signIn(person)
            #expect(try await client.get(path).status == 404)
        }
    }

    @Test(
        "takes no act of others",
        arguments: [
            "/administration/processes/new", "/administration/processes/1/phases/1/close",
            "/administration/processes/1/phases/1/extend", "/administration/processes/1/phases/1/dates",
            "/administration/processes/1/phases/new",
            "/administration/persons/{bob}/roles/administration/give",
            "/administration/persons/{bob}/roles/administration/take",
            "/administration/persons/{bob}/residence",
            "/administration/persons/{bob}/residence/withdraw",
            "/administration/persons/{bob}/erase",
        ])
    func refusesActs(path: String) async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        let path = path.replacing("{bob}", with: cast.bob.id.description)
        #expect(try await client.post(path).status == 403)
        try await client.signIn(cast.bob)
        #expect(
            try await client.post(path, ["until": "2027-05-04", "closes": "2026-06-01T12:00"]).status == 404)
    }

    @Test("shows what is due, whom it knows and how the installation is")
    func readable() async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        try await client.signIn(cast.ada)
        for path in [
            "/administration", "/administration/processes/new", "/administration/persons", "/status",
        ] {
            let answer = try await client.get(path)
            #expect(answer.status == 200, "\(path)")
            #expect(!answer.text.contains("⟦"), "\(path)")
        }
        let found = try await client.get("/administration/persons?q=char").text
        #expect(found.contains("charlie@example.org") && !found.contains("bob@example.org"))
        #expect(try await client.get("/administration/mail").status == 404)
    }

    @Test("makes a process with phases in one form, keeps wrong words, and makes it once")
    func process() async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        try await client.signIn(cast.ada)
        var form = [
            "once": UUID().uuidString, "stages": "3", "title": "Spielplatz <neu>",
            "summary": "Was soll er haben?",
            "threshold": "12", "stage-1": "Sammeln", "opens-1": "2026-05-10T08:00",
            "closes-1": "2026-05-09T18:00",
            "propose-1": "resident", "support-1": "account",
        ]
        let wrong = try await client.post("/administration/processes/new", form)
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("Spielplatz &lt;neu&gt;") && wrong.text.contains("2026-05-10T08:00"))
        form["closes-1"] = "2026-06-09T18:00"
        let first = try await client.post("/administration/processes/new", form)
        let second = try await client.post("/administration/processes/new", form)
        let place = try #require(first.location)
        #expect(first.status == 303 && second.location == place)
        let id = try #require(ProcessID(text: place.split { !$0.isNumber }.first ?? ""))
        let phases = try await TestDatabase.inUse().web.read { try $0.phases(of: id) }
        #expect(phases.map(\.title) == ["Sammeln"])
        #expect(phases.first?.opensAt.iso8601 == "2026-05-10T06:00:00Z")
        #expect(phases.first?.permissions == [.propose: .resident, .support: .account])
    }

    @Test("moves the end of a phase and closes it for good")
    func phase() async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        try await client.signIn(cast.ada)
        let (process, phase) = try await TestDatabase.inUse().owner.transaction {
            db -> (ProcessID, PhaseID) in
            let house = db.permit(house: "test")
            let process = try db.addProcess(title: "Kurz", summary: "Kurz", threshold: 0, by: house, at: t0)
            return (
                process,
                try db.addPhase(
                    to: process, title: "Erste", opensAt: t0, closesAt: t0.adding(days: 2), permissions: [:],
                    by: house, at: t0)
            )
        }
        let path = "/administration/processes/\(process)/phases/\(phase)"
        #expect(try await client.post(path + "/extend", ["closes": "2020-01-01T10:00"]).status == 422)
        #expect(try await client.post(path + "/extend", ["closes": "2026-07-01T10:00"]).status == 303)
        let moved = try await TestDatabase.inUse().web.read { try $0.phases(of: process).first?.endsAt }
        #expect(moved?.iso8601 == "2026-07-01T08:00:00Z")
        #expect(try await client.get("/administration/processes/\(process)").text.contains("Erste"))
        for _ in 1...2 { #expect(try await client.post(path + "/close").status == 303) }
        #expect(try await client.post(path + "/extend", ["closes": "2026-08-01T10:00"]).status == 409)
        let stray = try await client.post("/administration/processes/\(cast.process)/phases/\(phase)/close")
        #expect(stray.status == 404)
    }

    @Test("gives and takes offices, attests residence for a year, and never loses its last administrator")
    func persons() async throws {
        let cast = try await Cast.shared()
        let client = try await TestClient.make()
        try await client.signIn(cast.ada)
        let path = "/administration/persons/\(cast.charlie.id)"
        #expect(try await client.get(path).text.contains("2027-05-04"))
        #expect(try await client.post(path + "/residence", ["until": "2020-01-01"]).status == 422)
        for _ in 1...2 {
            #expect(
                try await client.post(path + "/residence", ["until": "2027-05-04"]).location == path
                    + "?done=attested")
            #expect(
                try await client.post(path + "/roles/moderation/give").location == path + "?done=role-given")
        }
        #expect(try await person(cast.charlie)?.roles == [.moderation])
        #expect(
            try await TestDatabase.inUse().web.read { try $0.residence(of: cast.charlie.id) }?.expiresOn
                .iso8601 == "2027-05-04")
        try await livesIn(cast.charlie, path, client)
        _ = try await client.post(path + "/roles/moderation/take")
        _ = try await client.post(path + "/residence/withdraw")
        #expect(try await person(cast.charlie)?.roles == [])
        #expect(try await client.get(path + "?done=withdrawn").text.contains("nicht bestätigt"))
        let own = "/administration/persons/\(cast.ada.id)"
        #expect(try await client.post(own + "/roles/administration/take").status == 409)
        #expect(try await client.post(path + "/roles/mayor/give").status == 404)
    }

    /// The district goes with the residence, and its person sees it.
    private func livesIn(_ person: Person, _ path: String, _ client: TestClient) async throws {
        let (name, hamborn) = ("Hamborn am Rhein", DistrictID(270))
        try await TestDatabase.inUse().owner.transaction { db in
            try db.setDistrict(
                District(id: hamborn, name: name, parent: nil), outline: nil, credit: nil,
                by: db.permit(house: "test"))
        }
        for wrong in ["271", "x", "-1", "0"] {
            let answer = try await client.post(
                path + "/residence", ["until": "2027-05-04", "district": wrong])
            #expect(answer.status == 422 && answer.text.contains("Diesen Stadtbezirk gibt es nicht."))
        }
        for district in ["270", "270", "", "270"] {
            let form = ["until": "2027-05-04", "district": district]
            #expect(try await client.post(path + "/residence", form).status == 303)
            let known = try await TestDatabase.inUse().web.read { try $0.residence(of: person.id) }
            #expect(known?.districtName == (district.isEmpty ? nil : name))
        }
        #expect(try await client.get(path).text.contains("value=\"270\" selected"))
        let own = try await TestClient.make()
        try await own.signIn(person)
        #expect(try await own.get("/account").text.contains("bestätigt (\(name))"))
    }

    @Test("reads the mails that a demo keeps")
    func mail() async throws {
        let folder = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for number in 10...40 {
            let text = "To: <a\(number)@example.org>\r\nSubject: Ihr Code \(number)\r\n\r\nGuten Tag\r\n"
            try text.write(toFile: "\(folder)/\(number).eml", atomically: true, encoding: .utf8)
        }
        let cast = try await Cast.shared()
        let client = try await TestClient.make(
            settings: SiteSettings(address: "http://127.0.0.1:8080", mailFolder: folder))
        #expect(try await client.get("/administration/mail/10.eml").status == 303)
        try await client.signIn(cast.ada)
        let first = try await client.get("/administration/mail").text
        #expect(first.contains("Ihr Code 40") && !first.contains("Ihr Code 20"))
        #expect(try await client.get("/administration/mail?before=21.eml").text.contains("Ihr Code 20"))
        #expect(try await client.get("/administration/mail/10.eml").text.contains("a10@example.org"))
        #expect(try await client.get("/administration/mail/..%2Fsecret.eml").status == 404)
    }

    private func person(_ person: Person) async throws -> Person? {
        try await TestDatabase.inUse().web.read { try $0.person(person.id) }
    }
}
