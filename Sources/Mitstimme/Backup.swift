import Acts
import ArgumentParser
import Core
import Foundation
import Postgres
import Terminal

/// What a dump must not write in the order in which it is stored: that is the order of casting.
private let shuffled = ["electoral_roll", "ballot_intake", "ballot_box", "encrypted_intake"]

/// `mitstimme backup`.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a logical dump of the database into a new folder.",
        discussion: """
            The electoral roll, the intake and the ballot box are written in random order. The log's key is not in the \
            dump, nor are the tidemark and the list of what was erased: keep a copy of the folder keys elsewhere.
            """)

    @OptionGroup var options: InstallationOptions
    @Argument(help: "A folder that does not exist yet.") var folder: String

    func run() async throws {
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw BadInput("\(folder) exists already; name a new folder")
        }
        let installation = try Installation(options)
        try await installation.whileRunning { owner in
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let tools = try PostgresTools(installation)
            let owner = installation.pool("mitstimme_owner", connections: 1, seconds: 3600)
            try await owner.transaction { db in
                // Every part of the dump sees the database at the same moment.
                try db.script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                let snapshot: String = try db.rows("SELECT pg_export_snapshot() AS id").first?["id"] ?? ""
                try tools.dump(to: folder + "/mitstimme.dump", snapshot: snapshot, without: shuffled)
                for table in shuffled {
                    try tools.copy(table, to: "\(folder)/\(table).copy", snapshot: snapshot)
                }
            }
            await owner.close()
            try Data((Runtime.clock().iso8601 + "\n").utf8).write(
                to: URL(fileURLWithPath: installation.folder + "/last-backup"))
            print("backup written to \(folder)")
        }
    }
}

/// `mitstimme restore`.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings a backup back into an empty data folder (or an empty database).")

    @OptionGroup var options: InstallationOptions
    @Argument(help: "The folder that backup wrote.") var folder: String

    func run() async throws {
        guard FileManager.default.fileExists(atPath: folder + "/mitstimme.dump") else {
            throw BadInput("there is no backup in \(folder)")
        }
        let installation = try Installation(options)
        let lock = try installation.lock()
        try Settings.writeFile(in: installation.folder)
        do {
            try await installation.prepareEmpty { Program.say("· \($0)") }
            let tools = try PostgresTools(installation)
            try tools.restore(folder + "/mitstimme.dump")
            for table in shuffled {
                // A backup from before there were encrypted ballots has no file for them.
                let file = "\(folder)/\(table).copy"
                if FileManager.default.fileExists(atPath: file) { try tools.copy(table, from: file) }
            }
        } catch {
            try installation.cluster?.stopIfRunning()
            throw error
        }
        try installation.cluster?.stopIfRunning()
        try lock.close()
        print(
            "restored; put the copy of keys back to \(installation.folder)/keys before you serve")
    }
}
