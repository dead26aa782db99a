/// Text in ASCII lines of at most 76 bytes, still readable by eye. Source: RFC 2045, section 6.7.
enum QuotedPrintable {
    static func encoded(_ text: String) -> String {
        var out: [UInt8] = []
        for line in text.replacing("\r\n", with: "\n").split(
            omittingEmptySubsequences: false, whereSeparator: isBreak)
        {
            append(Array(line.utf8), to: &out)
            out += [13, 10]
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isBreak(_ character: Character) -> Bool { character == "\n" || character == "\r" }

    private static func append(_ line: [UInt8], to out: inout [UInt8]) {
        var length = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let isPlain = (33...126).contains(byte) && byte != UInt8(ascii: "=") || isBlank(byte) && !isLast
            // A full stop alone on a line ends a mail; as a code it cannot.
            let needsCode = !isPlain || byte == UInt8(ascii: ".") && length == 0
            let piece = needsCode ? Array("=".utf8) + hexadecimal(byte) : [byte]
            if length + piece.count > 75 {
                out += Array("=\r\n".utf8)
                length = 0
            }
            out += piece
            length += piece.count
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    /// Reads what `encoded` writes, with line ends as `\n`. Stray signs stay as they are.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "="), rest.starts(with: [13, 10]) {
                rest = rest.dropFirst(2)
            } else if byte == UInt8(ascii: "="), rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                out.append(code)
                rest = rest.dropFirst(2)
            } else if byte != 13 {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
