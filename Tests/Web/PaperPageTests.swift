import Acts
import Ballots
import Core
import Foundation
import Identity
import Postgres
import PublicRecord
import Support
import Tally
import Testing
import Web

@Suite("The counter's pages", .withServer)
struct PaperPageTests {
    private static let closed: @Sendable () -> Instant = { PollingPlace.closes.adding(minutes: 5) }

    /// Election 1, also on paper, with Bob and Dora at the counter.
    private func place(_ rule: Rule = .yesNo) async throws -> PollingPlace {
        let place =
            try await rule.id == "yes-no"
            ? PollingPlace(isAlsoOnPaper: true)
            : PollingPlace(rule, options: ["Park", "Platz", "Brunnen"], isAlsoOnPaper: true)
        try await TestDatabase.inUse().owner.transaction { db in
            for person in [place.cast.bob, place.cast.dora] {
                try db.giveRole(.counter, to: person.id, by: db.permit(house: "test"), at: t0)
            }
        }
        return place
    }

    private func client(_ person: Person, closed: Bool = false) async throws -> TestClient {
        let client = closed ? try await TestClient.make(clock: Self.closed) : try await TestClient.make()
        try await client.signIn(person)
        return client
    }

    @Test("mark who gets a sheet, and nobody who has voted", .database)
    func marks() async throws {
        let place = try await place()
        let bob = try await client(place.cast.bob)
        #expect(try await bob.get("/").text.contains("href=\"/paper\""))
        #expect(try await bob.get("/paper").text.contains("Soll der Park größer werden?"))
        #expect(try await bob.get("/paper/1").text.contains("Wahlverzeichnis"))
        #expect(try await bob.get("/paper/1?q=zzz").text.contains("Niemand im Wahlverzeichnis"))
        #expect(try await bob.get("/paper/1?q=%25%25%25").text.contains("Niemand im Wahlverzeichnis"))
        let found = try await bob.get("/paper/1?q=ALI").text
        #expect(found.contains("Alice") && !found.contains("Dora"))
        let form = ["person": place.cast.alice.id.description, "q": "Ali"]
        let answer = try await bob.post("/paper/1/marks", form)
        #expect(answer.status == 303 && answer.location == "/paper/1?q=Ali&done=marked")
        #expect(try await bob.get("/paper/1?q=alice%40example.org").text.contains("Hat einen Zettel"))
        #expect(try await bob.post("/paper/1/marks", form).status == 409)
        let alice = try await client(place.cast.alice)
        let page = try await alice.get("/elections/1").text
        #expect(page.contains("Sie stimmen auf Papier ab") && !page.contains("/elections/1/ballot\""))
        #expect(try await bob.post("/paper/1/marks", form.merging(["mark": "none"]) { $1 }).status == 303)
        #expect(try await alice.get("/elections/1").text.contains("Sie können auch auf Papier abstimmen"))
        #expect(try await bob.post("/paper/1/marks", ["person": "x"]).status == 404)
        let charlie = ["person": place.cast.charlie.id.description]
        #expect(try await bob.post("/paper/1/marks", charlie).status == 403)
        #expect(try await bob.post("/paper/1/batches/1/add", ["count": "1", "choice": "yes"]).status == 409)
        #expect(try await bob.post("/paper/1/complete").status == 409)
        #expect(try await bob.get("/paper/1?q=al").text.contains("Alice") == false, "too short")
        #expect(found.contains("al…@example.org") && !found.contains("alice@example.org"))
    }

