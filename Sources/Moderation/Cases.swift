package import Core
package import Postgres

/// One line of the moderators' queue.
package struct QueuedCase: Sendable {
    package let id: CaseID
    package let subject: CaseSubject
    /// The proposal's title or how the comment begins.
    package let heading: String
    package let reports: Int
    package let openedAt: Instant
}

/// What somebody says about a text.
package struct Report: Sendable {
    package let rule: HouseRule
    package let words: String
    package let writtenAt: Instant
    package let hasAccount: Bool
}

/// A case in its context. For moderation only: the text stands here even when it is hidden.
package struct ModerationCase: Sendable {
    package let id: CaseID
    package let subject: CaseSubject
    package let isOpen: Bool
    package let openedAt: Instant
    package let proposal: ProposalID
    package let proposalTitle: String
    package let text: String
    /// The proposal's reason; empty for a comment.
    package let reason: String
    /// `4-6`; nil for the whole.
    package let lines: (first: Int, last: Int)?
    /// What a reply replies to.
    package let parentText: String?
    package let author: PersonID
    package let authorName: String
    package let authorKnownSince: Day
    /// How many texts of the same author were hidden before.
    package let hiddenBefore: Int
    package let hiddenAt: Instant?
    package let withdrawnAt: Instant?
}

extension Connection {
    /// Open cases, oldest first, behind `after`.
    package func moderationQueue(after: QueuedCase? = nil, limit: Int) throws -> [QueuedCase] {
        try moderationQueue(after: after.map { ($0.openedAt, $0.id) }, limit: limit)
    }

    /// The same, where the address of the page holds the key.
    package func moderationQueue(after: (openedAt: Instant, id: CaseID)?, limit: Int) throws -> [QueuedCase] {
        try rows(
            """
            SELECT id, kind, subject, coalesce(heading, '') AS heading, reports, opened_at FROM moderation_queue
            WHERE (opened_at, id) > (\(after?.openedAt ?? Instant(seconds: 0)), \(after?.id.rawValue ?? 0))
            ORDER BY opened_at, id LIMIT \(limit)
            """
        ).map {
            QueuedCase(
                id: try $0["id"], subject: try CaseSubject(row: $0), heading: try $0["heading"],
                reports: try $0["reports"], openedAt: try $0["opened_at"])
        }
    }

    /// How many cases are open, and since when the oldest waits.
    package func openCases() throws -> (count: Int, oldest: Instant?) {
        let row = try rows("SELECT count(*) AS n, min(opened_at) AS oldest FROM cases WHERE state = 'open'")
            .first
        return (try row?["n"] ?? 0, try row?["oldest"])
    }

    package func moderationCase(_ id: CaseID) throws -> ModerationCase? {
        try rows(
            """
            SELECT id, kind, subject, opened_at, state, proposal_id, title, text, coalesce(reason, '') AS reason,
                first_line, last_line, parent_body, author_id, author, known_since, hidden_at, withdrawn_at,
                hidden_before
            FROM moderation_case WHERE id = \(id)
            """
        ).first.map { try ModerationCase(row: $0) }
    }

    /// The reports of a case, oldest first.
    package func reports(of id: CaseID, limit: Int = 50) throws -> [Report] {
        try rows(
            """
            SELECT rule, words, written_at, reporter_id IS NOT NULL AS has_account FROM reports
            WHERE case_id = \(id) ORDER BY id LIMIT \(limit)
            """
        ).map {
            Report(
                rule: HouseRule(rawValue: try $0["rule"]) ?? .unlawful, words: try $0["words"],
                writtenAt: try $0["written_at"], hasAccount: try $0["has_account"])
        }
    }

    /// Who reported with an account: they hear how it ended.
    package func reporters(of id: CaseID) throws -> [PersonID] {
        try rows(
            "SELECT reporter_id FROM reports WHERE case_id = \(id) AND reporter_id IS NOT NULL ORDER BY id"
        )
        .map { try $0["reporter_id"] }
    }
}

extension ModerationCase {
    init(row: Row) throws {
        id = try row["id"]
        subject = try CaseSubject(row: row)
        isOpen = try row["state"] as String == "open"
        openedAt = try row["opened_at"]
        proposal = try row["proposal_id"]
        proposalTitle = try row["title"]
        text = try row["text"]
        reason = try row["reason"]
        let first: Int? = try row["first_line"]
        let last: Int? = try row["last_line"]
        lines = first.flatMap { first in last.map { (first, $0) } }
        parentText = try row["parent_body"]
        author = try row["author_id"]
        authorName = try row["author"]
        authorKnownSince = try row["known_since"]
        hiddenBefore = try row["hidden_before"]
        hiddenAt = try row["hidden_at"]
        withdrawnAt = try row["withdrawn_at"]
    }
}
