import CSodium

/// A private Ed25519 key in memory of its own, zeroed when it is no longer used. Source: RFC 8032.
final class Ed25519Key: Sendable {
    static let seedLength = 32

    let publicKey: [UInt8]
    /// Seed and public key, 64 bytes.
    private nonisolated(unsafe) let secret: UnsafeMutablePointer<UInt8>
    private static let secretLength = 64

    /// Nil unless the seed has 32 bytes.
    init?(seed: [UInt8]) {
        guard seed.count == Ed25519Key.seedLength, Sodium.isReady else { return nil }
        secret = .allocate(capacity: Ed25519Key.secretLength)
        var publicKey = [UInt8](repeating: 0, count: 32)
        crypto_sign_seed_keypair(&publicKey, secret, seed)
        self.publicKey = publicKey
    }

    deinit {
        sodium_memzero(secret, Ed25519Key.secretLength)
        secret.deallocate()
    }

    /// 64 bytes; the same message always gets the same signature.
    func sign(_ message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 64)
        crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
        return signature
    }

    static func isValid(_ signature: some Collection<UInt8>, of message: [UInt8], by publicKey: [UInt8]) -> Bool {
        guard signature.count == 64, publicKey.count == 32, Sodium.isReady else { return false }
        return crypto_sign_verify_detached(Array(signature), message, UInt64(message.count), publicKey) == 0
    }
}
