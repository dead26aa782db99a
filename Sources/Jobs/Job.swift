package import Core
package import Postgres

/// Work to be done once, not before its time.
package struct Job: Sendable {
    package let id: Int
    /// Which handler does it.
    package let kind: String
    /// What it is about, such as the number of an election.
    package let subject: String
    package let attempts: Int
}

extension Connection {
    /// Plans work inside the act's own transaction. A job of the same kind and subject is moved to the new time.
    package func schedule(_ kind: String, subject: String = "", at due: Instant) throws {
        try run(
            """
            INSERT INTO jobs (kind, subject, due_at) VALUES (\(kind), \(subject), \(due))
            ON CONFLICT ON CONSTRAINT jobs_once_per_subject DO UPDATE SET due_at = excluded.due_at, attempts = 0, fault = NULL
            """)
    }

    /// The oldest due job, held until the transaction ends; nil if none is due or others have them all.
    func takeJob(at now: Instant) throws -> Job? {
        try rows(
            """
            SELECT id, kind, subject, attempts FROM jobs WHERE due_at <= \(now)
            ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
            """
        ).first.map {
            Job(
                id: try $0["id"], kind: try $0["kind"], subject: try $0["subject"],
                attempts: try $0["attempts"])
        }
    }

    /// `later`: until when the job was put off before the work began.
    func finish(_ job: Job, heldUntil later: Instant) throws {
        // Whoever planned the same work again meanwhile has moved the row to another time; that one stays.
        try run("DELETE FROM jobs WHERE id = \(job.id) AND due_at = \(later)")
    }

    func putOff(_ job: Job, until due: Instant, fault: String) throws {
        try run(
            "UPDATE jobs SET attempts = attempts + 1, due_at = \(due), fault = \(fault) WHERE id = \(job.id)")
    }

    /// Jobs that failed at least once, oldest first, with their last fault.
    package func failingJobs(limit: Int = 20) throws -> [(
        kind: String, subject: String, attempts: Int, fault: String
    )] {
        try rows(
            """
            SELECT kind, subject, attempts, coalesce(fault, '') AS fault FROM jobs
            WHERE attempts > 0 ORDER BY id LIMIT \(limit)
            """
        ).map { (try $0["kind"], try $0["subject"], try $0["attempts"], try $0["fault"]) }
    }
}
