import CSodium

/// The C library, made ready before its first use.
enum Sodium {
    /// False only when the library cannot start on this machine.
    static let isReady = sodium_init() >= 0

    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }
}
