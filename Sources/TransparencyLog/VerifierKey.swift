import Core

/// What a signature on a note means. Source: c2sp.org/signed-note, "Signature types".
package enum SignatureType: UInt8, Sendable {
    /// Ed25519 over the note's text: how a log signs.
    case ed25519 = 0x01
    /// Ed25519 over a checkpoint and a time: how a witness cosigns.
    case cosignature = 0x04
    /// ML-DSA-44 over a checkpoint and a time. Read and written, but never counted as a signature.
    case mlDSA44 = 0x06

    package var keyLength: Int { self == .mlDSA44 ? 1312 : 32 }
}

/// A public key with its name, in one line.
///
///     audit.example.org/town+482ecea6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4
///
/// Name, `+`, key id in 8 hexadecimal digits, `+`, Base64 of type byte and key.
/// Source: c2sp.org/signed-note, "Verifier keys".
package struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    /// `SHA-256(name ‖ LF ‖ type ‖ key)[0..<4]`, big-endian: an index, no proof of anything.
    package let keyID: UInt32
    package let type: SignatureType
    package let key: [UInt8]

    /// Nil if the name is empty or has a space or plus, or the key's length is not its type's.
    package init?(name: String, type: SignatureType, key: [UInt8]) {
        guard VerifierKey.isName(name), key.count == type.keyLength else { return nil }
        self.name = name
        self.type = type
        self.key = key
        let digest = SHA256.hash(Array(name.utf8) + [lineFeed, type.rawValue] + key)
        keyID = digest.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads the one-line form.
    package init(parsing text: String) throws(LogFormatError) {
        // The Base64 part may contain further plus signs.
        let parts = text.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw LogFormatError("a key has the form name+id+key") }
        guard let coded = [UInt8](base64: String(Substring(parts[2]))), let first = coded.first else {
            throw LogFormatError("the key is not Base64")
        }
        guard let type = SignatureType(rawValue: first) else { throw LogFormatError("unknown type of key") }
        guard let key = VerifierKey(name: String(Substring(parts[0])), type: type, key: Array(coded.dropFirst())) else {
            throw LogFormatError("the key's name or length is wrong")
        }
        guard key.description.hasBytes(of: text) else { throw LogFormatError("the key id does not belong to the key") }
        self = key
    }

    package var description: String {
        "\(name)+\(bigEndian(keyID).hex)+\(([type.rawValue] + key).base64)"
    }

    /// Whether a signature line claims to be by this key.
    func isClaimed(by signature: NoteSignature) -> Bool {
        signature.keyID == keyID && signature.name.hasBytes(of: name)
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }
}

func bigEndian(_ number: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
}
