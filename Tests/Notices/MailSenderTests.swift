import Acts
import Core
import Foundation
import Identity
import Notices
import Postgres
import Support
import Synchronization
import Testing
import Transfer

/// A clock that a test moves by hand.
final class HandClock: Sendable {
    private let instant = Mutex(t0)
    var now: Instant { instant.withLock { $0 } }
    func forward(minutes: Int64) { instant.withLock { $0 = $0.adding(minutes: minutes) } }
}

@Suite("The mail sender", .withServer)
struct MailSenderTests {
    private let clock = HandClock()
    private let path = NSTemporaryDirectory() + "mitstimme-mail-" + UUID().uuidString

    private func sender(_ way: MailSender.Way) throws -> MailSender {
        let clock = clock
        return MailSender(
            try TestDatabase.inUse().jobs, by: way, from: try #require(MailAddress("house@example.org")),
            named: "Mitstimme",
            clock: { clock.now }, report: { _ in })
    }

    private func queue(_ recipient: String, _ subject: String = "Grüße\naus Duisburg") async throws {
        try await TestDatabase.inUse().web.transaction {
            try $0.queueMail(to: recipient, subject: subject, body: "Ihr Code: 123456", at: t0)
        }
    }

    private func waiting() async throws -> Int {
        try await TestDatabase.inUse().jobs.read { try $0.mailQueue().waiting }
    }

    @Test("puts each mail into the folder once, where it can be read", .database)
    func folder() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = MailFolder(path)
        let sender = try sender(.folder(folder))
        try await queue("alice@example.org")
        #expect(try await sender.sendNext())
        #expect(try await !sender.sendNext())
        #expect(try await waiting() == 0)
        let names = try folder.names(limit: 10)
        let mail = try #require(names.first.flatMap { folder.mail($0) })
        #expect(names.count == 1)
        #expect(mail.recipient == "alice@example.org")
        #expect(mail.subject == "Grüße aus Duisburg")
        #expect(mail.body == "Ihr Code: 123456\n")
        #expect(folder.mail("../" + (names.first ?? "")) == nil)
    }

    @Test("of two servers never both send the same mail", .database)
    func twoServers() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = MailFolder(path)
        let senders = [try sender(.folder(folder)), try sender(.folder(folder))]
        for number in 1...40 { try await queue("p\(number)@example.org") }
        let sent = try await withThrowingTaskGroup(of: Int.self) { group in
            for sender in senders {
                group.addTask {
                    var count = 0
                    while try await sender.sendNext() { count += 1 }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sent == 40)
        #expect(try folder.names(limit: 100).count == 40)
    }

    @Test("keeps a mail that fails and tries again later and later", .database)
    func retries() async throws {
        let sender = try sender(.server(MailServer(address: "smtp://127.0.0.1:1", requiresTLS: false)))
        try await queue("alice@example.org")
        for wait in [1, 2, 4] as [Int64] {
            #expect(try await sender.sendNext())
            #expect(try await !sender.sendNext())
            clock.forward(minutes: wait - 1)
            #expect(try await !sender.sendNext())
            clock.forward(minutes: 1)
        }
        let queue = try await TestDatabase.inUse().jobs.read { try $0.mailQueue() }
        #expect(queue.waiting == 1)
        #expect(queue.failing == 1)
    }

    @Test("gives a mail that a dying server had taken to the next after ten minutes", .database)
    func abandoned() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await queue("alice@example.org")
        _ = try await TestDatabase.inUse().jobs.transaction {
            try $0.run("UPDATE mails SET due_at = \(t0.adding(minutes: 10))")
        }
        let sender = try sender(.folder(MailFolder(path)))
        #expect(try await !sender.sendNext())
        clock.forward(minutes: 10)
        #expect(try await sender.sendNext())
        #expect(try await waiting() == 0)
    }

    @Test("passes over a recipient no server would take, without losing the others", .database)
    func unreachable() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = MailFolder(path)
        let sender = try sender(.folder(folder))
        try await queue("älice@example.org")
        try await queue("bob@example.org")
        while try await sender.sendNext() {}
        #expect(try folder.names(limit: 10).count == 1)
        #expect(try await waiting() == 1)
    }
}

@Suite("The inbox", .withServer)
struct InboxTests {
    @Test(
        "keeps what a person was told, newest first, and mails it only where there is an address", .database)
    func tells() async throws {
        let database = try TestDatabase.inUse().web
        let cast = try await Cast(TestDatabase.inUse().owner)
        try await database.transaction { db in
            let house = db.permit(house: "test")
            for number in 1...3 {
                try db.tell(
                    cast.alice.id, email: number == 2 ? "alice@example.org" : nil, subject: "Brief \(number)",
                    body: "…", by: house, at: t0)
            }
        }
        let page = try await database.read { try $0.inbox(of: cast.alice.id, limit: 2) }
        #expect(page.map(\.subject) == ["Brief 3", "Brief 2"])
        #expect(
            try await database.read { try $0.inbox(of: cast.alice.id, before: page.last?.id, limit: 2) }.map(
                \.subject) == ["Brief 1"])
        #expect(try await database.read { try $0.inbox(of: cast.bob.id, limit: 2) }.isEmpty)
        #expect(try await database.read { try $0.mailQueue().waiting } == 1)
    }
}
