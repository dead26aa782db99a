import Foundation
import Glibc

/// A server written in a few lines of Python for one test; it prints its port first, then what it got.
///
/// It prints into a file: a pipe would stay open in every other process that starts meanwhile.
final class PythonServer {
    private let process = Process()
    private let output = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    private(set) var port = 0

    init(_ program: String) async throws {
        process.executableURL = URL(fileURLWithPath: PythonServer.python ?? "")
        process.arguments = ["-W", "ignore", "-c", program]
        try Data().write(to: output)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        while !printed.contains("\n") {
            guard process.isRunning else { throw NoServer() }
            try await Task.sleep(for: .milliseconds(20))
        }
        port = Int(printed.prefix { $0 != "\n" }) ?? 0
    }

    private struct NoServer: Error {}

    private var printed: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

    /// Ends the server and answers with all that it printed after its port.
    func end() -> String {
        // It inherits the blocked signals of the thread that started it, so only this one reaches it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(at: output) }
        return String(printed.drop { $0 != "\n" }.dropFirst())
    }

    /// That of `bin/test`, else the system's.
    static let python: String? = [
        String(#filePath.dropLast("/Tests/Transfer/Servers.swift".count)) + "/.venv/bin/python3",
        "/usr/bin/python3",
    ].first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Whether Python finds the module.
    static func has(_ module: String) -> Bool {
        guard let python else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", "import \(module)"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
