package import Core
package import Foundation
package import Postgres

extension Connection {
    /// Reports a text anybody can read; opens its case or joins the open one. No account is needed.
    ///
    /// The same `once` again answers with the same case. A person reports the same text once per case.
    package func report(
        _ subject: CaseSubject, rule: HouseRule, words: String, reporter: PersonID?, once: UUID,
        by permit: Permit,
        at now: Instant
    ) throws -> CaseID {
        if let known = try reportedCase(once: once) { return known }
        // The update changes nothing but locks the open case, so that no decision comes between.
        let opened = try rows(
            """
            INSERT INTO cases (kind, subject, opened_at)
            SELECT \(subject.kind), \(subject.number), \(now) WHERE \(isVisible(subject))
            ON CONFLICT (kind, subject) WHERE state = 'open' DO UPDATE SET opened_at = cases.opened_at
            RETURNING id
            """)
        guard let id: CaseID = try opened.first?["id"] else { throw GeneralRejection.notFound }
        try run(
            """
            INSERT INTO reports (once, case_id, reporter_id, rule, words, written_at)
            VALUES (\(once), \(id), \(reporter), \(rule.rawValue), \(words), \(now))
            """,
            refusing: [
                "reports_once_per_person": ModerationRejection.alreadyReported,
                "reports_once_key": ModerationRejection.alreadyReported,
                "reports_words_are_short": ModerationRejection.wordsTooLong,
            ])
        return id
    }

    private func reportedCase(once: UUID) throws -> CaseID? {
        try rows("SELECT case_id FROM reports WHERE once = \(once)").first?["case_id"]
    }

    private func isVisible(_ subject: CaseSubject) -> SQL {
        switch subject {
        case .proposal(let id): "EXISTS (SELECT 1 FROM visible_proposals WHERE id = \(id))"
        case .comment(let id): "EXISTS (SELECT 1 FROM visible_comments WHERE id = \(id) AND body IS NOT NULL)"
        case .amendment(let id): "EXISTS (SELECT 1 FROM visible_amendments WHERE id = \(id))"
        }
    }
}
