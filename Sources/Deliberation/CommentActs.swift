import AuditLog
package import Core
package import Foundation
package import NumberedText
package import Postgres

/// What a person writes about a proposal.
package struct CommentDraft: Sendable {
    package var body: String
    package var side: Side
    /// The lines it is about, and the version whose lines they are; nil for the whole.
    package var lines: (range: LineRange, version: Int)?

    package init(body: String, side: Side = .neutral, lines: (range: LineRange, version: Int)? = nil) {
        self.body = body
        self.side = side
        self.lines = lines
    }
}

extension Connection {
    /// Comments on a published proposal. The same `once` again answers with the comment it made the first time.
    package func writeComment(
        _ draft: CommentDraft, on proposal: ProposalID, once: UUID, by permit: Permit, at now: Instant
    ) throws -> CommentID {
        if let known = try writtenComment(once: once, by: permit) { return known }
        let found = try rows(
            "SELECT text, version FROM visible_proposals WHERE id = \(proposal) AND state = 'published'")
        guard let row = found.first else { throw GeneralRejection.notFound }
        let version: Int = try row["version"]
        if let lines = draft.lines {
            guard lines.version == version else { throw DeliberationRejection.textChanged }
            guard NumberedText(try row["text"])[lines.range] != nil else {
                throw DeliberationRejection.noSuchLines
            }
        }
        let added = try rows(
            """
            INSERT INTO comments
                (once, proposal_id, author_id, side, body, first_line, last_line, version, written_at)
            SELECT \(once), id, \(permit.person), \(draft.side.rawValue), \(draft.body), \(draft.lines?.range.first),
                \(draft.lines?.range.last), version, \(now)
            FROM visible_proposals WHERE id = \(proposal) AND state = 'published' AND version = \(version)
            ON CONFLICT (once) DO NOTHING RETURNING id
            """,
            refusing: ["comments_body_is_short": DeliberationRejection.wrongLength])
        return try logged(added, draft, on: proposal, parent: nil, once: once, by: permit, at: now)
    }

    /// Replies to a comment that can be read. A reply to a reply joins the same thread.
    package func reply(
        _ body: String, to comment: CommentID, once: UUID, by permit: Permit, at now: Instant
    ) throws -> CommentID {
        if let known = try writtenComment(once: once, by: permit) { return known }
        let added = try rows(
            """
            INSERT INTO comments (once, proposal_id, parent_id, author_id, body, version, written_at)
            SELECT \(once), p.id, coalesce(v.parent_id, v.id), \(permit.person), \(body), p.version, \(now)
            FROM visible_comments v JOIN visible_proposals p ON p.id = v.proposal_id
            WHERE v.id = \(comment) AND v.body IS NOT NULL AND p.state = 'published'
            ON CONFLICT (once) DO NOTHING RETURNING id, proposal_id, parent_id
            """,
            refusing: ["comments_body_is_short": DeliberationRejection.wrongLength])
        guard let row = added.first else { return try mended(once: once, by: permit) }
        return try logged(
            added, CommentDraft(body: body), on: try row["proposal_id"], parent: try row["parent_id"],
            once: once,
            by: permit, at: now)
    }

    /// The comment this form made before; nil the first time.
    private func writtenComment(once: UUID, by permit: Permit) throws -> CommentID? {
        try rows("SELECT id FROM comments WHERE once = \(once) AND author_id = \(permit.person)").first?["id"]
    }

    /// Nothing was added: a second click won the race, or what it was about is gone.
    private func mended(once: UUID, by permit: Permit) throws -> CommentID {
        guard let known = try writtenComment(once: once, by: permit) else { throw GeneralRejection.notFound }
        return known
    }

    private func logged(
        _ added: [Row], _ draft: CommentDraft, on proposal: ProposalID, parent: CommentID?, once: UUID,
        by permit: Permit, at now: Instant
    ) throws -> CommentID {
        guard let row = added.first else { return try mended(once: once, by: permit) }
        let id: CommentID = try row["id"]
        let leaf = try log(.commentWritten(id, on: proposal, parent: parent, draft), at: now)
        try run("UPDATE comments SET leaf = \(leaf), worded_leaf = \(leaf) WHERE id = \(id)")
        return id
    }

    /// Takes one's own comment back: only its place remains. Twice changes nothing.
    package func withdrawComment(_ id: CommentID, by permit: Permit, at now: Instant) throws {
        let rows = try rows(
            """
            UPDATE comments SET withdrawn_at = \(now)
            WHERE id = \(id) AND author_id = \(permit.person) AND withdrawn_at IS NULL RETURNING proposal_id, leaf
            """)
        guard let row = rows.first else {
            let known = try self.rows(
                "SELECT 1 AS one FROM comments WHERE id = \(id) AND author_id = \(permit.person)")
            guard known.isEmpty else { return }
            throw GeneralRejection.notFound
        }
        let leaf = try log(
            .commentWithdrawn(id, on: try row["proposal_id"], previous: try row["leaf"]), at: now)
        try run("UPDATE comments SET leaf = \(leaf) WHERE id = \(id)")
    }

    /// Hides a comment's text everywhere, or shows it again. Called by moderation's act alone.
    package func setHidden(_ isHidden: Bool, comment id: CommentID, by permit: Permit, at now: Instant) throws
    {
        try run("UPDATE comments SET hidden_at = \(isHidden ? now : nil) WHERE id = \(id)")
    }

    /// Who wrote it and where, hidden ones included: for moderation's act.
    package func authorship(of id: CommentID) throws -> (author: PersonID, proposal: ProposalID)? {
        try rows("SELECT author_id, proposal_id FROM comments WHERE id = \(id)").first
            .map { (try $0["author_id"], try $0["proposal_id"]) }
    }
}
