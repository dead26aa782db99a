import CSodium

/// HMAC with SHA-256. Source: RFC 2104.
package enum HMAC256 {
    /// 32 bytes. The key may have any length.
    package static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        key.withUnsafeBufferPointer { code(of: message, key: $0) }
    }

    /// 32 bytes. The key may have any length.
    package static func code(of message: [UInt8], key: Secret) -> [UInt8] {
        key.withBytes { code(of: message, key: $0) }
    }

    private static func code(of message: [UInt8], key: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        // The key is padded with zeros, so the empty key and one zero are the same.
        guard let start = key.baseAddress else { return code(of: message, key: [0]) }
        var state = crypto_auth_hmacsha256_state()
        defer { sodium_memzero(&state, MemoryLayout.size(ofValue: state)) }
        var code = [UInt8](repeating: 0, count: 32)
        crypto_auth_hmacsha256_init(&state, start, key.count)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, &code)
        return code
    }
}
