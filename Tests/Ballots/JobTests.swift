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
        #expect(try await jobs() == 0)
    }

    @Test(
        "stays with the server that works on it, and falls to the next a minute after that one died",
        .database)
    func lease() async throws {
        let database = try TestDatabase.inUse().jobs
        try await database.transaction { try $0.schedule("count", at: t0) }
        let now = Mutex(t0)
        let runs = Mutex(0)
        let meanwhile = Mutex([Bool]())
        let clock: @Sendable () -> Instant = { now.withLock { $0 } }
        let other = JobRunner(
            database,
            handlers: [
                "count": { _, _ in
                    runs.withLock { $0 += 1 }
                    return nil
                }
            ], clock: clock, report: { Issue.record("\($0)") })
        let first = JobRunner(
            database,
            handlers: [
                "count": { _, _ async throws in
                    // Three minutes of work by the clock; each is renewed before it is over.
                    for minute in 1...6 {
                        now.withLock { $0 = t0.adding(seconds: Int64(minute) * 30) }
                        try await held(database, beyond: clock())
                        let taken = try await other.runNext()
                        meanwhile.withLock { $0.append(taken) }
                    }
                    return nil
                }
            ], renewal: .milliseconds(5), clock: clock, report: { Issue.record("\($0)") })
        #expect(try await first.runNext())
        #expect(meanwhile.withLock { $0 } == Array(repeating: false, count: 6))
        #expect(try await jobs() == 0)

        try await database.transaction { try $0.schedule("count", at: clock()) }
        let dying = JobRunner(
            database,
            handlers: [
                "count": { _, _ async throws in
                    let early = try await other.runNext()
                    #expect(!early)
                    now.withLock { $0 = $0.adding(seconds: 61) }
                    let late = try await other.runNext()
                    #expect(late)
                    return nil
                }
            ], renewal: .seconds(3600), clock: clock, report: { Issue.record("\($0)") })
        #expect(try await dying.runNext())
        #expect(runs.withLock { $0 } == 1)
        #expect(try await jobs() == 0)
    }

    /// Waits until the only job is held for more than half a minute from `now`.
    private func held(_ database: Database, beyond now: Instant) async throws {
        for _ in 0..<2000 {
            let isHeld = try await database.read { db in
                try db.rows("SELECT due_at > \(now.adding(seconds: 30)) AS held FROM jobs").first?["held"]
                    ?? false
            }
            if isHeld { return }
            try await Task.sleep(for: .milliseconds(2))
        }
        Issue.record("the job was not renewed")
    }

    private func jobs() async throws -> Int {
        try await TestDatabase.inUse().owner.read { db in
            try db.rows("SELECT count(*) AS n FROM jobs").first?["n"] ?? -1
        }
    }
}
