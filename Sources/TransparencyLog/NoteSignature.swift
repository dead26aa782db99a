import Core

/// One signature line of a note: `— name base64(keyID ‖ payload)`.
package struct NoteSignature: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package let keyID: UInt32
    /// What the key's type asks for: 64 bytes for a log, 8 bytes time and 64 bytes for a witness.
    package let payload: [UInt8]

    init(key: VerifierKey, payload: [UInt8]) {
        name = key.name
        keyID = key.keyID
        self.payload = payload
    }

    /// Reads a line without its newline.
    package init(parsing line: String) throws(LogFormatError) {
        let parts = line.utf8.split(separator: 0x20, omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard parts.count == 3, parts[0].hasBytes(of: "\u{2014}"), VerifierKey.isName(parts[1]) else {
            throw LogFormatError("not a signature line")
        }
        guard let coded = [UInt8](base64: parts[2]), coded.count > 4 else {
            throw LogFormatError("the signature is not Base64")
        }
        name = parts[1]
        keyID = coded.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        payload = Array(coded.dropFirst(4))
    }

    /// The line without its newline.
    package var description: String { "\u{2014} \(name) \((bigEndian(keyID) + payload).base64)" }
}
