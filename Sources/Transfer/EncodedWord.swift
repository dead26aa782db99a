import Foundation

/// Header texts in characters beyond ASCII: `=?UTF-8?B?w5w=?=`. Source: RFC 2047.
enum EncodedWord {
    /// A subject: as it is where it is short printable ASCII, else in encoded words on folded lines.
    static func text(_ text: String) -> String {
        isPlain(text) && text.utf8.count <= 66 ? text : encoded(text)
    }

    /// A name before an address: quoted where it is ASCII, else in encoded words.
    static func phrase(_ text: String) -> String {
        guard isPlain(text), text.utf8.count <= 66 else { return encoded(text) }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// Printable ASCII that does not look like an encoded word and does not end in a blank.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains("=?") && text.first != " "
            && text.last != " "
    }

    /// Words of at most 60 bytes, cut between characters.
    private static func encoded(_ text: String) -> String {
        var words: [String] = []
        var chunk: [UInt8] = []
        func end() {
            if !chunk.isEmpty { words.append("=?UTF-8?B?\(Data(chunk).base64EncodedString())?=") }
            chunk = []
        }
        for scalar in text.unicodeScalars {
            let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            // 36 bytes are 48 in Base64; with the frame of 12 and a header's name they fit in 76.
            if chunk.count + bytes.count > 36 { end() }
            chunk += bytes
        }
        end()
        return words.joined(separator: "\r\n ")
    }

    /// Reads what `text` writes, unfolded or not.
    static func decoded(_ header: String) -> String {
        var bytes: [UInt8] = []
        for word in header.split(whereSeparator: \.isWhitespace) {
            guard word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?="),
                let part = Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
            else { return header }
            bytes += part
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