    @Test("count in piles, two persons each for themselves, and tell where they differ", .database)
    func batches() async throws {
        let place = try await place()
        let bob = try await client(place.cast.bob)
        for person in [place.cast.alice, place.cast.ada, place.cast.dora] {
            #expect(try await bob.post("/paper/1/marks", ["person": person.id.description]).status == 303)
        }
        _ = try await place.duties.close(ElectionID(1), at: PollingPlace.closes)
        let one = try await client(place.cast.bob, closed: true)
        let two = try await client(place.cast.dora, closed: true)
        #expect(try await one.get("/paper/1").text.contains("action=\"/paper/1/batches\""))
        #expect(try await one.get("/paper/1/batches/1").status == 404)
        #expect(try await one.get("/elections/1").text.contains("Zettel von den Schaltern gezählt"))
        #expect(try await one.post("/paper/1/batches").location == "/paper/1/batches/1")
        #expect(try await one.get("/paper/1/batches/1").text.contains("name=\"choice\""))
        let add = "/paper/1/batches/1/add"
        for (form, words) in [
            (["what": "filled", "count": "2"], "id=\"choice-error\""),
            (["what": "filled", "choice": "yes", "count": "0"], "von 1 bis 500"),
            (["what": "filled", "choice": "yes", "count": "viele"], "value=\"viele\""),
            (["what": "filled", "choice": "maybe", "count": "1"], "id=\"choice-error\""),
        ] {
            let answer = try await one.post(add, form)
            #expect(answer.status == 422 && answer.text.contains(words), "\(form)")
        }
        let yes = ["what": "filled", "choice": "yes", "count": "2", "counted": "0"]
        #expect(try await one.post(add, yes).location == "/paper/1/batches/1")
        #expect(try await one.post(add, yes).location == "/paper/1/batches/1?done=stale")
        #expect(try await one.get("/paper/1/batches/1?done=stale").text.contains("nicht mehr aktuell"))
        let many = ["what": "filled", "choice": "yes", "count": "499", "counted": "2"]
        #expect(try await one.post(add, many).status == 422)
        #expect(try await one.post(add, ["what": "invalid", "count": "1", "counted": "2"]).status == 303)
        let finish = "/paper/1/batches/1/finish"
        let wrong = try await one.post(finish, ["sheets": "4"])
        #expect(wrong.status == 422 && wrong.text.contains("nicht die Summe"))
        let few = try await one.post(finish, ["sheets": "3"])
        #expect(few.status == 422 && few.text.contains("name=\"small\""))
        #expect(
            try await one.post(finish, ["sheets": "3", "small": "1"]).location == "/paper/1?done=counted")
        #expect(try await one.get("/paper/1/batches/1").text.contains("jemand anderes dran"))

