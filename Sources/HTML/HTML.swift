/// Markup of a page. A run-time text can enter it only escaped.
///
/// Write it as a literal: `"<p>\(name)</p>"`. An interpolated `String` is escaped for text and for quoted
/// attributes alike, `HTML` passes as it is. Literal parts are `StaticString`, so that no text known only
/// at run time can pass as markup.
package struct HTML: Sendable, Hashable {
    /// UTF-8.
    package internal(set) var bytes: [UInt8]

    /// Nothing at all.
    package init() { bytes = [] }

    /// The text with `& < > " '` escaped.
    package init(text: String) {
        bytes = []
        append(escaping: text)
    }

    /// Bytes that this module made itself.
    init(bytes: [UInt8]) { self.bytes = bytes }

    package var isEmpty: Bool { bytes.isEmpty }

    /// The markup as a Swift string, for tests and mails.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum.bytes += right.bytes
        return sum
    }

    package static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }

    mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(escaping text: some StringProtocol) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { append(escaping: $0) }
        if done == nil { Array(text.utf8).withUnsafeBufferPointer { append(escaping: $0) } }
    }

    private mutating func append(escaping utf8: UnsafeBufferPointer<UInt8>) {
        var plain = 0
        for (position, byte) in utf8.enumerated() {
            let entity: StaticString
            switch byte {
            case UInt8(ascii: "&"): entity = "&amp;"
            case UInt8(ascii: "<"): entity = "&lt;"
            case UInt8(ascii: ">"): entity = "&gt;"
            case UInt8(ascii: "\""): entity = "&quot;"
            case UInt8(ascii: "'"): entity = "&#39;"
            default: continue
            }
            bytes.append(contentsOf: utf8[plain..<position])
            append(entity)
            plain = position + 1
        }
        bytes.append(contentsOf: utf8[plain...])
    }
}

/// A part of a page that knows its own markup.
package protocol Markup: Sendable {
    var html: HTML { get }
}

extension HTML: Markup {
    package var html: HTML { self }
}

extension Sequence where Element: Markup {
    /// The parts in order, with `separator` between them.
    package func joined(separator: HTML = HTML()) -> HTML {
        var whole = HTML()
        for part in self {
            if !whole.isEmpty { whole += separator }
            whole += part.html
        }
        return whole
    }
}
