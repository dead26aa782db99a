import Acts
import Core
import Foundation
import Identity
import Postgres
import Processes
import Support
import Testing
import Web

@Suite("The phases of a process that is published", .withServer)
struct StageTests {
    /// A process of its own with a stage of two days that runs and one that is ahead, and Ada before the desk.
    private struct Desk {
        let cast: Cast
        let client: TestClient
        let process: ProcessID
        let running: PhaseID
        let ahead: PhaseID
        var path: String { "/administration/processes/\(process)" }

        init() async throws {
            cast = try await Cast(TestDatabase.inUse().owner)
            client = try await TestClient.make()
            try await client.signIn(cast.ada)
            (process, running, ahead) = try await TestDatabase.inUse().web.transaction { db in
                let house = db.permit(house: "test")
                let process = try db.addProcess(
                    title: "Rheinpark", summary: "Was fehlt?", threshold: 0, by: house, at: t0)
                let stages = try [("Sammeln", -1, 1), ("Beraten", 1, 5)].map { title, from, to in
                    try db.addPhase(
                        to: process, title: title, opensAt: t0.adding(days: Int64(from)),
                        closesAt: t0.adding(days: Int64(to)), permissions: [:], by: house, at: t0)
                }
                return (process, stages[0], stages[1])
            }
        }

        func phases() async throws -> [Phase] {
            try await TestDatabase.inUse().web.read { try $0.phases(of: process) }
        }

        /// The types of the events about phases, in order.
        func events() async throws -> [String] {
            try await TestDatabase.inUse().owner.read { db in
                try db.rows(
                    """
                    SELECT convert_from(entry, 'UTF8')::json ->> 'act' AS act FROM log_outbox
                    WHERE entry LIKE '%phases/%'::bytea ORDER BY id
                    """
                ).map { try $0["act"] }
            }
        }
    }

    private static let form = [
        "stage-1": "Abstimmen <bald>", "opens-1": "2026-05-10T08:00", "closes-1": "2026-05-20T18:00",
        "comment-1": "account",
    ]

    @Test("get another one, once, with its event in the log", .database)
    func added() async throws {
        let desk = try await Desk()
        let before = try await desk.events().count
        let blank = try await desk.client.get(desk.path + "/phases/new")
        #expect(blank.status == 200 && !blank.text.contains("⟦"))
        for _ in 1...2 {
            let answer = try await desk.client.post(desk.path + "/phases/new", Self.form)
            #expect(answer.location == desk.path + "?done=added")
        }
        let added = try #require(try await desk.phases().last)
        #expect(added.title == "Abstimmen <bald>" && added.permissions == [.comment: .account])
        #expect(added.opensAt.iso8601 == "2026-05-10T06:00:00Z")
        #expect(try await desk.events().dropFirst(before) == ["phase.scheduled"])
        let page = try await desk.client.get(desk.path + "?done=added").text
        #expect(page.contains("Abstimmen &lt;bald&gt;") && page.contains("Die Phase ist veröffentlicht."))
        #expect(try await TestClient.make().get("/processes/\(desk.process)").text.contains("&lt;bald&gt;"))
    }

    @Test(
        "get none that is wrong: every word comes back, and the log hears nothing", .database,
        arguments: [
            (["opens-1": "2026-05-06T08:00"], "opens-1", "läuft schon eine andere Phase"),
            (
                ["opens-1": "2026-05-04T11:59", "closes-1": "2026-05-05T08:00"], "opens-1",
                "nicht in der Vergangenheit"
            ),
            (["closes-1": "2026-05-10T08:00"], "closes-1", "Das Ende muss nach dem Anfang liegen"),
            (["stage-1": String(repeating: "ü", count: 81)], "stage-1", "81"),
            (["stage-1": ""], "stage-1", "Geben Sie der Phase einen Namen"),
            (["opens-1": "bald"], "opens-1", "Geben Sie Tag und Uhrzeit an"),
        ])
    func refused(change: [String: String], field: String, words: String) async throws {
        let desk = try await Desk()
        let before = try await desk.events().count
        let answer = try await desk.client.post(
            desk.path + "/phases/new", Self.form.merging(change) { $1 })
        #expect(answer.status == 422)
        #expect(answer.text.contains("<a href=\"#\(field)\">") && answer.text.contains(words))
        #expect(answer.text.contains("2026-05-20T18:00") || change["closes-1"] != nil)
        #expect(try await desk.phases().count == 2)
        #expect(try await desk.events().count == before)
    }

