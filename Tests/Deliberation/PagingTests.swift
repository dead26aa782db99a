import Core
import Deliberation
import Identity
import Postgres
import Support
import Testing

@Suite("A discussion of 10,000 comments", .withServer)
struct PagingTests {
    private func fill(_ database: Database, _ proposal: ProposalID, by author: PersonID) async throws {
        try await database.once { db in
            // Without the trigger of each row, which has tests of its own.
            try db.script("SET session_replication_role = replica")
            try db.run(
                """
                INSERT INTO comments (once, proposal_id, author_id, side, body, written_at)
                SELECT gen_random_uuid(), \(proposal), \(author), CASE WHEN n % 100 = 0 THEN 'against' ELSE 'for' END,
                    'Beitrag ' || n, \(t0)
                FROM generate_series(1, 10000) AS n
                """)
            try db.run(
                """
                INSERT INTO comments (once, proposal_id, parent_id, author_id, body, written_at)
                SELECT gen_random_uuid(), proposal_id, id, author_id, 'Antwort', \(t0)
                FROM comments CROSS JOIN generate_series(1, 7) WHERE id % 500 = 0
                """)
            try db.script("RESET session_replication_role; ANALYZE comments")
        }
    }

    @Test(
        "is read page by page without a gap or a repetition, each page in one statement that reads one page",
        .database)
    func paged() async throws {
        let database = try TestDatabase.inUse().owner
        let cast = try await Cast(database)
        let proposal = try await cast.publishProposal(database)
        try await fill(database, proposal, by: cast.bob.id)

        let first = try await database.read { try $0.discussion(of: proposal, reader: nil, limit: 20) }
        #expect(first[.pro]?.threads.count == 20)
        #expect(first[.against]?.threads.count == 20)
        #expect(first[.neutral]?.threads.count == 0)
        #expect(first[.pro]?.hasMore == true)

        var seen: [CommentID] = []
        var before: CommentID?
        var pages = 0
        while true {
            let page = try await database.read { [before] in
                try $0.threads(of: proposal, side: .against, before: before, reader: nil, limit: 20)
            }
            seen += page.threads.map(\.first.id)
            before = page.threads.last?.first.id
            pages += 1
            guard page.hasMore else { break }
        }
        #expect(pages == 5)
        #expect(seen.count == 100)
        #expect(seen == seen.sorted(by: >))
        #expect(Set(seen).count == 100)

        let withReplies = try #require(first[.pro]?.threads.first?.first.id)
        #expect(withReplies.rawValue > 9_900)
        let thread = try await database.read { db in
            try db.threads(of: proposal, side: .against, before: CommentID(9_501), reader: nil, limit: 1)
                .threads.first
        }
        #expect(thread?.first.id == CommentID(9_500))
        #expect(thread?.replies.count == 5)
        #expect(thread?.hasMoreReplies == true)
        #expect(
            try await database.read { try $0.replies(to: CommentID(9_500), reader: nil, limit: 20) }.count
                == 7)
    }

    @Test("costs a page the same few rows wherever it begins", .database)
    func constantCost() async throws {
        let database = try TestDatabase.inUse().owner
        let cast = try await Cast(database)
        let proposal = try await cast.publishProposal(database)
        try await fill(database, proposal, by: cast.bob.id)
        try await database.once { db in
            for before in [10_001, 5_000, 300] {
                let plan = try db.rows(
                    """
                    EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF)
                    SELECT id, body FROM visible_comments v
                    WHERE v.proposal_id = \(proposal) AND v.side = 'against' AND v.parent_id IS NULL AND v.id < \(before)
                    ORDER BY v.id DESC LIMIT 21
                    """
                ).map { try $0["QUERY PLAN"] as String }
                #expect(plan.contains { $0.contains("comments_by_side") }, "\(plan)")
                #expect(
                    !plan.contains { $0.contains("Sort") || $0.contains("Seq Scan on comments") }, "\(plan)")
            }
        }
    }
}
