import CSodium
import Core

/// A SHA-256 value of some bytes as they are stored. Source: FIPS 180-4.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    package let bytes: [UInt8]

    package init(of content: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, content, UInt64(content.count))
        bytes = digest
    }

    package init(of text: String) { self.init(of: Array(text.utf8)) }

    /// Reads 64 lower-case digits, as they stand in the names and events of an archive.
    package init?(hex text: String) {
        guard let bytes = [UInt8](hex: text), bytes.count == 32, bytes.hex == text else { return nil }
        self.bytes = bytes
    }

    /// Reads 43 characters without padding, as they stand in ballots.
    package init?(base64 text: String) {
        guard let bytes = [UInt8](base64: text + "="), bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Of 32 bytes; nil for another number.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    fileprivate init(digest: [UInt8]) { bytes = digest }

    package var hex: String { bytes.hex }
    /// Standard alphabet without padding, 43 characters: fingerprints and trackers.
    package var base64: String { String(bytes.base64.dropLast()) }
    package var description: String { hex }

    /// The first half, for sets with an entry a ballot: the other half would tell no two ballots apart.
    var half: SIMD2<UInt64> {
        var words = SIMD2<UInt64>()
        for index in 0..<16 { words[index / 8] = words[index / 8] << 8 | UInt64(bytes[index]) }
        return words
    }
}

/// SHA-256 of bytes that arrive in pieces, such as an archive.
package struct StreamingDigest {
    private var state = crypto_hash_sha256_state()

    package init() { crypto_hash_sha256_init(&state) }

    package mutating func add(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// The digest of everything added so far; more may be added afterwards.
    package var digest: Digest {
        var copy = state
        var bytes = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&copy, &bytes)
        return Digest(digest: bytes)
    }
}

extension Digest {
    /// 32 bytes.
    static func sha256(_ text: String) -> [UInt8] { Digest(of: text).bytes }

    static func sha256(_ content: [UInt8]) -> [UInt8] { Digest(of: content).bytes }

    /// 64 lower-case digits.
    static func hexadecimal(_ text: String) -> String { Digest(of: text).hex }
}
