import Foundation
import Terminal
import TransparencyLog

/// The small files that commands about the log are given.
enum LogInput {
    static func policy(_ path: String) throws(BadInput) -> LogPolicy {
        try policy(Array(readFile(path, longest: 1_000_000)), at: path)
    }

    static func policy(_ bytes: [UInt8], at path: String) throws(BadInput) -> LogPolicy {
        try parse(bytes, at: path) { (bytes) throws(LogFormatError) in try LogPolicy(parsing: bytes) }
    }

    /// A signed checkpoint. Who signed it is not looked at.
    static func checkpoint(_ path: String) throws(BadInput) -> (SignedNote, Checkpoint) {
        try read(path) { (bytes) throws(LogFormatError) in try checkpoint(bytes) }
    }

    /// The same from a log's own place.
    static func checkpoint(of source: any LogSource, at place: String) async throws -> (
        SignedNote, Checkpoint
    ) {
        guard let bytes = try await source.file("checkpoint") else {
            throw BadInput("there is no checkpoint", file: place)
        }
        return try parse(bytes, at: place + "/checkpoint", checkpoint)
    }

    static func checkpoint(_ bytes: [UInt8]) throws(LogFormatError) -> (SignedNote, Checkpoint) {
        let note = try SignedNote(parsing: bytes)
        return (note, try Checkpoint(parsing: note.text))
    }

    /// Reads a file of at most 1 MB and says its path where it is not what it should be.
    static func read<Value>(_ path: String, _ parse: ([UInt8]) throws(LogFormatError) -> Value)
        throws(BadInput) -> Value
    {
        try self.parse(Array(readFile(path, longest: 1_000_000)), at: path, parse)
    }

    /// Not inlined: in an async function the 6.3.1 compiler cannot optimize what throws a typed error and catches it.
    @inline(never)
    static func parse<Value>(
        _ bytes: [UInt8], at path: String, _ parse: ([UInt8]) throws(LogFormatError) -> Value
    ) throws(BadInput) -> Value {
        do throws(LogFormatError) {
            return try parse(bytes)
        } catch {
            throw BadInput(error.reason, file: path, line: error.line)
        }
    }
}
