package import Core
package import Postgres

/// How many replies a list shows below a comment; the rest stands on the thread's own page.
private let shownReplies = 5

extension Connection {
    /// The newest threads of a proposal, apart for each side, `limit` of each: one statement however many there are.
    package func discussion(
        of proposal: ProposalID, reader: PersonID?, limit: Int
    ) throws -> [Side: ThreadList] {
        let rows = try rows(
            """
            WITH firsts AS (
                SELECT c.* FROM (VALUES ('for'), ('against'), ('neutral')) AS s (side)
                CROSS JOIN LATERAL (\(firsts(of: proposal, before: nil, limit: limit + 1))) AS c)
            \(withReplies(reader: reader))
            """)
        let comments = try rows.map { try Comment(row: $0) }
        return Dictionary(
            uniqueKeysWithValues: Side.allCases.map { side in
                (
                    side,
                    threadList(
                        comments, firsts: comments.filter { $0.parent == nil && $0.side == side }, limit)
                )
            })
    }

    /// Threads of one side, newest first, below `before`.
    package func threads(
        of proposal: ProposalID, side: Side, before: CommentID? = nil, reader: PersonID?, limit: Int
    ) throws -> ThreadList {
        let rows = try rows(
            """
            WITH firsts AS (
                SELECT c.* FROM (VALUES (\(side.rawValue))) AS s (side)
                CROSS JOIN LATERAL (\(firsts(of: proposal, before: before, limit: limit + 1))) AS c)
            \(withReplies(reader: reader))
            """)
        let comments = try rows.map { try Comment(row: $0) }
        return threadList(comments, firsts: comments.filter { $0.parent == nil }, limit)
    }

    /// One comment of a proposal anybody may see; nil for anything else.
    package func comment(_ id: CommentID, reader: PersonID?) throws -> Comment? {
        try rows(
            """
            SELECT id, proposal_id, parent_id, side, first_line, last_line, version, is_outdated, written_at, is_withdrawn, hidden_at,
                author, body, leaf, author_id = \(reader) AS is_own
            FROM visible_comments WHERE id = \(id)
            """
        ).first.map { try Comment(row: $0) }
    }

    /// The replies of a thread, oldest first, above `after`.
    package func replies(
        to id: CommentID, after: CommentID? = nil, reader: PersonID?, limit: Int
    ) throws -> [Comment] {
        try rows(
            """
            SELECT id, proposal_id, parent_id, side, first_line, last_line, version, is_outdated, written_at, is_withdrawn, hidden_at,
                author, body, leaf, author_id = \(reader) AS is_own
            FROM visible_comments
            WHERE parent_id = \(id) AND id > \(after?.rawValue ?? 0)
            ORDER BY id LIMIT \(limit)
            """
        ).map { try Comment(row: $0) }
    }

    /// First comments of the side that stands in `s.side`.
    private func firsts(of proposal: ProposalID, before: CommentID?, limit: Int) -> SQL {
        """
        SELECT id, proposal_id, parent_id, v.side, first_line, last_line, version, is_outdated, written_at, is_withdrawn, hidden_at,
            author, body, leaf, author_id
        FROM visible_comments v
        WHERE v.proposal_id = \(proposal) AND v.side = s.side AND v.parent_id IS NULL
            AND v.id < \(before?.rawValue ?? Int64.max)
        ORDER BY v.id DESC LIMIT \(limit)
        """
    }

    /// Each of `firsts` and the oldest replies to it, newest thread first.
    private func withReplies(reader: PersonID?) -> SQL {
        """
        SELECT t.*, t.author_id = \(reader) AS is_own FROM firsts t
        UNION ALL
        SELECT r.*, r.author_id = \(reader) AS is_own
        FROM firsts t CROSS JOIN LATERAL (
            SELECT id, proposal_id, parent_id, side, first_line, last_line, version, is_outdated, written_at, is_withdrawn, hidden_at,
                author, body, leaf, author_id
            FROM visible_comments v WHERE v.parent_id = t.id ORDER BY v.id LIMIT \(shownReplies + 1)) AS r
        """
    }

    private func threadList(_ comments: [Comment], firsts: [Comment], _ limit: Int) -> ThreadList {
        let replies = Dictionary(grouping: comments.filter { $0.parent != nil }, by: \.parent)
        let shown = firsts.sorted { $0.id > $1.id }.prefix(limit)
        let threads = shown.map { first in
            let known = (replies[first.id] ?? []).sorted { $0.id < $1.id }
            return CommentThread(
                first: first, replies: Array(known.prefix(shownReplies)),
                hasMoreReplies: known.count > shownReplies)
        }
        return ThreadList(threads: threads, hasMore: firsts.count > limit)
    }
}
