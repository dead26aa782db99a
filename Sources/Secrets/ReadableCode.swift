/// Digits and letters that are hard to confuse: no I, L, O and U. Five bits each. Source: Crockford's Base32.
enum ReadableCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// `groups` groups of four random characters, joined by hyphens.
    static func draw(groups: Int) -> String {
        grouped((0..<4 * groups).map { _ in alphabet[Int(SystemRandom.below(32))] })
    }

    /// The one form of what a person typed or read out; nil if it is not such a code.
    ///
    /// Lower case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    static func normalise(_ typed: String, groups: Int) -> String? {
        var characters: [Character] = []
        for character in typed where !character.isWhitespace && !"-–".contains(character) {
            guard character.isASCII else { return nil }
            switch Character(character.uppercased()) {
            case "O": characters.append("0")
            case "I", "L": characters.append("1")
            case let letter where alphabet.contains(letter): characters.append(letter)
            default: return nil
            }
        }
        return characters.count == 4 * groups ? grouped(characters) : nil
    }

    private static func grouped(_ characters: [Character]) -> String {
        stride(from: 0, to: characters.count, by: 4)
            .map { String(characters[$0..<$0 + 4]) }
            .joined(separator: "-")
    }
}
