import AuditLog
package import Core
package import Postgres

/// A decision as the public record tells it: with its reason and without the text it was about.
package struct Decision: Sendable {
    package let id: CaseID
    /// `proposal` or `comment`.
    package let kind: String
    package let openedAt: Instant
    package let reports: Int
    package let verdict: Verdict
    package let rule: HouseRule?
    package let reason: String
    package let decidedAt: Instant
    package let leaf: [UInt8]
    /// What was decided about complaints since, in the order of time.
    package internal(set) var reviews: [Review] = []

    /// What holds now.
    package var holds: Verdict { reviews.last?.verdict ?? verdict }
}

extension Connection {
    /// Ends an open case and tells what it was about. Whoever comes second is refused.
    ///
    /// - Parameter rule: may be nil only to keep.
    package func decide(
        _ id: CaseID, _ verdict: Verdict, rule: HouseRule?, reason: String, by permit: Permit, at now: Instant
    ) throws -> CaseSubject {
        guard case .office(let moderator, .moderation) = permit.ground else {
            throw GeneralRejection.notAllowed
        }
        let decided = try rows(
            """
            UPDATE cases SET state = \(verdict.state)
            WHERE id = \(id) AND state = 'open' RETURNING kind, subject
            """)
        guard let row = decided.first else {
            let known = try rows("SELECT 1 AS one FROM cases WHERE id = \(id)")
            throw known.isEmpty ? GeneralRejection.notFound : ModerationRejection.alreadyDecided
        }
        let leaf = try log(.caseDecided(id, verdict, rule: rule, by: permit), at: now)
        try run(
            """
            INSERT INTO decisions (case_id, verdict, rule, reason, decided_by, decided_at, leaf)
            VALUES (\(id), \(verdict.rawValue), \(rule?.rawValue), \(reason), \(moderator), \(now), \(leaf))
            """,
            refusing: [
                "decisions_pkey": ModerationRejection.alreadyDecided,
                "decisions_give_a_reason": ModerationRejection.reasonMissing,
                "decisions_to_hide_name_a_rule": ModerationRejection.ruleMissing,
            ])
        return try CaseSubject(row: row)
    }

    package func decision(_ id: CaseID) throws -> Decision? {
        try rows(
            """
            SELECT case_id, kind, opened_at, reports, verdict, rule, reason, decided_at, leaf
            FROM moderation_record WHERE case_id = \(id)
            """
        ).first.map { try withReviews([Decision(row: $0)])[0] }
    }

    /// All decisions, newest first, below `before`.
    package func moderationRecord(
        before: (decidedAt: Instant, id: CaseID)? = nil, limit: Int
    ) throws -> [Decision] {
        let found = try rows(
            """
            SELECT case_id, kind, opened_at, reports, verdict, rule, reason, decided_at, leaf FROM moderation_record
            WHERE (decided_at, case_id)
                < (\(before?.decidedAt ?? Instant(seconds: 253_402_300_799)), \(before?.id.rawValue ?? Int64.max))
            ORDER BY decided_at DESC, case_id DESC LIMIT \(limit)
            """
        ).map { try Decision(row: $0) }
        return try withReviews(found)
    }

    private func withReviews(_ decisions: [Decision]) throws -> [Decision] {
        let reviews = try reviews(of: decisions.map(\.id))
        return decisions.map { decision in
            var decision = decision
            decision.reviews = reviews[decision.id] ?? []
            return decision
        }
    }
}

extension Decision {
    init(row: Row) throws {
        id = try row["case_id"]
        kind = try row["kind"]
        openedAt = try row["opened_at"]
        reports = try row["reports"]
        verdict = Verdict(rawValue: try row["verdict"]) ?? .keep
        rule = (try row["rule"] as String?).flatMap { HouseRule(rawValue: $0) }
        reason = try row["reason"]
        decidedAt = try row["decided_at"]
        leaf = try row["leaf"]
    }
}
