import Core
import Terminal
import Transfer
import TransparencyLog

/// Which logs a witness watches: all that its policies name.
struct WatchedLogs {
    let policies: [String]
    let own: CosigningKey
    let folder: WitnessFolder

    /// By the SHA-256 of their origins.
    func byNumber() async throws -> [String: WatchedLog] {
        var keys: [String: [VerifierKey]] = [:]
        for policy in policies {
            for log in try await read(policy).logs {
                // Not by the name itself: names of different bytes can be equal strings.
                keys[WatchedLog.number(of: log.key.name), default: []].append(log.key)
            }
        }
        guard !keys.isEmpty else { throw BadInput("the policy names no log") }
        var logs: [String: WatchedLog] = [:]
        for (number, keys) in keys {
            let origin = keys[0].name
            logs[number] = try WatchedLog(origin: origin, keys: keys, own: own, folder: folder)
        }
        return logs
    }

    private func read(_ place: String) async throws -> LogPolicy {
        guard place.hasPrefix("http://") || place.hasPrefix("https://") else {
            return try parse(try readFile(place, longest: 1_000_000), at: place)
        }
        // Trusted at first sight: a later answer cannot give the log another key.
        let stored = SHA256.hash(Array(place.utf8)).bytes.hex + ".policy"
        if let bytes = try folder.contents(stored) {
            return try parse(bytes, at: "\(folder.path)/\(stored)")
        }
        let answer: HTTPAnswer
        do {
            answer = try await HTTPClient().get(place)
        } catch let error as TransferError {
            throw BadInput("the policy cannot be fetched: \(error)", file: place)
        }
        guard answer.status == 200 else {
            throw BadInput("the server answers with \(answer.status)", file: place)
        }
        let policy = try parse(answer.body, at: place)
        try folder.store(answer.body, as: stored)
        return policy
    }

    /// Not inlined: in an async function the 6.3.1 compiler cannot optimize what throws a typed error and catches it.
    @inline(never)
    private func parse(_ bytes: [UInt8], at place: String) throws(BadInput) -> LogPolicy {
        do throws(LogFormatError) {
            return try LogPolicy(parsing: bytes)
        } catch {
            throw BadInput(error.reason, file: place, line: error.line)
        }
    }
}
