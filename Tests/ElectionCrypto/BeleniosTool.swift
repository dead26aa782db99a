import Foundation

/// Debian's `belenios-tool`, somebody else's program for the same protocol, in a folder of its own.
struct BeleniosTool {
    let folder: String

    static let path = "/usr/bin/belenios-tool"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    struct Failure: Error, CustomStringConvertible { let description: String }

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/belenios-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }

    func files(ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(ending) }.sorted()
    }

    /// Runs one command with a shell, `bt` being the tool, and gives what it wrote.
    @discardableResult
    func run(_ command: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "bt() { \(BeleniosTool.path) \"$@\"; }; { \(command)\n} > out.txt 2> err.txt",
        ]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let output = try read("out.txt").text
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(command): \(try read("err.txt").text) \(output)")
        }
        return output + (try read("err.txt").text)
    }

    /// What `election verify` says of an archive; nil where it refuses it.
    func verdict(_ archive: [UInt8], uuid: String) throws -> String? {
        try write(uuid + ".bel", archive)
        return try? run("bt election verify")
    }
}
