import CSodium

/// SHA-256 of bytes at hand. Source: FIPS 180-4.
package enum SHA256 {
    package static func hash(_ bytes: [UInt8]) -> Hash {
        var digest = [UInt8](repeating: 0, count: Hash.length)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return Hash(digest: digest)
    }
}

/// SHA-256 of bytes that arrive in pieces, such as a large file.
package struct StreamingSHA256 {
    private var state = crypto_hash_sha256_state()

    package init() { crypto_hash_sha256_init(&state) }

    package mutating func add(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// The hash of everything added so far; more may be added afterwards.
    package var hash: Hash {
        var copy = state
        var digest = [UInt8](repeating: 0, count: Hash.length)
        crypto_hash_sha256_final(&copy, &digest)
        return Hash(digest: digest)
    }
}
