/// An item of a policy's line, such as a name or an address: opaque bytes without space, compared byte by byte.
package struct PolicyWord: Hashable, Sendable, CustomStringConvertible {
    package let octets: [UInt8]

    /// Nil if empty, with a space or a control character.
    package init?(_ octets: some Sequence<UInt8>) {
        self.octets = Array(octets)
        guard !self.octets.isEmpty, self.octets.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    }

    package init?(_ text: String) { self.init(text.utf8) }

    private init(known text: StaticString) {
        octets = text.withUTF8Buffer { Array($0) }
    }

    /// Stands for "no witness is needed"; names nothing else.
    static let nobody = PolicyWord(known: "none")

    /// The word to show; bytes that are not UTF-8 are replaced.
    package var description: String { String(decoding: octets, as: UTF8.self) }
}
