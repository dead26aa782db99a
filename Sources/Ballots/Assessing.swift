import BallotFiles
package import Core
package import Postgres
import PublicRecord
package import Tally

/// A counted election whose result is to be assessed.
package struct Assessable: Sendable {
    package let outcome: Outcome
    package let profile: Profile
}

extension Connection {
    /// Nil where there is no result yet, or the assessment is there.
    package func assessable(_ id: ElectionID) throws -> Assessable? {
        guard let result = try result(of: id), result.assessment == nil, let files = try files(of: id) else {
            return nil
        }
        let facts = result.record.facts
        let ballots = try BallotLines.read(files.ballots, rule: facts.rule, options: facts.options.count)
        return Assessable(
            outcome: result.outcome.outcome,
            profile: try Profile(
                options: facts.options.count, eligible: facts.eligible, budget: facts.budget,
                ballots: ballots.map(\.ballot)))
    }

    /// Keeps how decided a result is. The first assessment stays.
    package func keep(_ assessment: Assessment, of id: ElectionID, by permit: Permit, at now: Instant) throws
    {
        let text = String(decoding: AssessmentRecord.json(assessment).canonical, as: UTF8.self)
        try run(
            """
            INSERT INTO assessments (election_id, assessment, made_at) VALUES (\(id), \(text), \(now))
            ON CONFLICT DO NOTHING
            """)
    }
}
