import Foundation

/// Input that cannot be taken as it is. The program says the sentence and ends with 2.
package struct BadInput: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String?
    /// Counted from 1.
    package let line: Int?
    /// One sentence without a full stop.
    package let reason: String

    package init(_ reason: String, file: String? = nil, line: Int? = nil) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    /// `ballots.csv:3: "x" is not a mark`.
    package var description: String {
        [file, line.map { String($0) }].compactMap { $0 }.map { $0 + ":" }.joined().appending(
            file == nil ? reason : " " + reason)
    }
}

/// The bytes of a file; `-` is standard input. Refuses more than `longest` bytes before reading them.
package func readFile(_ path: String, longest: Int) throws(BadInput) -> [UInt8] {
    if path == "-" {
        guard let bytes = try? bytes(of: .standardInput, upTo: longest + 1) else {
            throw BadInput("the standard input cannot be read")
        }
        guard bytes.count <= longest else { throw BadInput("the input is larger than \(longest) bytes") }
        return bytes
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw BadInput("there is no such file", file: path)
    }
    guard !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path) else {
        throw BadInput("the file cannot be read", file: path)
    }
    defer { try? handle.close() }
    guard let size = try? handle.seekToEnd(), size <= UInt64(longest) else {
        throw BadInput("the file is larger than \(longest) bytes", file: path)
    }
    try? handle.seek(toOffset: 0)
    guard let bytes = try? bytes(of: handle, upTo: Int(size), size: Int(size)), bytes.count == Int(size)
    else {
        throw BadInput("the file cannot be read", file: path)
    }
    return bytes
}

/// Piece by piece, so that a large file is never in memory twice.
private func bytes(of handle: FileHandle, upTo most: Int, size: Int = 0) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    while bytes.count < most,
        let piece = try handle.read(upToCount: min(1 << 20, most - bytes.count)), !piece.isEmpty
    {
        bytes += piece
    }
    return bytes
}

/// Writes a file at once, so that nobody sees half of it.
package func writeFile(_ bytes: [UInt8], to path: String) throws(BadInput) {
    do {
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        throw BadInput("the file cannot be written", file: path)
    }
}
