import Acts
import AuditLog
import Core
import Foundation
import Identity
import Moderation
import NumberedText
import Phrases
import Postgres
import Proposals
import PublicRecord
import Support
import Testing
import TransparencyLog

private let words = Result { try Catalogue(directory: checkout + "/Resources/phrases") }

@Suite("Erasing a person", .withServer)
struct ErasureTests {
    private let key = LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32))

    private func erase(_ person: Person, _ manner: ErasureList.Manner = .keep) async throws {
        let catalogue = try words.get()
        try await TestDatabase.inUse().web.transaction { db in
            try db.erasePerson(person.id, manner, catalogue: catalogue, by: db.permit(own: person), at: t0)
        }
    }

    /// Alice published, Bob said, supported, reported and amended something, and objected to what moderation decided; all of
    /// it is in the log, or waits for it.
    private func talk(_ cast: Cast, isLogged: Bool = true) async throws -> ProposalID {
        let database = try TestDatabase.inUse().web
        let proposal = try await cast.publishProposal(database)
        let comment = try await cast.comment(database, on: proposal, by: cast.bob, "Bobs Worte.")
        let line = try #require(LineRange(1, 1))
        _ = try await cast.reply(database, to: comment, by: cast.alice, "Alices Worte.")
        try await database.transaction { db in
            try db.addSupport(
                to: proposal, by: db.permit(.support, in: cast.process, for: cast.bob, at: t0), at: t0)
            let id = try db.report(
                .comment(comment), rule: .insult, words: "Bobs Meldung.", reporter: cast.bob.id, once: UUID(),
                by: db.permit(bearer: "report"), at: t0)
            _ = try db.decide(
                id, .keep, rule: nil, reason: "Das geht.", by: db.permit(office: .moderation, for: cast.dora),
                at: t0)
            try db.complain(
                id, words: "Bobs Widerspruch.", once: UUID(), by: db.permit(own: cast.bob), at: t0)
            _ = try db.proposeAmendment(
                AmendmentDraft(lines: line, version: 1, text: "Bobs Zeile.", reason: "Bobs Grund."),
                to: proposal,
                once: UUID(), by: db.permit(.comment, in: cast.process, for: cast.bob, at: t0), at: t0)
        }
        if isLogged { try await integrate() }
        return proposal
    }

    private func integrate(at now: Instant = t0) async throws {
        _ = try await Sequencer(TestDatabase.inUse().jobs, key: #require(key)).integrate(at: now)
    }

    /// Tells the log whatever is due in the next two weeks.
    private func tell() async throws -> [LogEntry] {
        let later = t0.adding(days: 14)
        while try await TestDatabase.inUse().jobs.transaction({ try $0.logErasures(at: later) }) > 0 {}
        try await integrate(at: later)
        return try await TestDatabase.inUse().web.read {
            try $0.logEntries(LogFilter(noun: "opening"), limit: 100)
        }
    }

    /// Every text that any table of the database holds, the log's entries too.
    private func everything() async throws -> String {
        try await TestDatabase.inUse().owner.read { db in
            try db.rows(
                """
                SELECT string_agg(query_to_xml(format('SELECT to_jsonb(t)::text FROM %s t', c.oid::regclass), true, false, '')::text, '') AS text
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind = 'r'
                """
            ).first?["text"] ?? ""
        }
    }

    @Test(
        "leaves none of their words, name or address anywhere, and what others did stays; also where it waits for the log",
        .database, arguments: [true, false])
    func nothingLeft(isLogged: Bool) async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await talk(cast, isLogged: isLogged)
        let traces = [
            "bob@example.org", "Bobs Worte", "Bobs Meldung", "Bobs Widerspruch", "Bobs Zeile", "Bobs Grund",
            "Bob",
        ]
        for word in traces {
            #expect(try await everything().contains(word), "\(word) is not where it is looked for")
        }
        try await erase(cast.bob)
        try await TestDatabase.inUse().owner.transaction { try $0.run("DELETE FROM mails") }
        let left = try await everything()
        for word in traces {
            #expect(!left.contains(word), "\(word)")
        }
        #expect(left.contains("Alices Worte") && left.contains("Bänke am Innenhafen"))
        let supports: Int? = try await TestDatabase.inUse().owner.read {
            try $0.rows("SELECT supports FROM proposals WHERE id = \(proposal)").first?["supports"]
        }
        #expect(supports == 0)
        #expect(try await TestDatabase.inUse().web.read { try $0.person(cast.bob.id) } == nil)
        try await integrate()
        #expect(try await everything().contains("Alices Worte"))
        #expect(try await !everything().contains("Bobs Worte"))
        #expect(try await tell().count == 4, "comment, support, complaint and amendment")
    }

    @Test(
        "is told to the log entry by entry in the nights that follow, and the log still proves all", .database
    )
    func told() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await talk(cast)
        let web = try TestDatabase.inUse().web
        let about = try await web.read { try $0.ownLog(of: cast.bob.id, before: nil, limit: 10).entries }
        #expect(
            about.map(\.type).sorted() == [
                "amendment.proposed", "case.decided", "comment.written", "complaint.filed", "support.given",
            ])
        // What moderation decided is no act of theirs: it says nothing that could be erased.
        let own = about.filter { $0.type != "case.decided" }
        let receipt = try #require(
            try await web.read { try $0.ownReceipt(of: own[0].leaf, for: cast.bob.id)?.receipt })
        try await erase(cast.bob)
        try await erase(cast.bob)
        for entry in own {
            #expect(try await web.read { try $0.logOpening(ofLeaf: entry.leaf) } == nil)
        }
        let first = try await TestDatabase.inUse().jobs.transaction { try $0.logErasures(at: t0) }
        #expect(first == 0, "nothing is told on the day itself")
        let told = try await tell()
        #expect(Set(told.compactMap(\.previousLeaf)) == Set(own.map(\.leaf)), "each once")
        #expect(told.count { $0.object?.hasPrefix("proposals/\(proposal)") == true } == 3)
        #expect(try await tell().count == told.count, "nothing is told twice")
        guard case .holds = receipt.verify(policy: try #require(key).policy()) else {
            Issue.record("the receipt kept from before does not hold")
            return
        }
        let entries = try await web.read { try $0.logEntries(limit: 100) }
        let leaves = entries.sorted { $0.index < $1.index }.map { leafHash($0.entry) }
        let head = try #require(try await web.read { try $0.logHead() })
        #expect(root(of: leaves) == head.root)
    }

    @Test(
        "keeps published proposals without the name, or takes them back without their words", .database,
        arguments: [
            ErasureList.Manner.keep, .remove,
        ])
    func proposals(manner: ErasureList.Manner) async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await talk(cast)
        try await erase(cast.alice, manner)
        let shown = try #require(
            try await TestDatabase.inUse().web.read { try $0.proposal(proposal) })
        #expect(shown.state == (manner == .keep ? .published : .withdrawn))
        #expect(shown.title == (manner == .keep ? "Bänke am Innenhafen" : "Gelöscht"))
        #expect(try await everything().contains("Fünf Bänke am Wasser") == (manner == .keep))
        #expect(try await tell().count == 2, "the publication and the reply")
    }

    @Test("refuses the last administrator, and nothing of theirs is gone then", .database)
    func lastAdministrator() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        await #expect(throws: IdentityRejection.lastAdministrator) { try await erase(cast.ada) }
        #expect(
            try await TestDatabase.inUse().web.read { try $0.person(cast.ada.id) }?.roles == [.administration]
        )
    }

    @Test("is done again on what an older backup brought back, and told once", .database)
    func again() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        _ = try await talk(cast)
        let (owner, web) = try (TestDatabase.inUse().owner, TestDatabase.inUse().web)
        try await owner.transaction {
            try $0.script("CREATE TABLE old_openings AS SELECT * FROM log_openings")
        }
        try await erase(cast.bob)
        let list = try await web.read { try $0.erasureList() }
        #expect(list.openings.count == 4 && list.persons[cast.bob.id] == .keep)
        let told = try await tell().count

        let path = NSTemporaryDirectory() + "erasures-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try list.write(to: path)
        let read = try ErasureList(readingFrom: path)
        #expect(read == list)
        // The openings are back, and the database knows of no erasure.
        try await owner.transaction { db in
            try db.script(
                "DELETE FROM log_erasures; INSERT INTO log_openings SELECT * FROM old_openings WHERE leaf_hash NOT IN (SELECT leaf_hash FROM log_openings)"
            )
            try db.run(
                "UPDATE persons SET name = 'Bob', erased_on = NULL, erased_how = NULL WHERE id = \(cast.bob.id)"
            )
        }
        #expect(try await web.transaction { try $0.eraseAgain(read, at: t0) } == 5)
        #expect(try await web.transaction { try $0.eraseAgain(read, at: t0) } == 0)
        #expect(try await web.read { try $0.erasureList() } == list)
        #expect(try await tell().count == told, "the log has said it already")
        try Data("opening 12 x\n".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: ErasureListFault.malformed(path, line: 1)) { try ErasureList(readingFrom: path) }
    }

    @Test("reaches what a request wrote that had begun before", .database)
    func remains() async throws {
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await talk(cast)
        try await erase(cast.bob)
        _ = try await cast.comment(TestDatabase.inUse().web, on: proposal, by: cast.bob, "Zu spät.")
        #expect(try await everything().contains("Zu spät."))
        try await integrate()
        try await TestDatabase.inUse().web.transaction { try $0.eraseRemains(at: t0) }
        #expect(try await !everything().contains("Zu spät."))
        #expect(try await tell().count == 5)
    }
}

extension LogEntry {
    fileprivate var previousLeaf: [UInt8]? {
        (try? JSON(parsing: entry))?["prev"]?.string.flatMap { [UInt8](base64: $0) }
    }
}
