import Dispatch
import Secrets

/// Hashes passwords on a queue of its own, one at a time, so that signing in never holds up reading.
final class PasswordWork: Sendable {
    let parameters: Argon2Parameters
    private let queue = DispatchQueue(label: "passwords", qos: .utility)

    init(parameters: Argon2Parameters) { self.parameters = parameters }

    func hash(_ password: String) async throws -> String {
        try await work { [parameters] in
            try PasswordHash.make(password: Secret(password: password), parameters: parameters).encoded
        }
    }

    /// Whether the password is right. An unknown account (nil) takes the same time as a known one.
    func verify(_ password: String, against encoded: String?) async throws -> Bool {
        try await work { [parameters] in
            guard let hash = encoded.flatMap({ PasswordHash(encoded: $0) }) else {
                _ = try PasswordHash.make(password: Secret(password: password), parameters: parameters)
                return false
            }
            return hash.verify(password: Secret(password: password))
        }
    }

    /// Whether a right password should be hashed again because the parameters have changed.
    func needsRehash(_ encoded: String) -> Bool {
        PasswordHash(encoded: encoded)?.needsRehash(for: parameters) ?? true
    }

    private func work<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
