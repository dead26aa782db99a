let lineFeed: UInt8 = 0x0A

extension String {
    /// Equality of bytes. `==` would take the Kelvin sign for a K.
    func hasBytes(of other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

/// A whole number from 0 in decimal, without sign or leading zeros; nil for anything else.
func plainNumber(_ text: some StringProtocol) -> Int? {
    guard let number = Int(text), number >= 0, String(number).utf8.elementsEqual(text.utf8) else { return nil }
    return number
}

/// A file that is a few header lines, a blank line and a signed note: a proof, a request to a witness.
struct HeadedNote {
    let lines: [String]
    let note: SignedNote

    /// Splits at the first blank line, since the note may contain further ones.
    init(parsing bytes: [UInt8]) throws(LogFormatError) {
        guard let end = bytes.indices.dropLast().first(where: { bytes[$0] == lineFeed && bytes[$0 + 1] == lineFeed })
        else { throw LogFormatError("the blank line before the checkpoint is missing") }
        guard let header = String(validating: bytes[..<end], as: UTF8.self) else { throw LogFormatError("not UTF-8") }
        lines = header.utf8.split(separator: lineFeed, omittingEmptySubsequences: false).map { String(Substring($0)) }
        note = try SignedNote(parsing: Array(bytes[(end + 2)...]))
    }
}

/// Reads the lines of a proof, one Base64 hash each; at most 63, since a tree is at most that high.
func proofHashes(_ lines: some Collection<String>, firstLine: Int) throws(LogFormatError) -> [Hash] {
    guard lines.count <= 63 else { throw LogFormatError("a proof has at most 63 hashes", line: firstLine + 63) }
    var hashes: [Hash] = []
    for (offset, line) in lines.enumerated() {
        guard let hash = Hash(base64: line) else { throw LogFormatError("not a hash in Base64", line: firstLine + offset) }
        hashes.append(hash)
    }
    return hashes
}
