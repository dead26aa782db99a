/// Six digits sent to a person to type back.
///
/// A million are quickly tried: the caller lets a code expire soon and allows few tries.
package struct NumericCode: Confidential, Sendable, Equatable {
    /// `042317`
    package let text: String

    package static func draw() -> NumericCode {
        let digits = String(SystemRandom.below(1_000_000))
        return NumericCode(text: String(repeating: "0", count: 6 - digits.count) + digits)
    }

    private init(text: String) { self.text = text }

    /// Reads what a person typed; spaces and hyphens do not matter.
    package init?(typed: String) {
        let digits = typed.filter { !$0.isWhitespace && $0 != "-" }
        guard digits.utf8.count == 6, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        text = digits
    }

    /// What the database keeps: HMAC-SHA-256, 32 bytes.
    ///
    /// `context` is a salt, such as the row's id, or a secret key.
    package func hash(context: [UInt8]) -> [UInt8] {
        HMAC256.code(of: Array(text.utf8), key: context)
    }
}
