import Core

/// A SHA-256 value: a leaf, an inner node or the root of a Merkle tree. 32 bytes.
package struct Hash: Hashable, Sendable, CustomStringConvertible {
    package static let length = 32

    package let bytes: [UInt8]

    /// Nil unless there are 32 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Hash.length else { return nil }
        self.bytes = Array(bytes)
    }

    /// Nil unless the text is 44 characters of padded standard Base64.
    package init?(base64 text: String) {
        guard let bytes = [UInt8](base64: text) else { return nil }
        self.init(bytes: bytes)
    }

    /// For digests, whose length is known.
    init(digest: [UInt8]) { bytes = digest }

    package var base64: String { bytes.base64 }
    package var description: String { base64 }
}

/// The hash of a leaf: `SHA-256(0x00 ‖ entry)`.
///
/// The first byte keeps a leaf from being taken for an inner node, whose hash starts with `0x01`.
/// Source: RFC 6962, section 2.1.
package func leafHash(_ entry: [UInt8]) -> Hash {
    SHA256.hash([0x00] + entry)
}

/// The hash of an inner node: `SHA-256(0x01 ‖ left ‖ right)`. Source: RFC 6962, section 2.1.
package func nodeHash(_ left: Hash, _ right: Hash) -> Hash {
    var input: [UInt8] = []
    input.reserveCapacity(1 + 2 * Hash.length)
    input.append(0x01)
    input += left.bytes
    input += right.bytes
    return SHA256.hash(input)
}

/// The root of a tree without leaves: `SHA-256("")`.
package let emptyRoot = SHA256.hash([])
