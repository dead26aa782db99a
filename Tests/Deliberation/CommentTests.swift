import Acts
import Core
import Deliberation
import Foundation
import Identity
import NumberedText
import Postgres
import Proposals
import Support
import Testing

@Suite("A comment", .withServer)
struct CommentTests {
    @Test("stands on its side with its lines, and a second click makes no second one", .database)
    func writtenOnce() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let once = UUID()
        let lines = try #require(LineRange("2-3"))
        let ids = try await database.transaction { db in
            try (1...2).map { _ in
                try db.writeComment(
                    CommentDraft(body: "Im Schatten!", side: .pro, lines: (lines, 1)), on: proposal,
                    once: once,
                    by: db.permit(.comment, in: cast.process, for: cast.bob, at: t0), at: t0)
            }
        }
        #expect(ids[0] == ids[1])
        let all = try await database.read { try $0.discussion(of: proposal, reader: cast.bob.id, limit: 20) }
        #expect(all[.against]?.threads.count == 0)
        let comment = try #require(all[.pro]?.threads.first?.first)
        #expect(all[.pro]?.threads.count == 1)
        #expect(comment.lines == lines)
        #expect(comment.body == "Im Schatten!")
        #expect(comment.author == "Bob")
        #expect(comment.isOwn)
        #expect(comment.leaf?.count == 32)
        #expect(try await log().count { $0.contains("\"act\":\"comment.written\"") } == 1)
        #expect(try await log().contains { $0.contains("Schatten") } == false)
    }

    @Test(
        "is refused on lines the text does not have, and on lines of another version", .database,
        arguments: [
            ("4", 1, DeliberationRejection.noSuchLines), ("2-4", 1, .noSuchLines),
            ("999999", 1, .noSuchLines), ("1", 2, .textChanged),
        ])
    func wrongLines(lines: String, version: Int, refusal: DeliberationRejection) async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let range = try #require(LineRange(lines))
        await #expect(throws: refusal) {
            try await database.transaction { db in
                try db.writeComment(
                    CommentDraft(body: "Hier.", lines: (range, version)), on: proposal, once: UUID(),
                    by: db.permit(.comment, in: cast.process, for: cast.bob, at: t0), at: t0)
            }
        }
    }

    @Test("is refused when it is empty or too long", .database, arguments: [0, 4001])
    func wrongLength(length: Int) async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        await #expect(throws: DeliberationRejection.wrongLength) {
            try await cast.comment(
                database, on: proposal, by: cast.bob, String(repeating: "ä", count: length))
        }
    }

    @Test("cannot be made with the form of somebody else", .database)
    func foreignForm() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let once = UUID()
        _ = try await cast.comment(database, on: proposal, by: cast.bob, once: once)
        await #expect(throws: GeneralRejection.notFound) {
            try await cast.comment(database, on: proposal, by: cast.charlie, once: once)
        }
    }

    @Test("is withdrawn by its author alone; twice changes nothing, and its replies stay", .database)
    func withdrawal() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let id = try await cast.comment(database, on: proposal, by: cast.bob, "Nein!", side: .against)
        let reply = try await cast.reply(database, to: id, by: cast.charlie)
        await #expect(throws: GeneralRejection.notFound) {
            try await database.transaction {
                try $0.withdrawComment(id, by: $0.permit(own: cast.charlie), at: t0)
            }
        }
        for _ in 1...2 {
            try await database.transaction {
                try $0.withdrawComment(id, by: $0.permit(own: cast.bob), at: t0)
            }
        }
        let thread = try #require(
            try await database.read { try $0.discussion(of: proposal, reader: nil, limit: 20) }[.against]?
                .threads.first)
        #expect(thread.first.state == .withdrawn)
        #expect(thread.first.body == "")
        #expect(thread.first.author == nil)
        #expect(thread.replies.map(\.id) == [reply])
        #expect(try await log().count { $0.contains("\"act\":\"comment.withdrawn\"") } == 1)
    }

    @Test("in reply to a reply joins the thread; to a hidden or withdrawn one it is refused", .database)
    func replies() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let first = try await cast.comment(database, on: proposal, by: cast.bob)
        let reply = try await cast.reply(database, to: first, by: cast.charlie)
        let deeper = try await cast.reply(database, to: reply, by: cast.alice)
        #expect(try await database.read { try $0.comment(deeper, reader: nil)?.parent } == first)
        try await database.transaction {
            try $0.setHidden(true, comment: first, by: $0.permit(house: "test"), at: t0)
        }
        await #expect(throws: GeneralRejection.notFound) {
            try await cast.reply(database, to: first, by: cast.alice)
        }
        let below = try await cast.reply(database, to: reply, by: cast.alice)
        #expect(
            try await database.read { try $0.replies(to: first, reader: nil, limit: 20) }.map(\.id) == [
                reply, deeper, below,
            ])
        try await database.transaction {
            try $0.withdrawComment(reply, by: $0.permit(own: cast.charlie), at: t0)
        }
        await #expect(throws: GeneralRejection.notFound) {
            try await cast.reply(database, to: reply, by: cast.alice)
        }
    }

    @Test("disappears with its proposal when that is hidden", .database)
    func hiddenProposal() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        let proposal = try await cast.publishProposal(database)
        let id = try await cast.comment(database, on: proposal, by: cast.bob, side: .pro)
        try await database.transaction {
            try $0.setHidden(true, proposal: proposal, by: $0.permit(house: "test"), at: t0)
        }
        #expect(try await database.read { try $0.comment(id, reader: nil) } == nil)
        let all = try await database.read { try $0.discussion(of: proposal, reader: nil, limit: 20) }
        #expect(all.values.allSatisfy { $0.threads.isEmpty })
        await #expect(throws: GeneralRejection.notFound) {
            try await cast.comment(database, on: proposal, by: cast.bob)
        }
    }

    private func log() async throws -> [String] {
        try await TestDatabase.inUse().jobs.read { db in
            try db.rows("SELECT entry FROM log_outbox ORDER BY id").map {
                String(decoding: try $0["entry"] as [UInt8], as: UTF8.self)
            }
        }
    }
}
