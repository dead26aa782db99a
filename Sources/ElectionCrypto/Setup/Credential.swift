import CSodium
import Core

/// What a voter votes with, and no one else has.
///
///     ABCDE-FGHJKL-MNPQR-STUVWX    22 digits of Base58, Belenios 2.4 on; what we make
///     123-456-789-ABC-DE4          14 digits and a check digit, up to 2.3
package struct Credential: Hashable, Sendable {
    /// As printed, with its dashes.
    package let text: String
    private let isLong: Bool

    /// nil for any other text and for a wrong check digit.
    package init?(_ text: String) {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }.map { Base58.digits.firstIndex(of: $0) }
        let known = digits.compactMap { $0 }
        guard known.count == digits.count else { return nil }
        switch groups {
        case [5, 6, 5, 6]: isLong = true
        case [3, 3, 3, 3, 3]:
            guard known[14] == Credential.checkDigit(known.prefix(14)) else { return nil }
            isLong = false
        default: return nil
        }
        self.text = text
    }

    /// A new credential of 22 digits.
    package init(using chance: inout some RandomNumberGenerator) {
        let digits = Base58.random(22, using: &chance).map { String(UnicodeScalar($0)) }
        let groups = [0..<5, 5..<11, 11..<16, 16..<22].map { digits[$0].joined() }
        text = groups.joined(separator: "-")
        isLong = true
    }

    /// 53 less the number of the digits modulo 53.
    private static func checkDigit(_ digits: ArraySlice<Int>) -> Int {
        53 - digits.reduce(0) { ($0 * 58 + $1) % 53 }
    }

    /// The secret logarithm of the public credential in the election `uuid`.
    package func secret<G: Group>(election uuid: String, in group: G) -> G.Scalar {
        if isLong {
            let halves = [0, 1].flatMap { Digest(of: "derive_credential|\(uuid)|\($0)|\(text)").bytes }
            return group.scalar(reducing: halves)
        }
        return group.scalar(
            reducing: stretched(Array(text.utf8), salt: Array(uuid.utf8), iterations: 1000))
    }

    package func publicElement<G: Group>(election uuid: String, in group: G) -> G.Element {
        group.secretPower(secret(election: uuid, in: group))
    }
}

/// PBKDF2-HMAC-SHA256, one block of 32 bytes. Source: RFC 8018 section 5.2.
func stretched(_ password: [UInt8], salt: [UInt8], iterations: Int) -> [UInt8] {
    var keyed = crypto_auth_hmacsha256_state()
    crypto_auth_hmacsha256_init(&keyed, password, password.count)
    func code(_ message: [UInt8]) -> [UInt8] {
        var state = keyed
        var out = [UInt8](repeating: 0, count: 32)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, &out)
        return out
    }
    var block = code(salt + [0, 0, 0, 1])
    var sum = block
    for _ in 1..<iterations {
        block = code(block)
        for index in sum.indices { sum[index] ^= block[index] }
    }
    return sum
}
