import Acts
import Core
import Deliberation
import Foundation
import Identity
import Moderation
import Notices
import Phrases
import Postgres
import Proposals
import Support
import Testing

private let words = try? Catalogue(directory: checkout + "/Resources/phrases")

@Suite("A case", .withServer)
struct CaseTests {
    private func report(
        _ subject: CaseSubject, by person: PersonID?, rule: HouseRule = .insult, once: UUID = UUID(),
        at now: Instant = t0
    ) async throws -> CaseID {
        try await TestDatabase.inUse().web.transaction {
            try $0.report(
                subject, rule: rule, words: "Das geht nicht.", reporter: person, once: once,
                by: $0.permit(bearer: "report"), at: now)
        }
    }

    private func decide(
        _ id: CaseID, _ verdict: Verdict = .hide, rule: HouseRule? = .insult,
        reason: String = "Der Text beleidigt.", by person: Person
    ) async throws {
        let catalogue = try #require(words)
        try await TestDatabase.inUse().web.transaction { db in
            try db.decideCase(
                id, verdict, rule: rule, reason: reason, catalogue: catalogue,
                address: "https://mitstimme.example",
                by: db.permit(office: .moderation, for: person), at: t0)
        }
    }

    @Test("is opened by the first report and joined by the next; a person reports once", .database)
    func joined() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let comment = try await cast.comment(database, on: cast.publishProposal(database), by: cast.bob)
        let once = UUID()
        let id = try await report(.comment(comment), by: cast.alice.id, once: once)
        #expect(try await report(.comment(comment), by: cast.alice.id, once: once) == id)
        #expect(try await report(.comment(comment), by: nil) == id)
        #expect(try await report(.comment(comment), by: nil) == id)
        await #expect(throws: ModerationRejection.alreadyReported) {
            try await report(.comment(comment), by: cast.alice.id)
        }
        #expect(try await database.read { try $0.reports(of: id) }.count == 3)
        let queue = try await database.read { try $0.moderationQueue(limit: 20) }
        #expect(queue.map(\.reports) == [3])
        #expect(queue.map(\.heading) == ["Gute Idee."])
    }

    @Test("is not opened about what nobody can read", .database)
    func invisible() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let comment = try await cast.comment(database, on: cast.publishProposal(database), by: cast.bob)
        try await database.transaction {
            try $0.withdrawComment(comment, by: $0.permit(own: cast.bob), at: t0)
        }
        for subject in [CaseSubject.comment(comment), .comment(CommentID(999)), .proposal(ProposalID(999))] {
            await #expect(throws: GeneralRejection.notFound) { try await report(subject, by: nil) }
        }
        #expect(try await database.read { try $0.openCases().count } == 0)
    }

    @Test("takes many reports at once and stays one case", .database)
    func manyAtOnce() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let ids = try await withThrowingTaskGroup(of: CaseID.self) { group in
            for _ in 1...12 { group.addTask { try await report(.proposal(proposal), by: nil) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        let id = try #require(ids.first)
        #expect(try await database.read { try $0.reports(of: id) }.count == 12)
    }

    @Test("is decided once; the second moderator is told so and changes nothing", .database)
    func decidedOnce() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let id = try await report(.proposal(proposal), by: cast.bob.id)
        let outcomes = await withTaskGroup(of: ModerationRejection?.self) { group in
            for verdict in [Verdict.hide, .keep] {
                group.addTask {
                    do {
                        try await decide(id, verdict, by: cast.dora)
                        return nil
                    } catch { return error as? ModerationRejection }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.count { $0 == .alreadyDecided } == 1)
        #expect(try await database.read { try $0.moderationRecord(limit: 20) }.count == 1)
        #expect(try await database.read { try $0.openCases().count } == 0)
    }

    @Test(
        "that hides a comment takes its words from every view, and tells its author and the reporter",
        .database)
    func hides() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let comment = try await cast.comment(
            database, on: proposal, by: cast.bob, "Unsägliches", side: .against)
        let id = try await report(.comment(comment), by: cast.alice.id)
        try await decide(id, by: cast.dora)
        let seen = try #require(try await database.read { try $0.comment(comment, reader: nil) })
        #expect(seen.state == .hidden(since: t0))
        #expect(seen.body == "" && seen.author == nil)
        #expect(
            try await database.read { try $0.inbox(of: cast.bob.id, limit: 9) }.map(\.subject) == [
                "Ihr Beitrag ist nicht mehr zu sehen"
            ])
        #expect(
            try await database.read { try $0.inbox(of: cast.alice.id, limit: 9) }.map(\.subject) == [
                "Ihre Meldung wurde geprüft (Fall \(id))"
            ])
        let letters = try await database.read { db in
            try (db.inbox(of: cast.bob.id, limit: 9) + db.inbox(of: cast.alice.id, limit: 9)).map(\.body)
        }
        #expect(letters.allSatisfy { !$0.contains("Unsägliches") && !$0.contains("{") && !$0.contains("⟦") })
        #expect(
            letters.allSatisfy {
                $0.contains("https://mitstimme.example/moderation/record/\(id)")
                    && $0.contains("Der Text beleidigt.")
            })
        #expect(try await database.read { try $0.mailQueue().waiting } == 2)
        let record = try #require(try await database.read { try $0.decision(id) })
        #expect(record.verdict == .hide && record.rule == .insult && record.reports == 1)
        let entries = try await TestDatabase.inUse().jobs.read {
            try $0.rows("SELECT entry FROM log_outbox").map {
                String(decoding: try $0["entry"] as [UInt8], as: UTF8.self)
            }
        }
        let entry = try #require(entries.first { $0.contains("case.decided") })
        #expect(entry.contains(#""body":{"rule":"insult","verdict":"hide"}"#))
        #expect(entry.contains(#""actor":"moderation""#))
        #expect(!entries.contains { $0.contains("beleidigt") })
    }

    @Test("that keeps a text leaves it, and a later report opens a new one", .database)
    func keeps() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let id = try await report(.proposal(proposal), by: cast.bob.id)
        try await decide(id, .keep, rule: nil, reason: "Das darf man sagen.", by: cast.dora)
        #expect(try await database.read { try $0.proposal(proposal) } != nil)
        #expect(try await database.read { try $0.inbox(of: cast.alice.id, limit: 9) }.isEmpty)
        #expect(try await database.read { try $0.inbox(of: cast.bob.id, limit: 9) }.count == 1)
        #expect(try await report(.proposal(proposal), by: cast.bob.id) != id)
    }

    @Test("is not for strangers, not about one's own text, and needs a rule and a reason", .database)
    func refusals() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let id = try await report(.proposal(proposal), by: nil)
        await #expect(throws: GeneralRejection.notFound) { try await decide(id, by: cast.ada) }
        await #expect(throws: ModerationRejection.ruleMissing) {
            try await decide(id, rule: nil, by: cast.dora)
        }
        await #expect(throws: ModerationRejection.reasonMissing) {
            try await decide(id, reason: "", by: cast.dora)
        }
        await #expect(throws: GeneralRejection.notFound) { try await decide(CaseID(999), by: cast.dora) }
        let own = try await cast.comment(database, on: proposal, by: cast.dora)
        let ownCase = try await report(.comment(own), by: nil)
        await #expect(throws: ModerationRejection.ownText) { try await decide(ownCase, by: cast.dora) }
        #expect(try await database.read { try $0.openCases().count } == 2)
        #expect(try await database.read { try $0.proposal(proposal) } != nil)
    }

    @Test("shows its context, and the queue and the record are paged by key", .database)
    func contextAndPages() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let first = try await cast.comment(database, on: proposal, by: cast.bob, "Erster")
        var ids: [CaseID] = []
        for number in 1...5 {
            let reply = try await cast.reply(database, to: first, by: cast.bob, "Antwort \(number)")
            ids.append(try await report(.comment(reply), by: nil, at: t0.adding(minutes: Int64(number / 2))))
        }
        let page = try await database.read { try $0.moderationQueue(limit: 3) }
        let rest = try await database.read { try $0.moderationQueue(after: page.last, limit: 3) }
        #expect((page + rest).map(\.id) == ids)
        for id in ids { try await decide(id, by: cast.dora) }
        let fifth = ids[4]
        let about = try #require(try await database.read { try $0.moderationCase(fifth) })
        #expect(about.text == "Antwort 5" && about.parentText == "Erster" && about.authorName == "Bob")
        #expect(about.hiddenBefore == 5 && about.proposalTitle == "Bänke am Innenhafen" && !about.isOpen)
        let newest = try await database.read { try $0.moderationRecord(limit: 3) }
        let last = try #require(newest.last)
        let older = try await database.read {
            try $0.moderationRecord(before: (last.decidedAt, last.id), limit: 3)
        }
        #expect((newest + older).map(\.id) == Array(ids.reversed()))
    }

    @Test("that hides a proposal makes it and its discussion vanish", .database)
    func hidesProposal() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database, title: "Böses")
        let comment = try await cast.comment(database, on: proposal, by: cast.bob)
        let id = try await report(.proposal(proposal), by: nil, rule: .unlawful)
        try await decide(id, rule: .unlawful, by: cast.dora)
        #expect(try await database.read { try $0.proposal(proposal) } == nil)
        #expect(try await database.read { try $0.proposalCards(limit: 20) }.isEmpty)
        #expect(try await database.read { try $0.comment(comment, reader: nil) } == nil)
        #expect(
            try await database.read { try $0.moderationRecord(limit: 20) }.allSatisfy {
                !$0.reason.contains("Böses")
            })
    }
}
