/// An e-mail address that can stand in a header and in a command to a mail server without changing either.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Nil unless it is `local@domain` in printable ASCII, up to 254 bytes, without spaces, quotes and brackets.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].count), !parts[1].isEmpty, text.utf8.count <= 254,
            text.utf8.allSatisfy({ (33...126).contains($0) && !MailAddress.refused.contains($0) }),
            parts[1].allSatisfy(MailAddress.isHost)
        else { return nil }
        self.text = text
    }

    private static let refused = Array(#"()<>[]\,;:""#.utf8)

    private static func isHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    package var domain: String { String(text.split(separator: "@").last ?? "") }

    package var description: String { text }
}
