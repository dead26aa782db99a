/// A string literal of a Swift file.
struct SwiftLiteral: Sendable {
    /// From 1.
    let line: Int
    /// What stands in it; each interpolation is one `SwiftLiteral.hole`.
    let text: String
    /// Up to 80 characters of code before it, literals blanked.
    let before: String

    static let hole: Character = "\u{FFFC}"
}

/// Finds string literals, nested ones in interpolations too, and blanks them and comments out of the code.
///
/// Enough of Swift's lexical grammar for code that compiles: no regex literals with quotes in them.
struct SwiftLexer {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private(set) var code: [UInt8] = []
    private(set) var literals: [SwiftLiteral] = []

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func run() {
        while position < bytes.count { step() }
    }

    private func starts(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    private mutating func step() {
        if starts("//") {
            while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        } else if let hashes = openingQuote() {
            literal(hashes: hashes)
        } else {
            keep(bytes[position])
        }
    }

    private mutating func keep(_ byte: UInt8) {
        code.append(byte)
        if byte == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    /// The number of `#` before a quote that begins here; nil if none does.
    private func openingQuote() -> Int? {
        var end = position
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - position : nil
    }

    private mutating func literal(hashes: Int) {
        let start = line
        let before = String(decoding: code.suffix(80), as: UTF8.self)
        position += hashes
        let isLong = starts("\"\"\"") && !starts("\"\"\"\"\"\"")
        let quote = [UInt8](repeating: UInt8(ascii: "\""), count: isLong ? 3 : 1)
        let hash = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        code += quote
        position += quote.count
        var text: [UInt8] = []
        while position < bytes.count, !bytes[position...].starts(with: quote + hash) {
            guard bytes[position] == UInt8(ascii: "\\"), bytes[(position + 1)...].starts(with: hash) else {
                if bytes[position] == UInt8(ascii: "\n") { keep(bytes[position]) } else { position += 1 }
                text.append(bytes[position - 1])
                continue
            }
            position += 1 + hashes
            guard position < bytes.count else { break }
            if bytes[position] == UInt8(ascii: "(") {
                interpolation()
                text += Array(String(SwiftLiteral.hole).utf8)
            } else {
                text += escaped()
            }
        }
        position = min(position + quote.count + hashes, bytes.count)
        code += quote
        literals.append(
            SwiftLiteral(line: start, text: String(decoding: text, as: UTF8.self), before: before))
    }

    private mutating func interpolation() {
        var depth = 0
        repeat {
            if bytes[position] == UInt8(ascii: "(") { depth += 1 }
            if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
            step()
        } while depth > 0 && position < bytes.count
    }

    /// What an escape stands for; a line's end that is escaped away stands for nothing.
    private mutating func escaped() -> [UInt8] {
        let byte = bytes[position]
        if byte == UInt8(ascii: "\n") {
            keep(byte)
            return []
        }
        position += 1
        return byte == UInt8(ascii: "n") ? [UInt8(ascii: "\n")] : [byte]
    }
}
