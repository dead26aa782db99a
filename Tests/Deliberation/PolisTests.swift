import Acts
import Core
import Deliberation
import Foundation
import Postgres
import Support
import Testing

@Suite("A Polis conversation", .withServer)
struct PolisTests {
    private static let comments = """
        timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\r
        1651071094558,x,0,7,1,0,1,"Mehr ""Grün"",\nweniger Grau"\r
        1651071094558,x,1,8,0,0,-1,Abgelehnt
        """
    private static let votes = """
        timestamp,datetime,comment-id,voter-id,vote
        1651045893819,x,0,1,-1
        1651045893819,x,0,2,0
        1651145893819,x,0,1,1

        """

    private func export(_ comments: String = comments, _ votes: String = votes) throws -> PolisExport {
        try PolisExport(comments: Array(comments.utf8), votes: Array(votes.utf8))
    }

    @Test("comes in with the last row winning, and a second time changes nothing", .database)
    func lastRowWins() async throws {
        let database = try TestDatabase.inUse().owner
        let cast = try await Cast(database)
        let export = try export()
        let changes = try await (1...2).asyncMap { _ in
            try await database.transaction {
                try $0.importPolis(
                    export, topic: "Klima", in: cast.process, by: $0.permit(house: "import"), at: t0
                ).changed
            }
        }
        #expect(changes == [4, 0])
        let topic = try #require(try await database.read { try $0.topic("Klima", in: cast.process) })
        let statements = try await database.read { try $0.statements(of: topic.id, limit: 10) }
        #expect(statements.map(\.body) == ["Mehr \"Grün\",\nweniger Grau"])
        let only = try #require(statements.first)
        #expect(only.agree == 1 && only.disagree == 0 && only.pass == 1)
        let size = try await database.read { try $0.topicSize(topic.id) }
        #expect(size.participants == 4 && size.statements == 2 && size.reactions == 2)
        let entries = try await database.read {
            try $0.rows("SELECT 1 AS one FROM log_outbox WHERE entry LIKE '%topic.imported%'::bytea").count
        }
        #expect(entries == 1)
    }

    @Test(
        "that cannot be read is refused with its line",
        arguments: [
            ("1651045893819,x,0,1,5", "vote"), ("1651045893819,x,9,1,1", "comment-id"),
            ("1651045893819,x,0,eins,1", "voter-id"),
            ("1651045893819,x,0", "vote"), ("gestern,x,0,1,1", "timestamp"),
        ])
    func badLine(row: String, column: String) {
        let fault = #expect(throws: PolisFault.self) {
            try export(
                Self.comments,
                Self.votes.split(separator: "\n").prefix(3).joined(separator: "\n") + "\n" + row)
        }
        #expect(fault?.description == "votes, line 4: column \(column) cannot be read")
    }

    @Test(
        "whose first line names other columns is refused at line 1, and an empty file of comments by its own name",
        arguments: [
            ("id,text\n1,Hallo\n", votes, "comments, line 1: column comment-id cannot be read"),
            (
                comments, "timestamp,comment-id,voter,vote\n0,0,1,1\n",
                "votes, line 1: column voter-id cannot be read"
            ),
            (comments, "", "votes, line 1: column timestamp cannot be read"),
            ("", votes, "comments, line 1: column comment-id cannot be read"),
            (
                "comment-id,author-id,moderated,comment-body\n", votes,
                "comments, line 2: column comment-id cannot be read"
            ),
        ])
    func badHeader(comments: String, votes: String, words: String) {
        let fault = #expect(throws: PolisFault.self) { try export(comments, votes) }
        #expect(fault?.description == words)
    }

    private static let real = checkout + "/../shared/data/participation/polis-klimarat-at/produktion-konsum"
    private static let isThere = FileManager.default.fileExists(atPath: real + ".votes.csv")

    @Test(
        "of 61,936 votes comes in whole and once only", .database,
        .enabled(if: isThere, "needs ../shared/data"))
    func realConversation() async throws {
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.real).\(name).csv")))
        }
        let export = try PolisExport(comments: bytes("comments"), votes: bytes("votes"))
        #expect(export.statements.count == 522)
        #expect(export.reactions.count == 61_936)
        let database = try TestDatabase.inUse().owner
        let cast = try await Cast(database)
        let first = try await database.transaction {
            try $0.importPolis(
                export, topic: "Produktion", in: cast.process, by: $0.permit(house: "import"), at: t0)
        }
        #expect(first.size.statements == 522)
        #expect(first.size.reactions == 61_384)
        let second = try await database.transaction {
            try $0.importPolis(
                export, topic: "Produktion", in: cast.process, by: $0.permit(house: "import"), at: t0)
        }
        #expect(second.changed == 0)
        #expect(second.topic == first.topic)
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
