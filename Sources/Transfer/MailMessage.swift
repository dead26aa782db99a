package import Core

/// A mail of plain text to one person.
///
/// No value can add or break a header: addresses are checked by their type, the id is a word, and every other
/// header text that is not printable ASCII goes in as an encoded word. Source: RFC 5322, RFC 2045 to 2047.
package struct MailMessage: Sendable {
    /// Left of the `@` of the Message-ID: the same mail sent again keeps it, so that a server can tell.
    package let id: String
    package let sender: MailAddress
    /// The name people see beside the sender's address.
    package let senderName: String
    package let recipient: MailAddress
    package let subject: String
    package let body: String
    package let writtenAt: Instant

    /// Letters, digits and hyphens of `id` are kept.
    package init(
        id: String, sender: MailAddress, senderName: String, recipient: MailAddress, subject: String,
        body: String,
        writtenAt: Instant
    ) {
        self.id = String(id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        self.sender = sender
        self.senderName = senderName
        self.recipient = recipient
        self.subject = subject
        self.body = body
        self.writtenAt = writtenAt
    }

    /// The message with CRLF line ends.
    package var bytes: [UInt8] {
        let name = senderName.isEmpty ? "" : EncodedWord.phrase(senderName) + "\r\n "
        let lines = [
            "Date: \(MailMessage.date(writtenAt))",
            "From: \(name)<\(sender)>",
            "To: <\(recipient)>",
            "Subject: \(EncodedWord.text(subject))",
            "Message-ID: <\(id)@\(sender.domain)>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "Auto-Submitted: auto-generated",
            "",
            QuotedPrintable.encoded(body),
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// `Mon, 04 May 2026 10:00:00 +0000`.
    static func date(_ instant: Instant) -> String {
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let (year, month, day) = instant.day.parts
        let time = instant.iso8601.dropFirst(11).dropLast()
        return
            "\(weekdays[instant.day.weekday]), \(day < 10 ? "0" : "")\(day) \(months[month - 1]) \(year) \(time) +0000"
    }
}
