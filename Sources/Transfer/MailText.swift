/// What a stored message of ours says, for reading it on a page.
package struct MailText: Sendable, Equatable {
    package let recipient: String
    package let subject: String
    package let body: String

    /// Reads what `MailMessage.bytes` writes; nil for anything else.
    package init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).replacing("\r\n ", with: " ")
        var headers: [Substring: Substring] = [:]
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0]] = parts[1].dropFirst() }
        }
        guard let recipient = headers["To"], let subject = headers["Subject"] else { return nil }
        self.recipient = recipient.filter { $0 != "<" && $0 != ">" }
        self.subject = EncodedWord.decoded(String(subject))
        body = QuotedPrintable.decoded(bytes[end.upperBound...])
    }
}
