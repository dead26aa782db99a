import Foundation

/// A server of our own on a free port, in a folder of its own, with the demo town.
final class BenchServer {
    let address: String
    let folder: String
    private let process = Process()

    init(program: String, folder: String) throws {
        self.folder = folder + "/data"
        chmod(folder, 0o755)
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["serve", "--data", self.folder, "--port", "0"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        var said = ""
        while !said.contains("\n") {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { throw BenchFault(description: "mitstimme serve ended at once") }
            said += String(decoding: data, as: UTF8.self)
        }
        guard let start = said.range(of: "http://"), let end = said[start.lowerBound...].firstIndex(of: "\n")
        else {
            throw BenchFault(description: "mitstimme serve printed no address")
        }
        address = String(said[start.lowerBound..<end])
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Memory the server holds, in MB.
    var memory: Int {
        let status =
            (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1024
    }

    /// Runs SQL as the owner.
    func sql(_ text: String, database: String = "mitstimme") throws {
        try output(
            of: "psql",
            [
                "-q", "-h", folder + "/run", "-U", "mitstimme_owner", "-d", database, "-v", "ON_ERROR_STOP=1",
                "-c", text,
            ])
    }

    /// wrk's figures for a path: requests a second, and latency in milliseconds.
    func load(_ path: String, connections: Int = 32, seconds: Int = 6) throws -> Load {
        try Load(
            output(of: "wrk", ["-t1", "-c\(connections)", "-d\(seconds)s", "--latency", address + path]))
    }
}

/// What wrk measured.
struct Load {
    let perSecond: Double
    let p50: Double
    let p99: Double
    let failures: Int

    init(_ text: String) throws {
        func number(after mark: String) -> Double? {
            guard let range = text.range(of: mark) else { return nil }
            let word = text[range.upperBound...].trimmingPrefix { $0 == " " }.prefix { !$0.isWhitespace }
            let value = Double(word.prefix { $0.isNumber || $0 == "." })
            return word.hasSuffix("us")
                ? value.map { $0 / 1000 }
                : word.hasSuffix("ms") || !word.hasSuffix("s") ? value : value.map { $0 * 1000 }
        }
        guard let rate = number(after: "Requests/sec:"), let p50 = number(after: " 50%"),
            let p99 = number(after: " 99%")
        else {
            throw BenchFault(description: "wrk printed no figures")
        }
        perSecond = rate
        self.p50 = p50
        self.p99 = p99
        failures = Int(number(after: "Non-2xx or 3xx responses:") ?? 0)
    }
}
