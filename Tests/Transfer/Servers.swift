import Foundation

/// A server written in a few lines of Python for one test; it prints its port first, then what it got.
final class PythonServer {
    private let process = Process()
    private let output = Pipe()
    let port: Int

    /// Nil where the program does not start.
    init?(_ program: String) {
        guard let python = PythonServer.python else { return nil }
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-W", "ignore", "-c", program]
        process.standardOutput = output
        guard (try? process.run()) != nil else { return nil }
        var digits = ""
        while let byte = try? output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 {
            digits.append(Character(UnicodeScalar(byte)))
        }
        guard let port = Int(digits) else { return nil }
        self.port = port
    }

    /// Ends the server and answers with all that it printed.
    func end() -> String {
        process.interrupt()
        let data = (try? output.fileHandleForReading.readToEnd()) ?? nil
        process.waitUntilExit()
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    /// That of `bin/test`, else the system's.
    static let python: String? = [
        String(#filePath.dropLast("/Tests/Transfer/Servers.swift".count)) + "/.venv/bin/python3", "/usr/bin/python3",
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
