package import Core
package import Postgres
import Secrets
import TransparencyLog

extension Connection {
    /// Writes the event into the outbox, inside the act's own transaction. Answers with its leaf hash, 32 bytes:
    /// the act's rows keep it, so that its author finds the entry and a later event can name it.
    ///
    /// What a committed entry says waits in the same row, and moves to the openings with it.
    ///
    /// The row travels with the act's next statement or with COMMIT, so it costs no waiting of its own.
    @discardableResult
    package func log(_ event: Event, at now: Instant) throws -> [UInt8] {
        switch event.body {
        case .facts(let facts):
            let entry = event.entry(body: .object(facts), at: now)
            try later("INSERT INTO log_outbox (entry) VALUES (\(entry))")
            return leafHash(entry).bytes
        case .committed(let content):
            let salt = SystemRandom.bytes(32)
            let content = JSON.object(content).canonical
            let digest = commitment(type: event.type, salt: salt, content: content)
            let entry = event.entry(body: .string(digest), at: now)
            try later("INSERT INTO log_outbox (entry, opening) VALUES (\(entry), \(salt + content))")
            return leafHash(entry).bytes
        }
    }
}
