import Acts
import Core
import Deliberation
import Foundation
import Identity
import Moderation
import Notices
import Postgres
import Support
import Testing
import Web

@Suite("A complaint about moderation's decision", .withServer)
struct ComplaintTests {
    private struct Town {
        let cast: Cast
        let web: Database
        let proposal: ProposalID
        let author, reporter, first, second: TestClient

        var page: String { "/proposals/\(proposal)" }
    }

    /// Alice reported what Bob wrote, Dora decided; Charlie moderates as well.
    private func decided(_ verdict: Verdict) async throws -> Town {
        let owner = try TestDatabase.inUse().owner
        let cast = try await Cast(owner)
        let web = try TestDatabase.inUse().web
        try await owner.transaction { db in
            try db.giveRole(.moderation, to: cast.charlie.id, by: db.permit(house: "test"), at: t0)
        }
        let proposal = try await cast.publishProposal(web)
        let comment = try await cast.comment(web, on: proposal, by: cast.bob, "Umstrittene Worte")
        func client(_ person: Person) async throws -> TestClient {
            let client = try await TestClient.make()
            try await client.signIn(person)
            return client
        }
        let town = try await Town(
            cast: cast, web: web, proposal: proposal, author: client(cast.bob), reporter: client(cast.alice),
            first: client(cast.dora), second: client(cast.charlie))
        let report = ["once": UUID().uuidString, "comment": comment.description, "rule": "insult"]
        #expect(try await town.reporter.post("/report", report).status == 303)
        let decision = ["verdict": verdict.rawValue, "rule": "insult", "reason": "Erster Grund."]
        #expect(try await town.first.post("/moderation/cases/1", decision).status == 303)
        return town
    }

    private func form(_ words: String = "Das war <Ironie>.") -> [String: String] {
        ["once": UUID().uuidString, "words": words]
    }

    private let complaint = "/moderation/record/1/complaint"
    private let review = "/moderation/complaints/1"

