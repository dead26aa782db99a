import Acts
import ArgumentParser
import AuditLog
import Core
import Postgres
import Secrets
import Terminal
import TransparencyLog

/// `mitstimme rotate-log-key`.
struct RotateLogKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-log-key",
        abstract: "Changes the key that signs the log: draws a second one that signs beside the first.",
        discussion: """
            From the next start of the server on both sign every checkpoint. Give the new line of /log/policy to whoever \
            verifies, then run the command again with --finish: the new key signs alone.
            """)

    @OptionGroup var options: InstallationOptions

    @Flag(help: "Ends the change: the old key signs no more and its seed is gone.")
    var finish = false

    @Flag(help: "With --finish, after a theft: the old key leaves /log/policy, too.")
    var stolen = false

    func run() async throws {
        if stolen, !finish { throw BadInput("--stolen belongs to --finish; begin without it") }
        let installation = try Installation(options)
        let folder = LogKeyFolder(installation)
        try await installation.whileRunning { owner in
            guard let head = try await owner.read({ try $0.logHead() }) else {
                throw BadInput("nothing is signed yet in \(installation.folder)")
            }
            let key = try folder.key(origin: head.origin)
            if finish {
                try await end(key, folder, owner, installation)
            } else {
                try await begin(key, folder, owner)
            }
        }
    }

    /// A call that was cut off after it had drawn the seed is taken up again.
    private func begin(_ key: LogKey, _ folder: LogKeyFolder, _ owner: Database) async throws {
        let isSigned = try await owner.read { db in try key.known.contains { try db.isSigned(by: $0) } }
        guard isSigned else {
            throw BadInput("the key in \(folder.seed.path) did not sign this log; put the right one back")
        }
        if key.next == nil { try folder.drawNext() }
        let both = try folder.key(origin: key.origin)
        guard let next = both.next else { throw BadInput("\(folder.next.path) is gone") }
        let now = Runtime.clock()
        let isNew = try await owner.transaction { db in
            try db.rotateLogKey(
                from: both.signing.vkey, to: next.vkey, by: db.permit(house: "operator"), at: now)
        }
        guard isNew else {
            throw BadInput("the change has begun already; end it with mitstimme rotate-log-key --finish")
        }
        print(
            """
            The new key is in \(folder.next.path); keep a copy apart from the backups.
            Start mitstimme serve anew: from then on both keys sign. Whoever verifies needs this line, too:
            log \(next.vkey)
            """)
    }

    private func end(
        _ key: LogKey, _ folder: LogKeyFolder, _ owner: Database, _ installation: Installation
    ) async throws {
        guard let next = key.next else {
            throw BadInput("no change has begun; begin it with mitstimme rotate-log-key")
        }
        guard try await owner.read({ try $0.isSigned(by: next.vkey) }) else {
            throw BadInput("the new key has signed nothing yet; start mitstimme serve anew before --finish")
        }
        try folder.finish(key, isStolen: stolen)
        print(
            """
            \(folder.seed.path) is the new key; the old one is gone. Start mitstimme serve anew: the new key signs alone.
            \(stolen ? "Receipts that only the old key signed must be fetched anew." : "Older receipts still hold: /log/policy goes on naming the old key.")
            """)
    }
}
