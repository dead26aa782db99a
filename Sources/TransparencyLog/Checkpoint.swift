/// A log's statement of its size and root.
///
///     participation.example/log
///     7
///     Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=
///
/// Lines: origin, number of leaves (decimal), root hash (Base64), then extension lines, which we never write.
/// Source: c2sp.org/tlog-checkpoint.
package struct Checkpoint: Hashable, Sendable {
    /// Names the log; compared byte by byte.
    package let origin: String
    package let size: Int
    package let root: Hash
    package let extensions: [String]

    /// Nil for an empty origin or extension, a control character in one, a negative size.
    package init?(origin: String, size: Int, root: Hash, extensions: [String] = []) {
        guard size >= 0 else { return nil }
        for line in [origin] + extensions {
            guard !line.isEmpty, line.utf8.allSatisfy({ $0 >= 0x20 }) else { return nil }
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a note. Whether anybody signed it is not looked at.
    package init(parsing text: String) throws(LogFormatError) {
        try self.init(reading: text)
        guard size > 0 || root == emptyRoot else {
            throw LogFormatError("not the root of the empty tree", line: 3)
        }
    }

    /// The same, but size 0 may stand with any root: a witness answers that with a status of its own.
    init(reading text: String) throws(LogFormatError) {
        guard text.utf8.last == lineFeed else {
            throw LogFormatError("the last line does not end in a newline")
        }
        let lines = text.utf8.dropLast().split(separator: lineFeed, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard lines.count >= 3 else { throw LogFormatError("a checkpoint has three lines") }
        guard let size = plainNumber(lines[1]) else {
            throw LogFormatError("not a plain whole number", line: 2)
        }
        guard let root = Hash(base64: lines[2]) else { throw LogFormatError("not a hash in Base64", line: 3) }
        guard
            let checkpoint = Checkpoint(
                origin: lines[0], size: size, root: root, extensions: Array(lines[3...]))
        else { throw LogFormatError("an empty line or a control character") }
        self = checkpoint
    }

    /// The lines, each with its newline: what is signed.
    package var text: String {
        ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    /// The checkpoint as a note with the log's signature. The key's name should be the origin.
    package func sign(with key: SigningKey) throws(LogFormatError) -> SignedNote {
        try SignedNote(text: text, signatures: [key.sign(text)])
    }
}
