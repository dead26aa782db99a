import CArgon2
import CSodium
package import Core

/// A secret that is locked with a passphrase: Argon2id makes the key, XChaCha20-Poly1305 the box.
///
///     {"argon2":"m=65536,t=3,p=4","box":"…","nonce":"…","salt":"…"}
///
/// Salt (16 bytes), nonce (24) and box in Base64. What stands beside it in its file, the context, is authenticated
/// with it. Sources: RFC 9106; draft-irtf-cfrg-xchacha-03.
package struct SealedSecret: Hashable, Sendable {
    package let parameters: Argon2Parameters
    private let salt: [UInt8]
    private let nonce: [UInt8]
    private let box: [UInt8]

    /// For keys that are opened a few times a year. Source: RFC 9106 section 4, the second recommended option.
    package static let cost = Argon2Parameters(memoryKiB: 65_536, passes: 3, lanes: 4)

    /// Locks the bytes. Throws `Argon2Fault` if memory is short.
    package init(
        _ content: Secret, passphrase: Secret, context: String, parameters: Argon2Parameters = cost
    ) throws {
        self.parameters = parameters
        salt = SystemRandom.bytes(16)
        let nonce = SystemRandom.bytes(Int(crypto_aead_xchacha20poly1305_ietf_npubbytes()))
        var key = try SealedSecret.key(passphrase, salt, parameters)
        defer { sodium_memzero(&key, key.count) }
        var box = [UInt8](
            repeating: 0, count: content.count + Int(crypto_aead_xchacha20poly1305_ietf_abytes()))
        let context = Array(context.utf8)
        content.withBytes { content in
            _ = crypto_aead_xchacha20poly1305_ietf_encrypt(
                &box, nil, content.baseAddress, UInt64(content.count), context, UInt64(context.count),
                nil, nonce, key)
        }
        self.nonce = nonce
        self.box = box
    }

    /// Unlocks the bytes; nil for a wrong passphrase, another context or a changed box, which look the same.
    package func opened(passphrase: Secret, context: String) throws -> Secret? {
        var key = try SealedSecret.key(passphrase, salt, parameters)
        defer { sodium_memzero(&key, key.count) }
        let context = Array(context.utf8)
        var content = [UInt8](
            repeating: 0, count: box.count - Int(crypto_aead_xchacha20poly1305_ietf_abytes()))
        defer { sodium_memzero(&content, content.count) }
        let code = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &content, nil, nil, box, UInt64(box.count), context, UInt64(context.count), nonce, key)
        return code == 0 ? Secret(content) : nil
    }

    private static func key(
        _ passphrase: Secret, _ salt: [UInt8], _ parameters: Argon2Parameters
    ) throws -> [UInt8] {
        var key = [UInt8](repeating: 0, count: Int(crypto_aead_xchacha20poly1305_ietf_keybytes()))
        let code = passphrase.withBytes { bytes in
            argon2id_hash_raw(
                parameters.passes, parameters.memoryKiB, parameters.lanes, bytes.baseAddress, bytes.count,
                salt, salt.count, &key, key.count)
        }
        guard code == ARGON2_OK.rawValue else { throw Argon2Fault(code: code) }
        return key
    }
}

extension SealedSecret {
    package var members: [String: JSON] {
        let cost = "m=\(parameters.memoryKiB),t=\(parameters.passes),p=\(parameters.lanes)"
        return [
            "argon2": .string(cost), "box": .string(box.base64), "nonce": .string(nonce.base64),
            "salt": .string(salt.base64),
        ]
    }

    /// Nil where a member is missing, and where more than 1 GiB, 64 passes or 16 lanes are asked for.
    package init?(members: [String: JSON]) {
        func bytes(_ key: String) -> [UInt8]? { (members[key]?.string).flatMap { [UInt8](base64: $0) } }
        let numbers = (members["argon2"]?.string ?? "").split(separator: ",").map { UInt32($0.dropFirst(2)) }
        guard let salt = bytes("salt"), let nonce = bytes("nonce"), let box = bytes("box"),
            numbers.count == 3, let memory = numbers[0], let passes = numbers[1], let lanes = numbers[2],
            salt.count == 16, nonce.count == Int(crypto_aead_xchacha20poly1305_ietf_npubbytes()),
            box.count >= Int(crypto_aead_xchacha20poly1305_ietf_abytes())
        else { return nil }
        parameters = Argon2Parameters(memoryKiB: memory, passes: passes, lanes: lanes)
        guard parameters.isBearable else { return nil }
        self.salt = salt
        self.nonce = nonce
        self.box = box
    }
}
