package import Core
package import Postgres

/// Does due jobs, one after the other. Any number of servers may run one each.
package struct JobRunner: Sendable {
    /// Does one job. It opens its own transactions; run twice it must end the same, for a server may die between.
    /// It answers with the time it wants to be run again, or nil when the work is done.
    package typealias Handler = @Sendable (Job, Instant) async throws -> Instant?

    private let database: Database
    private let handlers: [String: Handler]
    private let clock: @Sendable () -> Instant
    private let report: @Sendable (String) -> Void
    private let renewal: Duration

    /// `report` hears one line for the operator per failure. `renewal`: how often a job in work is kept from others.
    package init(
        _ database: Database, handlers: [String: Handler], renewal: Duration = .seconds(20),
        clock: @escaping @Sendable () -> Instant, report: @escaping @Sendable (String) -> Void
    ) {
        self.renewal = renewal
        self.database = database
        self.handlers = handlers
        self.clock = clock
        self.report = report
    }

    /// Works until cancelled, looking for due jobs once a second.
    package func run() async {
        while !Task.isCancelled {
            do {
                while !Task.isCancelled, try await runNext() {}
            } catch {
                report("jobs: \(error)")
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Does the oldest due job; false if there is none.
    ///
    /// The job is put off by a minute before the work begins, and again while it goes on: a server that dies leaves it to
    /// the next.
    package func runNext() async throws -> Bool {
        let now = clock()
        let later = JobLease.end(from: now)
        let taken = try await database.transaction { db -> Job? in
            guard let job = try db.takeJob(at: now) else { return nil }
            try db.run("UPDATE jobs SET due_at = \(later) WHERE id = \(job.id)")
            return job
        }
        guard let job = taken else { return false }
        do {
            guard let handler = handlers[job.kind] else { throw UnknownJob(kind: job.kind) }
            let (again, held) = try await work(on: job, by: handler, from: now, until: later)
            try await database.transaction { db in
                if let again {
                    try db.run(
                        """
                        UPDATE jobs SET due_at = \(again), attempts = 0, fault = NULL
                        WHERE id = \(job.id) AND due_at = \(held)
                        """)
                } else {
                    try db.finish(job, heldUntil: held)
                }
            }
        } catch {
            report("job \(job.kind) \(job.subject): \(error)")
            let wait = Int64(1) << Int64(min(job.attempts, 8))
            try await database.transaction { db in
                try db.putOff(job, until: now.adding(minutes: wait), fault: String("\(error)".prefix(200)))
            }
        }
        return true
    }

    /// What the handler answers, and until when the job was held at last.
    private func work(
        on job: Job, by handler: Handler, from now: Instant, until later: Instant
    ) async throws -> (again: Instant?, held: Instant) {
        let lease = JobLease(job, until: later, in: database)
        let keeping = Task { [renewal, clock] in await lease.keep(every: renewal, clock: clock) }
        defer { keeping.cancel() }
        let again = try await handler(job, now)
        keeping.cancel()
        await keeping.value
        return (again, await lease.until)
    }
}

struct UnknownJob: Error {
    let kind: String
}
