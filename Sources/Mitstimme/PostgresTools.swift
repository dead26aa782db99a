import Foundation
import Glibc
import Postgres
import Terminal

/// PostgreSQL's own programs for dumping and restoring.
struct PostgresTools {
    private let folder: String
    private let address: String

    init(_ installation: Installation) throws {
        folder = try EmbeddedCluster.toolsFolder()
        address = installation.cluster?.address(role: "mitstimme_owner") ?? installation.settings[.database]
    }

    func dump(to path: String, snapshot: String, without tables: [String]) throws {
        let left = tables.map { "--exclude-table-data=\($0)*" }
        try run(
            "pg_dump", ["--format=custom", "--snapshot=\(snapshot)", "--file=\(path)"] + left + [address])
    }

    func restore(_ path: String) throws {
        try run("pg_restore", ["--exit-on-error", "--single-transaction", "--dbname=\(address)", path])
    }

    /// Writes a table's rows in random order.
    func copy(_ table: String, to path: String, snapshot: String) throws {
        try psql([
            "BEGIN ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '\(snapshot)'",
            "\\copy (SELECT * FROM \(table) ORDER BY gen_random_uuid()) TO '\(path)'", "COMMIT",
        ])
    }

    func copy(_ table: String, from path: String) throws {
        try psql(["\\copy \(table) FROM '\(path)'"])
    }

    private func psql(_ commands: [String]) throws {
        try run(
            "psql",
            ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"] + commands.flatMap { ["--command", $0] } + [
                address
            ])
    }

    private func run(_ name: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: folder + "/" + name)
        process.arguments = arguments
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let words = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let first = String(decoding: words, as: UTF8.self).split(separator: "\n").first ?? "no message"
            throw BadInput("PostgreSQL's \(name) failed: \(first)")
        }
    }
}
