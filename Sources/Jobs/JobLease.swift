import Core
import Postgres

/// Until when a job is this server's. The time is moved ahead while the work goes on, so that a server that dies leaves the
/// job to the next within a minute.
actor JobLease {
    private let job: Job
    private let database: Database
    private(set) var until: Instant

    init(_ job: Job, until: Instant, in database: Database) {
        self.job = job
        self.until = until
        self.database = database
    }

    static func end(from now: Instant) -> Instant { now.adding(minutes: 1) }

    /// Renews every `pause` until cancelled. While the database is away it cannot; the work itself fails then, and says so.
    func keep(every pause: Duration, clock: @Sendable () -> Instant) async {
        while (try? await Task.sleep(for: pause)) != nil { try? await renew(at: clock()) }
    }

    /// Whoever planned the same work again meanwhile has moved the row to another time; that one stays.
    private func renew(at now: Instant) async throws {
        let next = JobLease.end(from: now)
        let moved = try await database.transaction { [job, until] db in
            try db.run("UPDATE jobs SET due_at = \(next) WHERE id = \(job.id) AND due_at = \(until)")
        }
        if moved == 1 { until = next }
    }
}
