import Core
import Jobs
import Postgres
import Support
import Synchronization
import Testing

@Suite("A job", .withServer)
struct JobTests {
    @Test("that is planned again while it runs is done again, and otherwise once", .database)
    func again() async throws {
        let database = try TestDatabase.inUse().jobs
        try await database.transaction { try $0.schedule("count", subject: "1", at: t0) }
        let runs = Mutex(0)
        let runner = JobRunner(
            database,
            handlers: [
                "count": { job, now in
                    let run = runs.withLock { runs in
                        runs += 1
                        return runs
                    }
                    if run == 1 {
                        try await database.transaction { try $0.schedule("count", subject: "1", at: now) }
                    }
                    return nil
                }
            ], clock: { t0 }, report: { Issue.record("\($0)") })
        while try await runner.runNext() {}
        #expect(runs.withLock { $0 } == 2)
        let left = try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT count(*) AS n FROM jobs").first?["n"] ?? 0 as Int
        }
        #expect(left == 0)
    }
}
