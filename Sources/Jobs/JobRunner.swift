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

    /// `report` hears one line for the operator per failure.
    package init(
        _ database: Database, handlers: [String: Handler], clock: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable (String) -> Void
    ) {
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
    /// The job is put off by ten minutes before the work begins, so that a server that dies leaves it to the next.
    package func runNext() async throws -> Bool {
        let now = clock()
        let later = now.adding(minutes: 10)
        let taken = try await database.transaction { db -> Job? in
            guard let job = try db.takeJob(at: now) else { return nil }
            try db.run("UPDATE jobs SET due_at = \(later) WHERE id = \(job.id)")
            return job
        }
        guard let job = taken else { return false }
        do {
            guard let handler = handlers[job.kind] else { throw UnknownJob(kind: job.kind) }
            let again = try await handler(job, now)
            try await database.transaction { db in
                if let again {
                    try db.run(
                        """
                        UPDATE jobs SET due_at = \(again), attempts = 0, fault = NULL
                        WHERE id = \(job.id) AND due_at = \(later)
                        """)
                } else {
                    try db.finish(job, heldUntil: later)
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
}

struct UnknownJob: Error {
    let kind: String
}
