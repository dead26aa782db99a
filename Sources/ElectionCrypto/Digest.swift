import CSodium
import Core

/// SHA-256 of the UTF-8 bytes of a text, as every hash of the protocol is taken. Source: FIPS 180-4.
enum Digest {
    /// 32 bytes.
    static func sha256(_ text: String) -> [UInt8] { sha256(Array(text.utf8)) }

    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }

    /// 64 lower-case digits.
    static func hexadecimal(_ text: String) -> String { sha256(text).hex }
}