        let hidden = try await two.get("/paper/1/batches/1").text
        #expect(hidden.contains("schon gezählt") && !hidden.contains("Ungültig</th>"))
        let three = ["what": "filled", "choice": "yes", "count": "3", "counted": "0"]
        #expect(try await two.post(add, three).status == 303)
        #expect(try await two.post(finish, ["sheets": "3", "small": "1"]).location == "/paper/1/batches/1")
        let differs = try await two.get("/paper/1/batches/1").text
        #expect(differs.contains("unterscheidet sich") && differs.contains("<li>Ja</li><li>Ungültig</li>"))
        #expect(try await one.get("/paper/1").text.contains("Zwei Zählungen"))
        #expect(try await two.post("/paper/1/batches/1/remove", ["pile": "0"]).status == 422)
        let pile = #"[{"ballot":{"choice":"yes"},"count":3}]"#
        #expect(differs.contains(pile.replacing("\"", with: "&quot;")))
        #expect(
            try await two.post("/paper/1/batches/1/remove", ["pile": pile]).location == "/paper/1/batches/1")
        #expect(try await two.post(add, yes).status == 303)
        #expect(try await two.post(add, ["what": "invalid", "count": "1", "counted": "2"]).status == 303)
        #expect(try await two.post(finish, ["sheets": "3", "small": "1"]).location == "/paper/1?done=sealed")
        #expect(try await two.get("/paper/1?done=sealed").text.contains("Beide Zählungen stimmen überein"))
        #expect(try await two.get("/paper/1/batches/1").location == "/paper/1")
        #expect(try await two.post(finish, ["sheets": "3"]).status == 409)

        let office = try await client(place.cast.ada, closed: true)
        #expect(try await two.post("/paper/1/batches/1/void").status == 404)
        #expect(try await office.get("/paper/1").text.contains("Versiegelung aufheben"))
        #expect(try await office.post("/paper/1/batches/1/void").location == "/paper/1?done=voided")
        #expect(try await office.get("/paper/1?done=voided").text.contains("Aufgehoben"))
        for counter in [one, two] {
            if counter === one {
                #expect(try await one.post("/paper/1/batches").location == "/paper/1/batches/2")
            }
            let sheets = ["what": "filled", "choice": "no", "count": "3", "counted": "0"]
            #expect(try await counter.post("/paper/1/batches/2/add", sheets).status == 303)
            #expect(
                try await counter.post("/paper/1/batches/2/finish", ["sheets": "3", "small": "1"]).status
                    == 303)
        }
        #expect(try await one.post("/paper/1/batches").location == "/paper/1/batches/3")
        let blank = ["what": "blank", "count": "1", "counted": "0"]
        #expect(try await one.post("/paper/1/batches/3/add", blank).status == 303)
        #expect(
            try await one.post("/paper/1/batches/3/finish", ["sheets": "1"]).text.contains("mehr Zettel, als")
        )
        #expect(try await office.post("/paper/1/complete", ["sheets": "3"]).status == 409)
        #expect(try await one.post("/paper/1/batches/3/discard").status == 303)
        #expect(try await one.get("/paper/1").text.contains("schließt die Verwaltung"))
        let total = try await office.post("/paper/1/complete", ["sheets": "4"])
        #expect(total.status == 422 && total.text.contains("andere Zahl"))
        #expect(
            try await office.post("/paper/1/complete", ["sheets": "3"]).location == "/paper/1?done=complete")
        _ = try await place.duties.close(ElectionID(1), at: Self.closed())
        #expect(try await one.get("/elections/1/paper.json").status == 404, "not before the result")
        _ = try await place.duties.tally(ElectionID(1), at: Self.closed())
        #expect(
            try await one.get("/elections/1/paper.json").text.contains(
                #"[{"ballot":{"choice":"no"},"count":3}]"#))
        #expect(try await one.get("/elections/1").text.contains("href=\"/elections/1/paper.json\""))
        let result = try await one.get("/elections/1").text
        #expect(
            result.contains("Davon online: 0, auf Papier: 3.") && result.contains("einem versiegelten Stapel")
        )
        #expect(try await one.get("/paper").text.contains("Zurzeit gibt es keine"))
        #expect(try await one.get("/paper/1").text.contains("Alle Zettel sind gezählt"))
    }

    @Test("ask before a batch so small that it tells who voted how", .database)
    func small() async throws {
        let place = try await place(.schulze)
        let bob = try await client(place.cast.bob)
        for person in [place.cast.alice, place.cast.dora] {
            #expect(try await bob.post("/paper/1/marks", ["person": person.id.description]).status == 303)
        }
        _ = try await place.duties.close(ElectionID(1), at: PollingPlace.closes)
        let one = try await client(place.cast.bob, closed: true)
        let add = "/paper/1/batches/1/add"
        #expect(try await one.post("/paper/1/batches").status == 303)
        let form = ["what": "filled", "rank-1": "1", "rank-3": "2", "count": "1", "counted": "0"]
        #expect(try await one.post(add, form).location == "/paper/1/batches/1")
        let asked = try await one.post("/paper/1/batches/1/finish", ["sheets": "1"])
        #expect(asked.status == 422 && asked.text.contains("name=\"small\""))
        #expect(try await one.post("/paper/1/batches/1/finish", ["sheets": "1", "small": "1"]).status == 303)
        #expect(try await one.get("/paper/1/batches/1").text.contains("1. Park; 2. Brunnen"))
    }

    @Test("show a page of batches at a time", .database)
    func pages() async throws {
        let place = try await place(.schulze)
        let (bob, dora) = (place.cast.bob.id, place.cast.dora.id)
        _ = try await place.duties.close(ElectionID(1), at: PollingPlace.closes)
        try await TestDatabase.inUse().owner.transaction { db in
            try db.run(
                """
                INSERT INTO paper_batches (election_id, number, piles, sheets, salt, entered_by, confirmed_by, leaf)
                SELECT 1, n, '[{"ballot":{"blank":true},"count":1}]', 1, sha256(n::text::bytea), \(bob), \(dora), ''
                FROM generate_series(1, 30) n
                """)
        }
        let one = try await client(place.cast.bob, closed: true)
        let newest = try await one.get("/paper/1").text
        #expect(newest.contains("Stapel 30<") && !newest.contains("Stapel 10<"))
        #expect(newest.contains("before=11"))
        let older = try await one.get("/paper/1?before=11").text
        #expect(older.contains("Stapel 10<") && !older.contains("Stapel 11<"))
    }

    @Test("show fifty piles at a time", .database)
    func manyPiles() async throws {
        let place = try await place(.score)
        let id = ElectionID(1)
        _ = try await place.duties.close(id, at: PollingPlace.closes)
        try await TestDatabase.inUse().owner.transaction { db in
            guard let bob = try db.person(place.cast.bob.id) else { throw GeneralRejection.notFound }
            let permit = try db.permit(atCounter: bob)
            _ = try db.beginBatch(in: id, by: permit)
            for number in 0..<60 {
                let scores: [Int?] = [number % 4, number / 4 % 4, number / 16]
                _ = try db.addPile(.init(.scores(scores), 1), to: 1, after: number, in: id, by: permit)
            }
        }
        let one = try await client(place.cast.bob, closed: true)
        let first = try await one.get("/paper/1/batches/1").text
        let rest = try await one.get("/paper/1/batches/1?from=50").text
        let removing = "action=\"/paper/1/batches/1/remove\""
        #expect(
            first.components(separatedBy: removing).count == 51
                && first.contains("href=\"/paper/1/batches/1?from=50\""))
        #expect(
            rest.components(separatedBy: removing).count == 11
                && !rest.contains("href=\"/paper/1/batches/1?from="))
        #expect(rest.contains("Zusammen 60 Zettel"))
        #expect(try await one.get("/paper/1/batches/1?from=-3").status == 200)
    }

    @Test("are not there for anybody else", .database)
    func strangers() async throws {
        let place = try await place()
        let alice = try await client(place.cast.alice)
        let guest = try await TestClient.make()
        let acts = [
            "/paper/1/marks", "/paper/1/complete", "/paper/1/batches/1/add", "/paper/1/batches/1/remove",
            "/paper/1/batches/1/finish", "/paper/1/batches/1/discard", "/paper/1/batches/1/void",
            "/paper/1/batches",
        ]
        for path in ["/paper", "/paper/1", "/paper/1/batches/1"] {
            #expect(try await alice.get(path).status == 404, "\(path)")
            #expect(try await guest.get(path).location?.hasPrefix("/sign-in") == true, "\(path)")
        }
        for path in acts {
            #expect(try await alice.post(path, ["pile": "0"]).status == 404, "\(path)")
            #expect(try await guest.post(path).status == 403, "\(path)")
        }
        let ada = try await client(place.cast.ada)
        #expect(try await ada.get("/paper/1").status == 200)
        #expect(try await ada.get("/paper/2").status == 404)
        #expect(try await ada.get("/administration/elections/1").text.contains("href=\"/paper/1\""))
    }

    @Test("print the sheet with every option and no place for a name", .database)
    func sheet() async throws {
        _ = try await place(.schulze)
        let guest = try await TestClient.make()
        let page = try await guest.get("/elections/1/sheet").text
        #expect(page.contains("<b>Brunnen</b>") && page.contains("Unterschreiben Sie nicht"))
        #expect(try await guest.get("/elections/9/sheet").status == 404)
    }

    @Test("are asked for in the form of a new election", .database)
    func form() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let admin = try await client(cast.ada)
        let form = [
            "once": UUID().uuidString, "rule": "yes-no", "process": cast.process.description,
            "question": "Soll die Brücke kommen?", "paper": "1", "opens": "2026-06-01T10:00",
            "closes": "2026-06-08T10:00",
        ]
        #expect(try await admin.get("/administration/elections/new").text.contains("name=\"paper\""))
        #expect(try await admin.post("/administration/elections/new", form).status == 303)
        let guest = try await TestClient.make()
        #expect(try await guest.get("/elections/1/sheet").status == 404, "a draft is nobody's business")
        #expect(try await admin.get("/elections/1/sheet").text.contains("Enthaltung"))
        #expect(try await admin.get("/paper/1").text.contains("noch nicht begonnen"))
    }
}
