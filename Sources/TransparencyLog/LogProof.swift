import Core

/// A proof that an entry is in a log, in one file: the receipt.
///
///     c2sp.org/tlog-proof@v1
///     extra eyJ2Ijox…
///     index 3
///     iNPoJtLIvOhKGYVxtyyvrdKaO0OdZjZRZQWu3gi4o+I=
///
///     audit.example.org/town
///     …
///
/// Hashes: the leaf's sibling first, the root's child last. Then a blank line and the signed checkpoint as it is.
/// Source: c2sp.org/tlog-proof.
package struct LogProof: Hashable, Sendable, CustomStringConvertible {
    /// Bytes of the application, vouched for by nobody. Nil: the line is missing.
    package let extra: [UInt8]?
    package let index: Int
    package let hashes: [Hash]
    package let checkpoint: SignedNote

    package init(extra: [UInt8]? = nil, index: Int, hashes: [Hash], checkpoint: SignedNote) {
        self.extra = extra
        self.index = index
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    package init(parsing bytes: [UInt8]) throws(LogFormatError) {
        let file = try HeadedNote(parsing: bytes)
        var lines = file.lines[...]
        guard let first = lines.popFirst(), first.hasBytes(of: LogProof.firstLine) else {
            throw LogFormatError("not a proof of version 1", line: 1)
        }
        if let line = lines.first, line.hasPrefix("extra ") {
            lines.removeFirst()
            guard let extra = [UInt8](base64: String(line.dropFirst(6))) else {
                throw LogFormatError("not Base64", line: 2)
            }
            self.extra = extra
        } else {
            extra = nil
        }
        let number = lines.startIndex + 1
        guard let line = lines.popFirst(), line.hasPrefix("index "), let index = plainNumber(line.dropFirst(6)) else {
            throw LogFormatError("the index is missing", line: number)
        }
        self.index = index
        hashes = try proofHashes(lines, firstLine: number + 1)
        checkpoint = file.note
    }

    package var description: String {
        var lines = [LogProof.firstLine]
        if let extra { lines.append("extra \(extra.base64)") }
        lines.append("index \(index)")
        lines += hashes.map(\.base64)
        return lines.map { $0 + "\n" }.joined() + "\n\(checkpoint)"
    }

    package var bytes: [UInt8] { Array(description.utf8) }

    private static let firstLine = "c2sp.org/tlog-proof@v1"
}