    private func events(_ type: String) async throws -> [String] {
        try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT entry FROM log_outbox").map {
                String(decoding: try $0["entry"] as [UInt8], as: UTF8.self)
            }
            .filter { $0.contains("\"act\":\"complaint.\(type)\"") }
        }
    }

    private func inbox(_ person: Person) async throws -> [String] {
        try await TestDatabase.inUse().web.read { try $0.inbox(of: person.id, limit: 9) }.map {
            $0.subject + "\n" + $0.body
        }
    }

    @Test("by the author is decided by somebody else, and the text is back everywhere", .database)
    func reversed() async throws {
        let town = try await decided(.hide)
        #expect(try await inbox(town.cast.bob).first?.contains(complaint) == true)
        #expect(try await !town.author.get(town.page).text.contains("Umstrittene"))
        #expect(try await town.author.get("/moderation/record/1").text.contains("href=\"\(complaint)\""))
        let blank = try await town.author.get(complaint)
        #expect(blank.status == 200 && blank.text.contains("Erster Grund.") && !blank.text.contains("⟦"))
        let words = form()
        for _ in 1...2 {
            let answer = try await town.author.post(complaint, words)
            #expect(answer.status == 303 && answer.location == "/moderation/record/1?done=complaint")
        }
        let filed = try await town.author.get("/moderation/record/1?done=complaint").text
        #expect(filed.contains("Ihr Widerspruch ist da") && !filed.contains("href=\"\(complaint)\""))
        #expect(try await town.author.post(complaint, form()).status == 409)
        #expect(try await town.author.get(complaint).status == 409)

        #expect(try await town.second.get("/moderation").text.contains("1 Widerspruch</a>"))
        #expect(try await town.second.get("/moderation/complaints").text.contains("href=\"\(review)\""))
        let page = try await town.second.get(review).text
        for text in [
            "Das war &lt;Ironie&gt;.", "Umstrittene Worte", "Erster Grund.",
            #"<option value="insult" selected>"#,
        ] {
            #expect(page.contains(text), "\(text)")
        }
        #expect(!page.contains("⟦"))
        let decision = ["verdict": "keep", "reason": "Das ist erlaubter Spott."]
        #expect(
            try await town.second.post(review, decision).location == "/moderation/complaints?done=1")
        #expect(try await town.second.post(review, decision).status == 409)
        let done = try await town.second.get("/moderation/complaints?done=1").text
        #expect(done.contains("ist entschieden") && done.contains("Niemand wartet auf eine Antwort."))

        let stranger = try await TestClient.make()
        #expect(try await stranger.get(town.page).text.contains("Umstrittene Worte"))
        for path in ["/moderation/record", "/moderation/record/1"] {
            let record = try await stranger.get(path).text
            #expect(record.contains("Erster Grund.") && record.contains("Das ist erlaubter Spott."))
            #expect(!record.contains("Ironie") && !record.contains("Bob") && !record.contains("⟦"))
        }
        let letter = try #require(try await inbox(town.cast.bob).first { $0.contains("anders entschieden") })
        #expect(letter.contains("Das ist erlaubter Spott.") && letter.contains("Der Text ist zu sehen."))
        #expect(!letter.contains("{") && !letter.contains("⟦"))
    }

    @Test("is logged without words or names, and the person's own list shows it", .database)
    func logged() async throws {
        let town = try await decided(.hide)
        #expect(try await town.author.post(complaint, form()).status == 303)
        #expect(
            try await town.second.post(
                review, ["verdict": "hide", "rule": "threat", "reason": "Es bleibt so."]
            ).status == 303
        )
        let (filed, decided) = (try await events("filed"), try await events("decided"))
        try #require(filed.count == 1 && decided.count == 1)
        #expect(!filed[0].contains("Ironie") && !filed[0].contains("actor"))
        #expect(decided[0].contains(#""body":{"outcome":"upheld","rule":"threat"}"#))
        #expect(decided[0].contains(#""actor":"moderation""#) && decided[0].contains("moderation/record/1"))
        #expect(try await !town.author.get(town.page).text.contains("Umstrittene"))
        let own = try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT object FROM own_leaves WHERE person_id = \(town.cast.bob.id)").map {
                try $0["object"] as String
            }
        }
        #expect(own.contains("moderation/record/1"))
        let about = try await TestDatabase.inUse().owner.read { db in
            try db.rows(
                """
                SELECT leaf FROM leaves_about WHERE person_id = \(town.cast.bob.id)
                EXCEPT SELECT leaf FROM own_leaves
                """
            ).count
        }
        #expect(about == 2, "the decision about their words, and the one about their complaint")
    }

    @Test("by a reporter hides what had stayed, with a rule, and its author may complain in turn", .database)
    func hides() async throws {
        let town = try await decided(.keep)
        #expect(try await town.author.get(complaint).status == 404, "nothing goes against the author")
        #expect(try await town.reporter.post(complaint, form("Das verletzt mich.")).status == 303)
        let page = try await town.second.get(review).text
        #expect(page.contains("bleibt stehen") && page.contains("Das verletzt mich."))
        let entry = ["verdict": "hide", "reason": "Zweiter Grund."]
        let without = try await town.second.post(review, entry)
        #expect(without.status == 422 && without.text.contains("nennen Sie die Regel"))
        #expect(without.text.contains("Zweiter Grund."))
        #expect(try await town.second.post(review, entry.merging(["rule": "insult"]) { $1 }).status == 303)
        #expect(try await !town.reporter.get(town.page).text.contains("Umstrittene"))
        #expect(try await events("decided").first?.contains(#""rule":"insult""#) == true)
        #expect(try await inbox(town.cast.bob).first?.contains(complaint) == true)
        #expect(try await inbox(town.cast.alice).contains { $0.contains("Der Text ist nicht zu sehen.") })

        #expect(try await town.author.post(complaint, form("Das stimmt nicht.")).status == 303)
        let own = try await town.second.post(
            review, ["verdict": "hide", "rule": "insult", "reason": "Nein."])
        #expect(own.status == 403 && own.text.contains("jemand anderes als bisher"))
        #expect(try await town.first.post(review, ["verdict": "keep", "reason": "Doch."]).status == 303)
        #expect(try await town.reporter.get(town.page).text.contains("Umstrittene Worte"))
        #expect(try await town.reporter.get("/moderation/record/1").text.contains("Zweiter Grund."))
    }

    @Test(
        "comes back with every word kept when something is missing", .database,
        arguments: [
            ("", "Bitte schreiben Sie, warum"), (String(repeating: "x", count: 2001), "höchstens 2"),
        ])
    func wrong(words: String, sentence: String) async throws {
        let town = try await decided(.hide)
        let answer = try await town.author.post(complaint, form(words))
        #expect(answer.status == 422 && answer.text.contains(sentence))
        #expect(words.isEmpty || answer.text.contains(words))
        #expect(try await events("filed").isEmpty)
        #expect(try await town.author.post(complaint, form()).status == 303)
        for (field, value, sentence) in [
            ("verdict", "", "Wählen Sie, was geschehen soll"),
            ("verdict", "x", "Wählen Sie, was geschehen soll"),
            ("reason", "", "schreiben Sie eine Begründung"),
        ] {
            let entry = ["verdict": "keep", "reason": "Meine Worte."].merging([field: value]) { $1 }
            let answer = try await town.second.post(review, entry)
            #expect(answer.status == 422 && answer.text.contains(sentence), "\(field)")
            #expect(field == "reason" || answer.text.contains("Meine Worte."))
        }
        #expect(try await events("decided").isEmpty)
    }

    @Test(
        "is for whom the decision goes against, within six months, and never judged by who decided", .database
    )
    func refused() async throws {
        let town = try await decided(.hide)
        let stranger = try await TestClient.make()
        #expect(try await stranger.get(complaint).location?.hasPrefix("/sign-in") == true)
        for client in [town.reporter, town.first, town.second] {
            #expect(try await client.get(complaint).status == 404)
            #expect(try await client.post(complaint, form()).status == 404)
        }
        #expect(try await town.author.get("/moderation/record/9/complaint").status == 404)
        #expect(try await town.second.get(review).status == 404, "nobody has complained")
        #expect(try await town.author.post(complaint, form()).status == 303)
        for client in [stranger, town.author, town.reporter] {
            for path in ["/moderation/complaints", review] {
                #expect(try await client.get(path).status == 404)
            }
            #expect(
                try await client.post(review, ["verdict": "keep", "reason": "Ich."]).status == 404)
        }
        #expect(try await town.first.get(review).text.contains("jemand anderes als bisher"))
        let own = try await town.first.post(review, ["verdict": "keep", "reason": "Ich."])
        #expect(own.status == 403)
        #expect(try await !stranger.get(town.page).text.contains("Umstrittene"))
        try await TestDatabase.inUse().owner.transaction { db in
            try db.run("DELETE FROM complaints")
            try db.run("UPDATE decisions SET decided_at = decided_at - interval '6 months'")
        }
        #expect(try await town.author.get(complaint).status == 409)
        let late = try await town.author.post(complaint, form())
        #expect(late.status == 409 && late.text.contains("Die sechs Monate sind um"))
    }

    @Test("leaves the queue with its person, and its words go", .database)
    func erased() async throws {
        let town = try await decided(.hide)
        #expect(try await town.author.post(complaint, form()).status == 303)
        try await TestDatabase.inUse().web.transaction { db in
            try db.eraseReports(of: town.cast.bob.id, by: db.permit(house: "test"))
        }
        let left = try await TestDatabase.inUse().web.read { db in
            try db.rows("SELECT 1 AS one FROM complaints WHERE words <> '' OR person_id IS NOT NULL").count
        }
        #expect(left == 0)
        #expect(try await town.second.get("/moderation").text.contains("0 Widersprüche</a>"))
        #expect(try await town.second.get("/moderation/complaints").text.contains("Niemand wartet"))
        #expect(try await town.second.get(review).status == 404)
    }

    @Test("is decided once, however many decide at once", .database)
    func once() async throws {
        let town = try await decided(.hide)
        #expect(try await town.author.post(complaint, form()).status == 303)
        let third = try await TestClient.make()
        try await TestDatabase.inUse().owner.transaction { db in
            try db.giveRole(.moderation, to: town.cast.ada.id, by: db.permit(house: "test"), at: t0)
        }
        try await third.signIn(town.cast.ada)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for (client, verdict) in [(town.second, "keep"), (third, "hide")] {
                group.addTask {
                    try await client.post(review, ["verdict": verdict, "rule": "insult", "reason": "Grund."])
                        .status
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [303, 409])
        #expect(try await events("decided").count == 1)
    }

    @Test("waits in a list that is paged by key, oldest first", .database)
    func paged() async throws {
        let town = try await decided(.hide)
        try await TestDatabase.inUse().owner.transaction { db in
            for number in 2...23 as ClosedRange<Int64> {
                try db.run(
                    "INSERT INTO cases (kind, subject, opened_at, state) VALUES ('comment', \(number), \(t0), 'kept')"
                )
                try db.run(
                    """
                    INSERT INTO decisions (case_id, verdict, reason, decided_by, decided_at, leaf)
                    VALUES (\(number), 'keep', 'Grund.', \(town.cast.dora.id), \(t0), ''::bytea)
                    """)
                try db.run(
                    """
                    INSERT INTO complaints (once, case_id, person_id, words, filed_at, against)
                    VALUES (gen_random_uuid(), \(number), \(town.cast.bob.id), 'Nein.', \(t0), \(town.cast.dora.id))
                    """)
            }
        }
        let first = try await town.second.get("/moderation/complaints").text
        #expect(first.contains("Fall 2<") && first.contains("Fall 21<") && !first.contains("Fall 22<"))
        let link = try #require(first.firstMatch(of: #/complaints\?after=[0-9-]+/#)).output
        let second = try await town.second.get("/moderation/\(link)").text
        #expect(second.contains("Fall 22<") && second.contains("Fall 23<") && !second.contains("Fall 21<"))
    }
}
