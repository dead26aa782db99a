import Core
import Foundation
import Terminal
import Transfer
import TransparencyLog

/// Where a command reads a log from: an address that begins with http:// or https://, else a folder.
enum LogPlace {
    /// A bundle of 256 of the longest entries, in bytes; no file of a log is longer.
    static let longest = Tile.fullWidth * (2 + EntryBundle.longestEntry)

    static func source(_ word: String) throws(BadInput) -> any LogSource {
        if word.hasPrefix("http://") || word.hasPrefix("https://") { return LogSite(word) }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: word, isDirectory: &isFolder), isFolder.boolValue else {
            throw BadInput("there is no such folder", file: word)
        }
        return LogFolder(path: word)
    }

    /// How many tiles are read side by side: the web answers slowly but many at a time.
    static func atOnce(_ source: any LogSource) -> Int { source is LogSite ? 16 : 4 }
}

/// A log in a folder.
struct LogFolder: LogSource {
    let path: String

    func file(_ name: String) async throws -> [UInt8]? { try contents(name) }

    func contents(_ name: String) throws(BadInput) -> [UInt8]? {
        let place = "\(path)/\(name)"
        guard FileManager.default.fileExists(atPath: place) else { return nil }
        return try readFile(place, longest: LogPlace.longest)
    }
}

/// A log on a web server.
struct LogSite: LogSource {
    private let prefix: String
    private let client = HTTPClient(limit: LogPlace.longest, seconds: 60)

    init(_ address: String) {
        prefix = address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    func file(_ name: String) async throws -> [UInt8]? { try await answer(name)?.body }

    /// Nil if there is no such file. Tries three times, since one answer of thousands may get lost.
    func answer(_ name: String) async throws -> HTTPAnswer? {
        let address = "\(prefix)/\(name)"
        var reason = ""
        for attempt in 0..<3 {
            if attempt > 0 { try await Task.sleep(for: .milliseconds(300 * attempt)) }
            do {
                let answer = try await client.get(address)
                switch answer.status {
                case 200: return answer
                case 404, 410: return nil
                default: reason = "the server answers with \(answer.status)"
                }
            } catch let error as TransferError {
                reason = "the server cannot be asked: \(error)"
            }
        }
        throw BadInput(reason, file: address)
    }
}
