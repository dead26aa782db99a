import AuditLog
package import Core
package import Foundation
package import Postgres

/// What became of a complaint.
package enum ComplaintOutcome: String, Sendable, CaseIterable {
    /// The decision stays.
    case upheld
    /// It is turned round: what was hidden is back, or what had stayed is hidden.
    case reversed
}

/// What was decided about the complaints of a case, as the public record tells it.
package struct Review: Sendable {
    package let id: CaseID
    package let outcome: ComplaintOutcome
    /// What holds from then on.
    package let verdict: Verdict
    /// Named where the text is hidden.
    package let rule: HouseRule?
    package let reason: String
    package let decidedAt: Instant
    package let leaf: [UInt8]
}

/// A complaint that waits. For moderation only.
package struct Complaint: Sendable {
    package let number: Int64
    package let id: CaseID
    package let words: String
    package let filedAt: Instant
    /// Who made the decision; somebody else decides again.
    package let against: PersonID
    package let person: PersonID?
}

extension Connection {
    /// Until when this person may complain about a case's decision; nil if it does not go against them.
    package func complaintEnds(_ id: CaseID, for person: PersonID) throws -> Instant? {
        try rows(
            "SELECT complaints_until FROM complainants WHERE case_id = \(id) AND person_id = \(person)"
        ).first?["complaints_until"]
    }

    /// Whether the person's complaint about the decision waits already, or waited.
    package func hasComplained(_ id: CaseID, _ person: PersonID) throws -> Bool {
        try !rows("SELECT 1 AS one FROM complaints WHERE case_id = \(id) AND person_id = \(person)").isEmpty
    }

    /// Disagrees with a decision that goes against this person, once. The same `once` again changes nothing.
    package func complain(
        _ id: CaseID, words: String, once: UUID, by permit: Permit, at now: Instant
    ) throws {
        guard case .own(let person) = permit.ground else { throw GeneralRejection.notAllowed }
        // So that nobody decides about the case meanwhile.
        try run("SELECT 1 FROM cases WHERE id = \(id) FOR SHARE")
        let added = try rows(
            """
            INSERT INTO complaints (once, case_id, person_id, words, filed_at, against)
            SELECT \(once), case_id, person_id, \(words), \(now), decided_by FROM complainants
            WHERE case_id = \(id) AND person_id = \(person) AND complaints_until > \(now)
            ON CONFLICT (once) DO NOTHING RETURNING id
            """,
            refusing: [
                "complaints_once_per_person": ModerationRejection.alreadyComplained,
                "complaints_say_why": ModerationRejection.reasonMissing,
                "complaints_words_are_short": ModerationRejection.wordsTooLong,
            ])
        guard let number: Int64 = try added.first?["id"] else {
            if try hasComplained(id, person) { return }
            guard try complaintEnds(id, for: person) != nil else { throw GeneralRejection.notFound }
            throw ModerationRejection.complaintTooLate
        }
        let leaf = try log(.complaintFiled(id, words: words), at: now)
        try run("UPDATE complaints SET leaf = \(leaf) WHERE id = \(number)")
    }

    /// Open complaints but those whose person was erased, oldest first, behind `after`: the time and number of the last one before.
    package func complaintQueue(after: (filedAt: Instant, number: Int64)?, limit: Int) throws -> [Complaint] {
        try complaints(
            """
            outcome IS NULL AND person_id IS NOT NULL AND (filed_at, id) > (\(after?.filedAt ?? Instant(seconds: 0)), \(after?.number ?? 0))
            ORDER BY filed_at, id LIMIT \(limit)
            """)
    }

    /// The open complaints of one case, oldest first.
    package func openComplaints(of id: CaseID) throws -> [Complaint] {
        try complaints("case_id = \(id) AND outcome IS NULL AND person_id IS NOT NULL ORDER BY id LIMIT 50")
    }

    package func countOpenComplaints() throws -> Int {
        try rows("SELECT count(*) AS n FROM complaints WHERE outcome IS NULL AND person_id IS NOT NULL")
            .first?["n"] ?? 0
    }

    private func complaints(_ condition: SQL) throws -> [Complaint] {
        try rows(
            "SELECT id, case_id, words, filed_at, against, person_id FROM complaints WHERE \(condition)"
        ).map {
            Complaint(
                number: try $0["id"], id: try $0["case_id"], words: try $0["words"],
                filedAt: try $0["filed_at"], against: try $0["against"], person: try $0["person_id"])
        }
    }

    /// Decides anew about a case somebody complained about, for all its open complaints; answers with who complained and
    /// what that means for the decision. Never the one who decided before. Whoever comes second is refused.
    ///
    /// - Parameter rule: may be nil only to keep.
    package func review(
        _ id: CaseID, _ verdict: Verdict, rule: HouseRule?, reason: String, by permit: Permit, at now: Instant
    ) throws -> (persons: [PersonID], outcome: ComplaintOutcome) {
        guard case .office(let moderator, .moderation) = permit.ground else {
            throw GeneralRejection.notAllowed
        }
        let held = try rows("SELECT state FROM cases WHERE id = \(id) AND state <> 'open' FOR UPDATE")
        guard let state: String = try held.first?["state"] else { throw GeneralRejection.notFound }
        let outcome: ComplaintOutcome = verdict.state == state ? .upheld : .reversed
        let leaf = try log(.complaintDecided(id, outcome, rule: rule, by: permit), at: now)
        let decided = try rows(
            """
            UPDATE complaints SET outcome = \(outcome.rawValue), verdict = \(verdict.rawValue),
                rule = \(rule?.rawValue), reason = \(reason), decided_by = \(moderator), decided_at = \(now),
                decided_leaf = \(leaf)
            WHERE case_id = \(id) AND outcome IS NULL RETURNING person_id
            """,
            refusing: [
                "complaints_are_decided_by_others": ModerationRejection.ownDecision,
                "complaints_give_a_reason": ModerationRejection.reasonMissing,
                "complaints_to_hide_name_a_rule": ModerationRejection.ruleMissing,
            ])
        guard !decided.isEmpty else {
            let known = try rows("SELECT 1 AS one FROM complaints WHERE case_id = \(id) LIMIT 1")
            throw known.isEmpty ? GeneralRejection.notFound : ModerationRejection.alreadyDecided
        }
        try run("UPDATE cases SET state = \(verdict.state) WHERE id = \(id)")
        return (try decided.compactMap { try $0["person_id"] as PersonID? }, outcome)
    }

    /// What was decided about the complaints of these cases, in the order of time.
    func reviews(of ids: [CaseID]) throws -> [CaseID: [Review]] {
        guard !ids.isEmpty else { return [:] }
        let found = try rows(
            """
            SELECT case_id, outcome, verdict, rule, reason, decided_at, decided_leaf FROM complaint_record
            WHERE case_id = ANY(\(SQLArray(ids.map(\.rawValue)))) ORDER BY decided_at
            """
        ).map {
            Review(
                id: try $0["case_id"], outcome: ComplaintOutcome(rawValue: try $0["outcome"]) ?? .upheld,
                verdict: Verdict(rawValue: try $0["verdict"]) ?? .keep,
                rule: (try $0["rule"] as String?).flatMap { HouseRule(rawValue: $0) },
                reason: try $0["reason"], decidedAt: try $0["decided_at"], leaf: try $0["decided_leaf"])
        }
        return Dictionary(grouping: found, by: \.id)
    }
}
