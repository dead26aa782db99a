import Acts
import Ballots
import Core
import Foundation
import Identity
import Postgres
import Support
import Tally
import Testing
import Web

@Suite("The pages of an election", .withServer)
struct ElectionPageTests {
    @Test("show the question, the rule, the dates and the roll, but no count before the end", .database)
    func open() async throws {
        let place = try await PollingPlace()
        try await vote(place)
        let client = try await TestClient.make()
        #expect(try await client.get("/elections").text.contains("Soll der Park größer werden?"))
        let page = try await client.get("/elections/1").text
        for words in ["<strong>Innenhafen</strong>", "4 Menschen", "Gleichstand", "50,0", "Zwischenstand"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("Abgestimmt haben"))
        for path in [
            "/elections/1/bundle.tar", "/elections/1/record.json", "/elections/1/outcome.json",
            "/elections/1/ballots.jsonl", "/council/1",
        ] {
            #expect(try await client.get(path).status == 404, "\(path)")
        }
    }

    @Test("do not exist for drafts", .database)
    func drafts() async throws {
        _ = try await PollingPlace(isOpen: false)
        let client = try await TestClient.make()
        #expect(try await client.get("/elections/1").status == 404)
        #expect(try await client.get("/elections").text.contains("Noch gibt es keine Abstimmung"))
    }

    @Test("say the answer first, then the numbers, the steps and the files", .database)
    func result() async throws {
        let place = try await PollingPlace()
        try await vote(place)
        try await place.finish()
        let client = try await TestClient.make(clock: { PollingPlace.closes.adding(hours: 1) })
        let page = try await client.get("/elections/1").text
        for words in [
            "Der Vorschlag ist abgelehnt.", "1 · 100,0", "Abgestimmt haben 1 von 4 Stimmberechtigten",
            "Nötig: 2",
            "Die Beteiligung reicht nicht", "recount bundle election-1.tar", "/elections/1/ballots.jsonl",
        ] { #expect(page.contains(words), "\(words)") }
        #expect(try await client.get("/elections/1/outcome.json").text.contains("\"rule\":\"yes-no\""))
        #expect(try await client.get("/elections/1/record.json").text.contains("\"roll\":4"))
        #expect(
            try await client.get("/elections/1/ballots.jsonl").text.hasPrefix(
                "{\"ballot\":{\"choice\":\"yes\"}"))
    }

    @Test("give the council a paper with the answer, the numbers and the checksum", .database)
    func council() async throws {
        let place = try await PollingPlace()
        try await vote(place)
        try await place.finish()
        let client = try await TestClient.make()
        #expect(try await client.get("/council").text.contains("Soll der Park größer werden?"))
        let page = try await client.get("/council/1").text
        for words in ["Der Vorschlag ist abgelehnt.", "25,0", "SHA-256", "election-1.tar"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(try await client.get("/council/2").status == 404)
    }

    private func vote(_ place: PollingPlace) async throws {
        let client = try await TestClient.make()
        try await client.signIn(place.cast.bob)
        let review = try await client.post("/elections/1/review", ["choice": "yes"]).text
        let form = [
            "choice": "yes", "number": PollingPlace.value(of: "number", in: review),
            "code": PollingPlace.value(of: "code", in: review),
        ]
        #expect(try await client.post("/elections/1/cast", form).status == 200)
    }
}

@Suite("The desk for elections", .withServer)
struct ElectionDeskTests {
    static let form = [
        "once": "5E0A1C0E-8F1E-4F5B-9D0B-0A4B6C7D8E9F", "rule": "approval", "process": "1",
        "question": "Was zuerst?",
        "options": "Park\nPlatz\n\nBrunnen", "seats": "2", "opens": "2026-05-04T13:00",
        "closes": "2026-05-11T18:00",
        "parameter-most": "2", "parameter-share": "25 %",
    ]

