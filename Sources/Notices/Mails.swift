package import Core
package import Postgres

extension Connection {
    /// Puts a mail in line, inside the act's own transaction; the mail duty sends it.
    package func queueMail(to recipient: String, subject: String, body: String, at now: Instant) throws {
        try run(
            """
            INSERT INTO mails (recipient, subject, body, written_at, due_at)
            VALUES (\(recipient), \(subject), \(body), \(now), \(now))
            """)
    }
}