    @Test("are moved before they begin, once, with an event; later only their end is", .database)
    func moved() async throws {
        let desk = try await Desk()
        let path = desk.path + "/phases/\(desk.ahead)/dates"
        let dates = ["opens": "2026-05-07T08:00", "closes": "2026-05-30T18:00"]
        #expect(try await desk.client.get(desk.path).text.contains("Termine ändern"))
        for _ in 1...2 {
            #expect(try await desk.client.post(path, dates).location == desk.path + "?done=rescheduled")
        }
        #expect(try await desk.phases().last?.opensAt.iso8601 == "2026-05-07T06:00:00Z")
        #expect(try await desk.phases().last?.endsAt.iso8601 == "2026-05-30T16:00:00Z")
        #expect(try await desk.events().filter { $0 == "phase.rescheduled" }.count == 1)
        for (opens, words) in [
            ("2026-05-05T10:00", "läuft schon eine andere Phase"),
            ("2026-05-03T10:00", "nicht in der Vergangenheit"),
            ("2026-06-10T10:00", "Das Ende muss nach dem Anfang liegen"),
        ] {
            let answer = try await desk.client.post(path, dates.merging(["opens": opens]) { $1 })
            #expect(
                answer.status == 422 && answer.text.contains(words) && answer.text.contains(opens), "\(opens)"
            )
            #expect(answer.text.contains("<details open>"))
        }
        let begun = try await desk.client.post(desk.path + "/phases/\(desk.running)/dates", dates)
        #expect(begun.status == 409 && begun.text.contains("hat schon begonnen"))
        let stray = try await desk.client.post(
            "/administration/processes/\(desk.cast.process)/phases/\(desk.ahead)/dates", dates)
        #expect(stray.status == 404)
    }

    @Test("are not extended into the next one", .database)
    func extended() async throws {
        let desk = try await Desk()
        let path = desk.path + "/phases/\(desk.running)/extend"
        let answer = try await desk.client.post(path, ["closes": "2026-05-06T10:00"])
        #expect(answer.status == 422 && answer.text.contains("läuft schon eine andere Phase"))
        #expect(try await desk.phases().first?.endsAt == t0.adding(days: 1))
    }

    @Test("overlap with nothing that was closed early", .database)
    func closedEarly() async throws {
        let desk = try await Desk()
        _ = try await desk.client.post(desk.path + "/phases/\(desk.ahead)/close")
        let form = Self.form.merging(["opens-1": "2026-05-06T08:00"]) { $1 }
        #expect(try await desk.client.post(desk.path + "/phases/new", form).status == 303)
    }

    @Test("do not overlap when the process is made, either", .database)
    func fromTheStart() async throws {
        let desk = try await Desk()
        let form = [
            "once": UUID().uuidString, "stages": "2", "title": "Neu", "summary": "Neu", "threshold": "0",
            "stage-1": "Später", "opens-1": "2026-05-10T08:00", "closes-1": "2026-05-20T08:00",
            "stage-2": "Früher", "opens-2": "2026-05-01T08:00", "closes-2": "2026-05-11T08:00",
        ]
        let answer = try await desk.client.post("/administration/processes/new", form)
        #expect(answer.status == 422 && answer.text.contains("<a href=\"#opens-1\">"))
    }
}
