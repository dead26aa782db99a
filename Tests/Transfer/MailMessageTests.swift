import Core
import Testing
import Transfer

@Suite("A mail message")
struct MailMessageTests {
    private func message(subject: String = "Guten Tag", body: String = "Hallo", id: String = "7f") throws
        -> MailMessage
    {
        MailMessage(
            id: id, sender: try #require(MailAddress("mitstimme@duisburg.example")),
            senderName: "Mitstimme Duisburg",
            recipient: try #require(MailAddress("alice@example.org")), subject: subject, body: body,
            writtenAt: Instant(seconds: 1_777_888_800))
    }

    @Test("has the headers of RFC 5322 and a body in quoted-printable lines")
    func wholeMessage() throws {
        let text = String(decoding: try message(body: "Ihr Code: 123456\nGrüße").bytes, as: UTF8.self)
        #expect(
            text == """
                Date: Mon, 04 May 2026 10:00:00 +0000\r
                From: "Mitstimme Duisburg"\r
                 <mitstimme@duisburg.example>\r
                To: <alice@example.org>\r
                Subject: Guten Tag\r
                Message-ID: <7f@duisburg.example>\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                Auto-Submitted: auto-generated\r
                \r
                Ihr Code: 123456\r
                Gr=C3=BC=C3=9Fe\r

                """)
    }

    @Test(
        "says after reading what was written",
        arguments: [
            "Kurz", "Grüße aus Ruhrort",
            "Ein langer Betreff mit Ümläuten, der über mehrere Zeilen gehen muss, weil er sehr lang ist",
            "=?UTF-8?B?SGFsbG8=?=", "Zwei  Leerzeichen", " am Rand ", "👩‍👩‍👧‍👦 Familie",
            "a\r\nBcc: mallory@example.org",
        ])
    func roundTrip(subject: String) throws {
        let body =
            "Zeile eins.\n\n.\n..\nLang: \(String(repeating: "Straße ", count: 40))\nGleich = gleich \n\tEnde\n"
        let read = try #require(MailText(try message(subject: subject, body: body).bytes))
        #expect(read.subject == subject)
        #expect(read.recipient == "alice@example.org")
        #expect(read.body == body + "\n")
    }

    @Test(
        "gives nobody a header of their own",
        arguments: [
            "a\r\nBcc: mallory@example.org", "a\nBcc: mallory@example.org", "a\rBcc: mallory@example.org",
            "a\u{2028}Bcc: mallory@example.org", "a\u{0}Bcc: mallory@example.org", "\r\n\r\nHallo",
        ])
    func noInjection(text: String) throws {
        let bytes = try message(subject: text, body: "\r\nBcc: x@example.org", id: text).bytes
        let end = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)))
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        #expect(!head.split(separator: "\r\n").contains { $0.lowercased().hasPrefix("bcc") })
        #expect(head.split(separator: "\r\n").filter { !$0.hasPrefix(" ") }.count == 9)
        #expect(head.utf8.allSatisfy { (32...126).contains($0) || $0 == 13 || $0 == 10 })
    }

    @Test("has no line beyond 78 bytes")
    func shortLines() throws {
        let long = String(repeating: "Überraschungsgäste ", count: 30)
        let text = String(
            decoding: try message(subject: String(long.prefix(200)), body: long).bytes, as: UTF8.self)
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    }
}

@Suite("A mail address")
struct MailAddressTests {
    @Test("is taken as it is", arguments: ["alice@example.org", "a.b+c@example-town.de", "x@localhost"])
    func taken(text: String) {
        #expect(MailAddress(text)?.text == text)
    }

    @Test(
        "is refused where it could change a header or a command",
        arguments: [
            "", "alice", "@example.org", "alice@", "a@b@c", "a b@example.org",
            "alice@example.org\r\nBcc: b@example.org",
            "<alice@example.org>", "alice@example.org,bob@example.org", "alice@example.org>",
            "älice@example.org",
            "alice@exa mple.org", "alice@exämple.org", "\"a\"@example.org", "alice@[127.0.0.1]",
        ])
    func refused(text: String) {
        #expect(MailAddress(text) == nil)
    }
}