    @Test("does not exist for others, and takes no act of theirs", .database)
    func refuses() async throws {
        let place = try await PollingPlace()
        let client = try await TestClient.make()
        for path in [
            "/administration/elections", "/administration/elections/new", "/administration/elections/1",
        ] {
            #expect(try await client.get(path).location?.hasPrefix("/sign-in") == true)
        }
        try await client.signIn(place.cast.dora)
        #expect(try await client.get("/administration/elections").status == 404)
        for path in [
            "/administration/elections/new", "/administration/elections/1/open",
            "/administration/elections/1/extend",
            "/administration/elections/1/close", "/administration/elections/1/discard",
        ] { #expect(try await client.post(path).status == 404, "\(path)") }
    }

    @Test("makes a draft once however often it is clicked, opens, extends and closes it", .database)
    func manages() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let client = try await TestClient.make()
        try await client.signIn(cast.ada)
        #expect(
            try await client.get("/administration/elections/new?rule=approval").text.contains(
                "name=\"parameter-most\""))
        #expect(
            try await client.post("/administration/elections/new", ElectionDeskTests.form).location
                == "/administration/elections/1")
        #expect(
            try await client.post("/administration/elections/new", ElectionDeskTests.form).location
                == "/administration/elections/1")
        #expect(try await client.get("/administration/elections").text.contains("Was zuerst?"))
        #expect(try await client.post("/administration/elections/1/open").status == 303)
        #expect(try await client.get("/elections/1").text.contains("Höchstens 2 Kreuze sind erlaubt."))
        #expect(
            try await client.post("/administration/elections/1/extend", ["closes": "2026-05-20T18:00"]).status
                == 303)
        #expect(try await client.get("/administration/elections/1").text.contains("2026-05-20T18:00"))
        #expect(
            try await client.post("/administration/elections/1/extend", ["closes": "gestern"]).status == 422)
        #expect(try await client.post("/administration/elections/1/discard").status == 409)
        #expect(try await client.post("/administration/elections/1/close").status == 303)
        #expect(try await client.post("/administration/elections/1/close").status == 303)
        #expect(try await client.get("/elections/1").text.contains("Die Abstimmung ist beendet"))
    }

    @Test("deletes a draft", .database)
    func discards() async throws {
        let place = try await PollingPlace(isOpen: false)
        let client = try await TestClient.make()
        try await client.signIn(place.cast.ada)
        #expect(
            try await client.post("/administration/elections/1/discard").location
                == "/administration/elections")
        #expect(try await client.get("/administration/elections/1").status == 404)
    }

    @Test(
        "comes back with status 422 and every word kept when something is wrong", .database,
        arguments: [
            ("question", "", "Schreiben Sie die Frage"),
            ("question", String(repeating: "ä", count: 201), "höchstens 200"),
            ("process", "x", "Verfahren"), ("options", "Park", "mindestens zwei"),
            ("options", "Park\nPark", "heißen gleich"),
            ("seats", "9", "wie viele gewinnen"), ("seats", "0", "wie viele gewinnen"),
            ("proposals", "77", "veröffentlicht"),
            ("opens", "morgen", "Tag und Uhrzeit"),
            ("closes", "2026-05-01T18:00", "value=\"2026-05-01T18:00\""),
            ("parameter-share", "150 %", "nicht erlaubt"), ("parameter-most", "0", "nicht erlaubt"),
        ])
    func wrong(field: String, value: String, words: String) async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let client = try await TestClient.make()
        try await client.signIn(cast.ada)
        var form = ElectionDeskTests.form
        form[field] = value
        let answer = try await client.post("/administration/elections/new", form)
        #expect(answer.status == 422)
        #expect(answer.text.contains(words))
        #expect(answer.text.contains("Brunnen") || field == "options")
    }

    @Test("makes options of proposals, and a yes adopts the one it is about", .database)
    func fromProposals() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        try await TestDatabase.inUse().owner.transaction { db in
            for title in ["Bänke", "Bäume"] {
                try db.run(
                    """
                    INSERT INTO proposals (once, process_id, author_id, state, title, reason, text, changed_at, published_at)
                    VALUES (gen_random_uuid(), \(cast.process), \(cast.alice.id), 'published', \(title), '', 'Ja.', \(t0), \(t0))
                    """)
            }
        }
        let client = try await TestClient.make()
        try await client.signIn(cast.ada)
        var form = ElectionDeskTests.form
        form["proposals"] = "2, 1"
        #expect(try await client.post("/administration/elections/new", form).status == 303)
        let election = try await client.site.database.read { try $0.anyElection(ElectionID(1)) }
        #expect(election?.options.map(\.title) == ["Bäume", "Bänke", "Park", "Platz", "Brunnen"])
        #expect(election?.proposals == [ProposalID(2), ProposalID(1)])
    }
}
