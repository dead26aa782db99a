import Core

/// A random word that opens something: a session, a confirmation link. Only its hash is stored.
package struct Token: Confidential, Sendable, Equatable {
    /// 43 characters: 32 random bytes in base64url without padding.
    package let text: String

    package static func draw() -> Token {
        let base64 = SystemRandom.bytes(32).base64
        return Token(
            text: String(
                base64.compactMap { character in
                    switch character {
                    case "+": "-"
                    case "/": "_"
                    case "=": nil
                    default: character
                    }
                }))
    }

    /// SHA-256 of the text, 32 bytes: what the database keeps.
    package var hash: [UInt8] { Token.hash(of: text) }

    /// The hash to look up, for a text that came in. A text that was never drawn just finds nothing.
    package static func hash(of text: String) -> [UInt8] { Sodium.sha256(Array(text.utf8)) }
}
