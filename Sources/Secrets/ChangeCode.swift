/// All that a voter needs to change a ballot that is in the box: 80 random bits.
package struct ChangeCode: Confidential, Sendable, Equatable {
    /// `7KQ4-9XWM-2D3F-HJ5T`
    package let text: String

    private static let groups = 4

    package static func draw() -> ChangeCode { ChangeCode(text: ReadableCode.draw(groups: groups)) }

    private init(text: String) { self.text = text }

    /// Reads what a person typed; nil if it cannot be a change code.
    package init?(typed: String) {
        guard let text = ReadableCode.normalise(typed, groups: ChangeCode.groups) else { return nil }
        self.text = text
    }

    /// SHA-256 of the text with its hyphens, 32 bytes: what the database keeps.
    package var hash: [UInt8] { Sodium.sha256(Array(text.utf8)) }
}
