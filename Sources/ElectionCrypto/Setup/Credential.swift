import CSodium
import Core

/// What a voter votes with, and no one else has.
///
///     ABCDE-FGHJKL-MNPQR-STUVWX    22 digits of Base58, Belenios 2.4 on
///     123-456-789-ABC-DE4          14 digits and a check digit, up to 2.3
package struct Credential: Hashable, Sendable, CustomStringConvertible {
    package enum Style: Hashable, Sendable {
        /// 22 digits, about 128 bits: for our elections.
        case long
        /// 15 digits, about 82 bits: the only ones that Debian 12's tool knows.
        case short
    }

    /// As printed, with its dashes.
    package let text: String
    package let style: Style

    /// Never the secret: logs and error texts print values.
    package var description: String { "<secret>" }

    /// nil for any other text and for a wrong check digit.
    package init?(_ text: String) {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }.map { Base58.digits.firstIndex(of: $0) }
        let known = digits.compactMap { $0 }
        guard known.count == digits.count else { return nil }
        switch groups {
        case [5, 6, 5, 6]: style = .long
        case [3, 3, 3, 3, 3]:
            guard known[14] == Credential.checkDigit(known.prefix(14)) else { return nil }
            style = .short
        default: return nil
        }
        self.text = text
    }

    /// A new credential.
    package init(_ style: Style = .long, using chance: inout some RandomNumberGenerator) {
        self.style = style
        var digits = Base58.random(style == .long ? 22 : 14, using: &chance)
        if style == .short {
            let values = digits.compactMap { Base58.digits.firstIndex(of: $0) }
            digits.append(Base58.digits[Credential.checkDigit(values[...])])
        }
        let sizes = style == .long ? [5, 6, 5, 6] : [3, 3, 3, 3, 3]
        var rest = digits[...]
        let groups = sizes.map { size in
            defer { rest = rest.dropFirst(size) }
            return String(decoding: rest.prefix(size), as: UTF8.self)
        }
        text = groups.joined(separator: "-")
    }

    /// 53 less the number of the digits modulo 53.
    private static func checkDigit(_ digits: ArraySlice<Int>) -> Int {
        53 - digits.reduce(0) { ($0 * 58 + $1) % 53 }
    }

    /// The secret logarithm of the public credential in the election `uuid`.
    package func secret<G: Group>(election uuid: String, in group: G) -> G.Scalar {
        if style == .long {
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
