/// The name of one ballot on its receipt: 40 random bits that tell nothing about who cast it.
package struct BallotNumber: Hashable, Sendable, CustomStringConvertible {
    /// `7KQ4-9XWM`
    package let text: String

    private static let groups = 2

    package static func draw() -> BallotNumber { BallotNumber(text: ReadableCode.draw(groups: groups)) }

    private init(text: String) { self.text = text }

    /// Reads what a person typed; nil if it cannot be a ballot number.
    package init?(typed: String) {
        guard let text = ReadableCode.normalise(typed, groups: BallotNumber.groups) else { return nil }
        self.text = text
    }

    /// SHA-256 of the text with its hyphen, 32 bytes.
    package var hash: [UInt8] { Sodium.sha256(Array(text.utf8)) }

    package var description: String { text }
}
