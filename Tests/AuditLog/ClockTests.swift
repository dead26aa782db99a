import AuditLog
import Core
import Support
import Synchronization
import Testing
import TransparencyLog

@Suite("A clock that jumps", .withServer)
struct ClockTests {
    @Test("ahead and back leaves one tree, signed at every turn, with its heartbeat", .database)
    func log() async throws {
        let log = try TestLog()
        var size = 0
        for now in [t0, t0.adding(days: 3650), t0.adding(days: -30), t0.adding(hours: 1), t0] {
            try await log.write(3)
            while try await log.sequencer.integrate(at: now) > 0 {}
            try await log.publisher.publish()
            size += 3
            let head = try await log.head()
            #expect(head.size == size && head.signedAt == now)
            #expect(try await root(of: log.entries().map { leafHash($0) }) == head.root)
            #expect(try Tidemark.read(log.tidemarkPath)?.size == size)
        }
        // Nothing is new, and the last signature is of a time to come: signed again at once, then hourly.
        let back = t0.adding(days: -1)
        try await log.sequencer.integrate(at: back)
        #expect(try await log.head().signedAt == back)
        try await log.sequencer.integrate(at: back.adding(minutes: 59))
        #expect(try await log.head().signedAt == back)
        try await log.sequencer.integrate(at: back.adding(minutes: 61))
        #expect(try await log.head().signedAt == back.adding(minutes: 61))
    }

    @Test(
        "keeps no witness from being asked: neither a wait nor a turn nor an answer of a time to come",
        .database)
    func witnesses() async throws {
        let log = try TestLog()
        let witness = try await FakeWitness("w", seed: 20)
        let policy = try LogPolicy(
            parsing: Array("log \(log.key.signing.vkey)\n\(witness.line)\nquorum w\n".utf8))
        let witnessing = Witnessing(log.database, policy: policy, tidemark: log.tidemark)
        func round(at now: Instant) async throws {
            try await witnessing.round(clock: { now }, report: { _ in })
        }
        let far = t0.adding(days: 3650)
        witness.behave(.says(500, ""))
        try await log.grow(2)
        try await round(at: far)
        witness.behave(.honest)
        try await log.sql("UPDATE log_cosigned SET asking_until = now() + interval '10 years'")
        try await round(at: t0)
        #expect(witness.size == 2, "it waits for a time that is not to come")

        try await log.sql("UPDATE log_witnesses SET seen_at = now() + interval '100 years'")
        let asked = witness.asked.count
        try await log.sequencer.integrate(at: t0.adding(hours: 2))
        try await round(at: t0.adding(hours: 2))
        #expect(witness.asked.count == asked + 1, "the heartbeat is cosigned, too")
    }

    @Test("complains again")
    func complaint() {
        var complaint = Complaint("log")
        let said = Mutex<[String]>([])
        for now in [t0, t0.adding(minutes: 9), t0.adding(minutes: 10), t0.adding(days: -1)] {
            complaint.say("full", at: now) { line in said.withLock { $0.append(line) } }
        }
        #expect(said.withLock { $0 } == ["log: full", "log: full", "log: full"])
    }
}
