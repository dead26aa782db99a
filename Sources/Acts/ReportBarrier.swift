package import Core
package import Foundation
import Identity
import Notices
package import Postgres

/// What somebody told about a barrier, in words for administration.
package struct BarrierMail: Sendable {
    package let once: UUID
    package let subject: String
    package let body: String

    package init(once: UUID, subject: String, body: String) {
        self.once = once
        self.subject = subject
        self.body = body
    }
}

extension Connection {
    /// Mails it to everybody who administrates; to `fallback` where nobody does yet. A second click mails nothing more
    /// as long as the first mail waits.
    package func reportBarrier(_ mail: BarrierMail, fallback: String, by permit: Permit, at now: Instant)
        throws
    {
        let known = try administratorAddresses()
        for recipient in known.isEmpty ? [fallback] : known {
            try queueMail(once: mail.once, to: recipient, subject: mail.subject, body: mail.body, at: now)
        }
    }
}
