import AuditLog
import Core
import Foundation
import Postgres
import Support
import Testing
import TransparencyLog

/// A log in the running test's database, with a folder of its own for key, tidemark and files.
final class TestLog: Sendable {
    let key: LogKey
    let folder: LogFolder
    let tidemark: Tidemark
    let database: Database
    private let path: String

    init() throws {
        path = NSTemporaryDirectory() + "mitstimme-log-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path + "/keys", withIntermediateDirectories: true)
        folder = LogFolder(path + "/log")
        tidemark = Tidemark(path: path + "/keys/log.tidemark")
        key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        database = try TestDatabase.inUse().jobs
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var tidemarkPath: String { path + "/keys/log.tidemark" }
    var sequencer: Sequencer { Sequencer(database, key: key, tidemark: tidemark) }
    var publisher: LogPublisher { LogPublisher(database, folder: folder, tidemark: tidemark) }

    /// Puts so many entries into the outbox.
    func write(_ count: Int, _ name: String = "e") async throws {
        _ = try await owner.transaction { db in
            try db.run(
                """
                INSERT INTO log_outbox (entry)
                SELECT convert_to('{"act":"test.written","at":"2026-05-04T10:00:00Z","body":{"n":"' || \(name) || n
                    || '"},"v":1}', 'UTF8') FROM generate_series(1, \(count)) n
                """)
        }
    }

    /// The same, put into the tree; to the last.
    @discardableResult
    func grow(_ count: Int, _ name: String = "e") async throws -> LogHead {
        try await write(count, name)
        while try await sequencer.integrate(at: t0) > 0 {}
        return try await head()
    }

    func head() async throws -> LogHead { try #require(try await database.read { try $0.logHead() }) }

    var owner: Database { get throws { try TestDatabase.inUse().owner } }

    func sql(_ text: String) async throws {
        try await owner.once { try $0.script(text) }
    }

    /// What the entries are, in their order.
    func entries() async throws -> [[UInt8]] {
        try await database.read { db in
            try db.rows("SELECT entry FROM log_entries ORDER BY index").map { try $0["entry"] }
        }
    }

    /// Names of all files below the folder with their bytes.
    func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        let walk = FileManager.default.enumerator(atPath: folder.path)
        while let name = walk?.nextObject() as? String {
            let path = folder.path + "/" + name
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
            else { continue }
            files[name] = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        return files
    }

    /// What a pure replay of the entries gives: every file of a log that was published at these sizes.
    static func replay(_ entries: [[UInt8]], _ sizes: [Int]) throws -> [String: [UInt8]] {
        let leaves = entries.map { leafHash($0) }
        var files: [String: [UInt8]] = [:]
        var old = 0
        for size in sizes {
            for tile in Tile.needed(from: old, to: size) {
                let span = 1 << (8 * tile.level)
                let first = tile.index * Tile.fullWidth
                let hashes = (first..<first + tile.width).map {
                    root(of: leaves[$0 * span..<($0 + 1) * span])
                }
                files[tile.path] = tile.encode(hashes)
                guard tile.level == 0 else { continue }
                files[tile.entriesPath] = EntryBundle.encode(Array(entries[first..<first + tile.width]))
            }
            old = size
        }
        return files
    }
}
