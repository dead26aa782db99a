import CSodium
package import Foundation

/// Random values from the system's generator, the only source this house uses.
package enum SystemRandom {
    package static func bytes(_ count: Int) -> [UInt8] {
        precondition(Sodium.isReady, "the system's random generator does not start")
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// 0 ..< `bound`, each equally likely; 0 for a bound of 0 or 1.
    package static func below(_ bound: UInt32) -> UInt32 {
        precondition(Sodium.isReady, "the system's random generator does not start")
        return randombytes_uniform(bound)
    }

    /// A UUID of version 4: 122 random bits. Source: RFC 9562, section 5.4.
    package static func uuid() -> UUID {
        var bytes = bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
