import Foundation
import Secrets
import Testing

@Suite("A key file")
struct KeyFileTests {
    /// Runs `body` with a path in a folder that is removed afterwards.
    private func withPath(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            SystemRandom.uuid().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appendingPathComponent("log.key").path)
    }

    private func write(_ text: String, to path: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: NSNumber(value: mode)], ofItemAtPath: path)
    }

    @Test("is made once, for its owner alone, and read ever after")
    func createdOnce() throws {
        try withPath { path in
            let file = KeyFile(path: path)
            let seed = try file.readOrCreate()
            #expect(seed.count == 32)
            #expect(try file.readOrCreate() == seed)
            #expect(try file.read() == seed)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            let folder = (path as NSString).deletingLastPathComponent
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["log.key"])
        }
    }

    @Test("holds 64 hexadecimal digits and a newline")
    func format() throws {
        try withPath { path in
            try write(String(repeating: "0a", count: 32) + "\n", to: path)
            #expect(try KeyFile(path: path).read() == Secret([UInt8](repeating: 10, count: 32)))
        }
    }

    @Test("is never replaced")
    func neverReplaced() throws {
        try withPath { path in
            let seed = try KeyFile(path: path).create()
            #expect(throws: KeyFileError.exists(path)) { try KeyFile(path: path).create() }
            #expect(try KeyFile(path: path).read() == seed)
        }
    }

    @Test("is refused if others may read or write it", arguments: [0o640, 0o604, 0o620, 0o644, 0o666])
    func openToOthers(mode: Int) throws {
        try withPath { path in
            try write(String(repeating: "0a", count: 32) + "\n", to: path, mode: mode)
            #expect(throws: KeyFileError.openToOthers(path)) { try KeyFile(path: path).readOrCreate() }
        }
    }

    @Test(
        "is refused with other content",
        arguments: [
            "", String(repeating: "0a", count: 32), String(repeating: "0a", count: 32) + "\n\n",
            String(repeating: "0a", count: 31) + "\n", String(repeating: "0g", count: 32) + "\n",
            String(repeating: "0a", count: 32) + "\r\n",
        ])
    func malformed(content: String) throws {
        try withPath { path in
            try write(content, to: path)
            #expect(throws: KeyFileError.malformed(path)) { try KeyFile(path: path).readOrCreate() }
        }
    }

    @Test("that is missing is told apart from one that cannot be read")
    func missing() throws {
        try withPath { path in
            #expect(throws: KeyFileError.missing(path)) { try KeyFile(path: path).read() }
            let folder = (path as NSString).deletingLastPathComponent
            #expect(throws: KeyFileError.malformed(folder)) { try KeyFile(path: folder).read() }
            try write("", to: path)
            #expect(throws: KeyFileError.system(path + "/x", ENOTDIR)) {
                try KeyFile(path: path + "/x").read()
            }
        }
    }
}
