/// Why bytes are not a key, note, checkpoint, proof, tile or policy. `line` counts from 1 where it is known.
package struct LogFormatError: Error, Equatable, Sendable {
    package let reason: String
    package let line: Int?

    package init(_ reason: String, line: Int? = nil) {
        self.reason = reason
        self.line = line
    }
}
