import CArgon2
package import Core

/// A password as it is stored: Argon2id, with its parameters and salt beside it.
///
///     $argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE
///
/// Memory in KiB, passes, lanes, salt and hash in Base64 without padding.
/// Source: the PHC string format; RFC 9106.
package struct PasswordHash: Hashable, Sendable {
    /// In bytes; longer passwords are refused.
    package static let longestPassword = 1024

    package let encoded: String
    package let parameters: Argon2Parameters

    /// Takes a stored hash.
    ///
    /// Nil if it is not Argon2id of version 19 or asks for more than 1 GiB, 64 passes or 16 lanes.
    package init?(encoded: String) {
        let parts = encoded.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id", parts[2] == "v=19",
            !parts[4].isEmpty, !parts[5].isEmpty
        else { return nil }
        var numbers: [UInt32] = []
        for (part, key) in zip(
            parts[3].split(separator: ",", omittingEmptySubsequences: false), ["m=", "t=", "p="])
        where part.hasPrefix(key) {
            guard let number = UInt32(part.dropFirst(2)) else { return nil }
            numbers.append(number)
        }
        guard numbers.count == 3 else { return nil }
        let parameters = Argon2Parameters(memoryKiB: numbers[0], passes: numbers[1], lanes: numbers[2])
        guard parameters.isBearable, "m=\(numbers[0]),t=\(numbers[1]),p=\(numbers[2])" == parts[3] else {
            return nil
        }
        self.encoded = encoded
        self.parameters = parameters
    }

    /// Hashes a password. Slow on purpose: some 20 ms and 19 MiB with the current parameters.
    ///
    /// `salt` is random, 16 bytes. Throws `PasswordRejection`, or `Argon2Fault` if memory is short.
    package static func make(
        password: Secret, parameters: Argon2Parameters = .current, salt: [UInt8] = SystemRandom.bytes(16)
    ) throws -> PasswordHash {
        guard password.count <= longestPassword else { throw PasswordRejection.tooLong }
        let length = argon2_encodedlen(
            parameters.passes, parameters.memoryKiB, parameters.lanes, UInt32(salt.count), UInt32(hashLength),
            Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let code = password.withBytes { bytes in
            argon2id_hash_encoded(
                parameters.passes, parameters.memoryKiB, parameters.lanes, bytes.baseAddress, bytes.count,
                salt, salt.count, hashLength, &encoded, length)
        }
        let text = String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard code == ARGON2_OK.rawValue, let hash = PasswordHash(encoded: text) else {
            throw Argon2Fault(code: code)
        }
        return hash
    }

    private static let hashLength = 32

    /// Whether this is the password. Compares in constant time and is as slow as `make`.
    package func verify(password: Secret) -> Bool {
        guard password.count <= PasswordHash.longestPassword else { return false }
        return password.withBytes { argon2id_verify(encoded, $0.baseAddress, $0.count) } == ARGON2_OK.rawValue
    }

    /// Whether the password should be hashed anew at the next sign-in.
    package func needsRehash(for wanted: Argon2Parameters = .current) -> Bool { parameters != wanted }
}

package enum PasswordRejection: String, Rejection {
    case tooLong = "password.too-long"
    package var kind: RejectionKind { .invalid }
}

/// Argon2 did not work: out of memory or threads, or parameters it cannot use. Codes as in argon2.h.
package struct Argon2Fault: Error, Equatable, Sendable {
    package let code: Int32
}
