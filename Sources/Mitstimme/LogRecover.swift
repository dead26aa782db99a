import ArgumentParser
import AuditLog
import Core
import Foundation
import Postgres
import Secrets
import Terminal
import TransparencyLog

/// `mitstimme log-recover`.
struct LogRecover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log-recover",
        abstract: "After an older backup was brought back: puts the entries it lacks back into the log.",
        discussion: """
            The entries come from a folder with the log's published files: log/ of the old data folder, or a mirror's. \
            They must give the very root that was signed. What people did since the backup comes back in the log alone; \
            the proposals, comments and supports themselves do not.
            """)

    @OptionGroup var options: InstallationOptions
    @Argument(help: "A folder with checkpoint and tile/.") var folder: String

    func run() async throws {
        let installation = try Installation(options)
        let mark: Checkpoint?
        do {
            mark = try Tidemark.read(installation.tidemark)
        } catch let fault as SequencerFault {
            throw BadInput(fault.description)
        }
        try await installation.whileRunning { owner in
            let head = try await owner.read { try $0.logHead() }
            guard let origin = mark?.origin ?? head?.origin else {
                throw BadInput("there is no log to go on with in \(installation.folder)")
            }
            let key = try LogKeyFolder(installation).key(origin: origin)
            let database = installation.pool("mitstimme_owner", connections: 1, seconds: 3600)
            do {
                let (source, now) = (LogFolder(folder), Runtime.clock())
                let count = try await database.transaction { db in
                    try db.recoverLog(from: source, key: key, mark: mark, at: now)
                }
                await database.close()
                print(count == 0 ? "nothing was missing" : "\(count) entries are back; the log goes on")
            } catch let fault as RecoveryFault {
                throw BadInput(fault.description)
            }
        }
    }
}
