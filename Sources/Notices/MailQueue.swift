package import Core
import Foundation
package import Postgres

/// A mail that waits to be sent.
struct QueuedMail: Sendable {
    let id: UUID
    let recipient: String
    let subject: String
    let body: String
    let writtenAt: Instant
    let attempts: Int
}

extension Connection {
    /// Queues a mail inside the act's own transaction: it is sent if and only if the act is kept.
    package func queueMail(to recipient: String, subject: String, body: String, at now: Instant) throws {
        try run(
            """
            INSERT INTO mails (recipient, subject, body, written_at, due_at)
            VALUES (\(recipient), \(oneLine(subject)), \(body), \(now), \(now))
            """)
    }

    /// How many mails wait, how many of them failed before, and since when the oldest waits.
    package func mailQueue() throws -> (waiting: Int, failing: Int, oldest: Instant?) {
        let row = try rows(
            """
            SELECT count(*) AS waiting, count(*) FILTER (WHERE attempts > 0) AS failing, min(written_at) AS oldest
            FROM mails
            """
        ).first
        return (try row?["waiting"] ?? 0, try row?["failing"] ?? 0, try row?["oldest"])
    }

    /// Takes the mail due longest for ten minutes: another server passes over it, and over one being taken.
    func claimMail(at now: Instant) throws -> QueuedMail? {
        try rows(
            """
            UPDATE mails SET due_at = \(now.adding(minutes: 10))
            WHERE id = (
                SELECT id FROM mails WHERE due_at <= \(now) ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, recipient, subject, body, written_at, attempts
            """
        ).first.map {
            QueuedMail(
                id: try $0["id"], recipient: try $0["recipient"], subject: try $0["subject"],
                body: try $0["body"],
                writtenAt: try $0["written_at"], attempts: try $0["attempts"])
        }
    }

    func forgetMail(_ id: UUID) throws {
        try run("DELETE FROM mails WHERE id = \(id)")
    }

    func putOffMail(_ id: UUID, until due: Instant) throws {
        try run("UPDATE mails SET attempts = attempts + 1, due_at = \(due) WHERE id = \(id)")
    }
}
