import TransparencyLog

/// A log's files in memory, made by the pure modules.
struct StoredLog: LogSource {
    var files: [String: [UInt8]] = [:]
    let checkpoint: Checkpoint?

    func file(_ path: String) async throws -> [UInt8]? { files[path] }

    init(_ entries: [[UInt8]], origin: String = "log.test/town") {
        var level = entries.map(leafHash)
        checkpoint = Checkpoint(origin: origin, size: entries.count, root: root(of: level))
        var number = 0
        while !level.isEmpty {
            for start in stride(from: 0, to: level.count, by: Tile.fullWidth) {
                let end = min(level.count, start + Tile.fullWidth)
                guard
                    let tile = Tile(level: number, index: start / Tile.fullWidth, width: end - start)
                else { continue }
                files[tile.path] = tile.encode(Array(level[start..<end]))
                if number == 0 {
                    files[tile.entriesPath] = EntryBundle.encode(Array(entries[start..<end]))
                }
            }
            level = (0..<level.count / Tile.fullWidth).map {
                root(of: level[$0 * Tile.fullWidth..<($0 + 1) * Tile.fullWidth])
            }
            number += 1
        }
    }

    static func entries(_ count: Int) -> [[UInt8]] { (0..<count).map { [UInt8]("entry \($0)".utf8) } }
}
