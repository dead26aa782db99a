package import Core
import Foundation
package import Postgres
package import Transfer

/// Sends queued mail. Any number of servers may run one each; in the role `mitstimme_jobs`.
package struct MailSender: Sendable {
    /// Where mail goes.
    package enum Way: Sendable {
        case server(MailServer)
        /// Nothing leaves the house: each mail becomes a file, for a demo.
        case folder(MailFolder)
    }

    private let database: Database
    private let way: Way
    private let sender: MailAddress
    private let senderName: String
    private let clock: @Sendable () -> Instant
    private let report: @Sendable (String) -> Void

    /// `report` hears one line for the operator per failure, without an address or a word of the mail.
    package init(
        _ database: Database, by way: Way, from sender: MailAddress, named senderName: String,
        clock: @escaping @Sendable () -> Instant, report: @escaping @Sendable (String) -> Void
    ) {
        self.database = database
        self.way = way
        self.sender = sender
        self.senderName = senderName
        self.clock = clock
        self.report = report
    }

    /// Works until cancelled, looking for due mail once a second.
    package func run() async {
        while !Task.isCancelled {
            do {
                while try await sendNext() {}
            } catch {
                report("mail: \(error)")
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Sends the mail due longest; false if none is due.
    ///
    /// It is claimed before and deleted after sending, so it is never lost. Should this server die in between,
    /// it goes out again after ten minutes with the same Message-ID.
    package func sendNext() async throws -> Bool {
        let now = clock()
        guard let mail = try await database.transaction({ try $0.claimMail(at: now) }) else { return false }
        do {
            try await deliver(mail)
        } catch {
            report("mail \(mail.id.uuidString.lowercased()): \(error)")
            // 1, 2, 4 … 256 minutes, then every four hours: a mail is never given up silently.
            let wait = Int64(1) << Int64(min(mail.attempts, 8))
            try await database.transaction { try $0.putOffMail(mail.id, until: now.adding(minutes: wait)) }
            return true
        }
        try await database.transaction { try $0.forgetMail(mail.id) }
        return true
    }

    private func deliver(_ mail: QueuedMail) async throws {
        guard let recipient = MailAddress(mail.recipient) else { throw UnreachableRecipient() }
        let message = MailMessage(
            id: mail.id.uuidString.lowercased(), sender: sender, senderName: senderName, recipient: recipient,
            subject: mail.subject, body: mail.body, writtenAt: mail.writtenAt)
        switch way {
        case .server(let server): try await server.send(message)
        case .folder(let folder): try folder.keep(message)
        }
    }
}

struct UnreachableRecipient: Error, CustomStringConvertible {
    let description = "the recipient has no address that mail can be sent to"
}
