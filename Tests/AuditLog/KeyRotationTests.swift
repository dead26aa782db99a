import Acts
import AuditLog
import Core
import Foundation
import Postgres
import Support
import Testing
import TransparencyLog

@Suite("A log that changes its key", .withServer)
struct KeyRotationTests {
    private let old = [UInt8](repeating: 7, count: 32)
    private let new = [UInt8](repeating: 8, count: 32)

    private func key(_ seed: [UInt8], next: [UInt8]? = nil, former: [VerifierKey] = []) throws -> LogKey {
        try #require(LogKey(origin: "example.org/log", seed: seed, next: next, former: former))
    }

    private func policy(_ keys: VerifierKey...) throws -> LogPolicy {
        try LogPolicy(logs: keys.map { .init(key: $0) }, witnesses: [], groups: [], quorum: nil)
    }

    private func isTrusted(_ head: LogHead, _ policy: LogPolicy) throws -> Bool {
        let note = try SignedNote(parsing: Array(head.checkpoint.utf8))
        guard case .valid = verify(checkpoint: note, policy: policy) else { return false }
        return true
    }

    @Test("is signed with the old one, then with both, then with the new one", .database)
    func signed() async throws {
        let log = try TestLog()
        let (before, after) = (try key(old), try key(new))
        let both = try key(old, next: new)
        let trust = (
            old: try policy(before.signing.vkey), new: try policy(after.signing.vkey),
            both: try policy(before.signing.vkey, after.signing.vkey)
        )
        for (key, holds) in [(before, (true, false)), (both, (true, true)), (after, (false, true))] {
            try await log.write(2)
            try await Sequencer(log.database, key: key, tidemark: log.tidemark).integrate(at: t0)
            let head = try await log.head()
            #expect(try isTrusted(head, trust.old) == holds.0)
            #expect(try isTrusted(head, trust.new) == holds.1)
            #expect(try isTrusted(head, trust.both))
            let lines = head.checkpoint.split(separator: "\n").filter { $0.hasPrefix("— example.org/log ") }
            #expect(lines.count == key.signs.count)
        }
        #expect(try await log.head().size == 6)
    }

    @Test("names in its trust file all keys a verifier needs, each once, and what each is for")
    func trusted() throws {
        let (first, second) = (try key(old).signing.vkey, try key(new).signing.vkey)
        #expect(try key(old).trustFile == "log \(first)\nquorum none\n")
        let texts = [
            try key(old, next: new).trustFile, try key(new, former: [first]).trustFile,
            try key(new, former: [first, second]).trustFile,
        ]
        for text in texts {
            let policy = try LogPolicy(parsing: Array(text.utf8))
            #expect(Set(policy.logs.map(\.key)) == [first, second])
            #expect(text.contains("\n# signs"))
        }
        #expect(LogKey(origin: "example.org/log", seed: old, next: old) == nil)
    }

    @Test("says so in one entry, however often it is told", .database)
    func event() async throws {
        let log = try TestLog()
        let both = try key(old, next: new)
        let next = try #require(both.next?.vkey)
        func rotate() async throws -> Bool {
            try await log.owner.transaction { db in
                try db.rotateLogKey(
                    from: both.signing.vkey, to: next, by: db.permit(house: "test"), at: t0)
            }
        }
        #expect(try await rotate())
        #expect(try await !rotate())
        try await Sequencer(log.database, key: both).integrate(at: t0)
        #expect(try await !rotate())
        let entry = try #require(try await log.database.read { try $0.logEntry(0) })
        #expect(entry.type == "key.rotated" && entry.object == nil && entry.actor == "house")
        #expect(entry.facts == ["new": .string("\(next)"), "old": .string("\(both.signing.vkey)")])
        #expect(try await log.database.read { try $0.isSigned(by: next) })
    }

    @Test("recovers from files that the former key signed", .database)
    func recovered() async throws {
        let log = try TestLog()
        try await log.grow(300)
        try await log.publisher.publish()
        let head = try await log.head()
        try await log.sql(
            """
            ALTER TABLE log_entries DISABLE TRIGGER log_entries_stay;
            DELETE FROM log_entries; DELETE FROM log_tiles; DELETE FROM log_head; DELETE FROM log_days;
            """)
        func recover(_ key: LogKey) async throws -> Int {
            try await log.owner.transaction { db in
                try db.recoverLog(from: log.folder, key: key, mark: nil, at: t0)
            }
        }
        let alone = try key(new)
        await #expect(throws: RecoveryFault.notOurs) { try await recover(alone) }
        let after = try key(new, former: [log.key.signing.vkey])
        #expect(try await recover(after) == 300)
        let found = try await log.head()
        #expect(found.root == head.root)
        #expect(try isTrusted(found, policy(after.signing.vkey)))
    }
}
