package import Core
package import Foundation
package import Postgres

extension Connection {
    /// Queues a mail that a form may bring twice: the same `once` to the same recipient waits only once.
    package func queueMail(once: UUID, to recipient: String, subject: String, body: String, at now: Instant)
        throws
    {
        try run(
            """
            INSERT INTO mails (id, recipient, subject, body, written_at, due_at)
            VALUES (md5(\(once)::text || \(recipient))::uuid, \(recipient), \(subject), \(body), \(now), \(now))
            ON CONFLICT (id) DO NOTHING
            """)
    }
}
