import Secrets
package import TransparencyLog

/// The log's name and the key that signs its checkpoints. The key's name is the origin.
package struct LogKey: Sendable {
    package let signing: SigningKey

    /// `seed` is 32 bytes, kept outside the database and its backups.
    package init?(origin: String, seed: [UInt8]) {
        guard let key = SigningKey(name: origin, seed: seed) else { return nil }
        signing = key
    }

    package var origin: String { signing.name }

    /// The trust file for verifiers while there is no witness: the log's key alone.
    package func policy() throws -> LogPolicy {
        try LogPolicy(logs: [.init(key: signing.vkey)], witnesses: [], groups: [], quorum: nil)
    }
}
