import Core
import NumberedText
import Secrets
import Transfer

/// The readers of texts and of what is taken in from elsewhere.
extension Reader {
    static let texts = [
        Reader(name: "JSON", seeds: [#"{"a":[1,-2,"ä\n"],"b":{"c":null,"d":true}}"#, "[]", "12"]) { bytes in
            guard let value = try? JSON(parsing: bytes) else { return true }
            return (try? JSON(parsing: value.canonical)) == value
        },
        Reader(
            name: "password hash", seeds: ["$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$Y2hlY2tzdW1jaGVja3N1bQ"]
        ) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let hash = PasswordHash(encoded: text) else { return true }
            return hash.encoded == text
        },
        Reader(
            name: "mail",
            seeds: ["From: a@b.cd\r\nTo: c@d.ef\r\nSubject: =?utf-8?B?w6Q=?=\r\n\r\nx=C3=A4\r\n"]
        ) { bytes in
            _ = MailText(bytes)
            return true
        },
    ]

    static let imports = [
        Reader(
            name: "proposal as text",
            seeds: [
                "Initiator*innen: AK Wasser (beschlossen am: 17.12.2025)\n\nTitel: **Brunnen**\n\nProjektbeschreibung\n\n1 Die Stadt\n2baut 3 Brunnen\n"
            ]
        ) { bytes in
            guard let document = try? ProposalDocument(String(decoding: bytes, as: UTF8.self)) else {
                return true
            }
            return !document.title.isEmpty
                && NumberedText(document.description).lines.allSatisfy { $0.text.count <= 72 }
        }
    ]
}
