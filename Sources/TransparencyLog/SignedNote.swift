/// A text with signatures of one or more keys.
///
///     This is an example message.
///
///     — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
///
/// UTF-8 without control characters but newlines. Source: c2sp.org/signed-note.
package struct SignedNote: Hashable, Sendable, CustomStringConvertible {
    /// More are refused. The specification asks for at least 16.
    package static let mostSignatures = 100
    /// In bytes; more are refused.
    package static let longest = 1_000_000

    /// What is signed: the lines before the last blank line, final newline included.
    package let text: String
    package let signatures: [NoteSignature]

    /// Throws if the text is not one a note can hold.
    package init(text: String, signatures: [NoteSignature]) throws(LogFormatError) {
        guard text.utf8.last == lineFeed else { throw LogFormatError("the text must end in a newline") }
        guard text.utf8.allSatisfy({ $0 >= 0x20 || $0 == lineFeed }) else {
            throw LogFormatError("a control character in a note")
        }
        guard (1...SignedNote.mostSignatures).contains(signatures.count) else {
            throw LogFormatError("a note has 1 to \(SignedNote.mostSignatures) signatures")
        }
        self.text = text
        self.signatures = signatures
    }

    package init(parsing bytes: [UInt8]) throws(LogFormatError) {
        guard bytes.count <= SignedNote.longest else { throw LogFormatError("the note is too long") }
        guard bytes.last == lineFeed else { throw LogFormatError("the last line does not end in a newline") }
        let pairs = bytes.indices.dropLast()
        guard let end = pairs.last(where: { bytes[$0] == lineFeed && bytes[$0 + 1] == lineFeed }) else {
            throw LogFormatError("the blank line before the signatures is missing")
        }
        guard let text = String(validating: bytes[...end], as: UTF8.self),
            let rest = String(validating: bytes[(end + 2)...], as: UTF8.self)
        else { throw LogFormatError("not UTF-8") }
        let lines = rest.utf8.dropLast().split(separator: lineFeed, omittingEmptySubsequences: false)
        guard lines.count <= SignedNote.mostSignatures else { throw LogFormatError("too many signatures") }
        var signatures: [NoteSignature] = []
        for line in lines { signatures.append(try NoteSignature(parsing: String(Substring(line)))) }
        try self.init(text: text, signatures: signatures)
    }

    /// The note as a file: text, blank line, signature lines.
    package var description: String {
        text + "\n" + signatures.map { "\($0)\n" }.joined()
    }

    package var bytes: [UInt8] { Array(description.utf8) }

    /// The same text with one more signature; throws if there are too many.
    package func adding(_ signature: NoteSignature) throws(LogFormatError) -> SignedNote {
        try SignedNote(text: text, signatures: signatures + [signature])
    }
}
