package import Core
import ElectionCrypto
package import Postgres

/// Who keeps the key of an encrypted election, as its archive says.
package struct KeyKeeping: Sendable {
    /// The trustees in the order of their numbers.
    package let names: [String]
    /// How many of them can decrypt together.
    package let threshold: Int
    package let registrar: String?
    /// φ of the election, in Base64 as ballots have it.
    package let fingerprint: String
    /// The hash of the archive's last event, in the digits that are read aloud.
    package let head: String
}

extension Connection {
    /// Nil until the archive has begun, and for elections with an open box.
    package func keyKeeping(of id: ElectionID) throws -> KeyKeeping? {
        guard let archive = try archive(of: id) else { return nil }
        let group = Ed25519Group.shared
        let trustees = try Trustees(parsing: archive.trustees, in: group)
        var threshold = 0
        for holder in trustees.holders {
            switch holder {
            case .single: threshold += 1
            case .threshold(let keys): threshold += keys.threshold
            }
        }
        let parameters = try ElectionParameters(parsing: archive.parameters)
        return KeyKeeping(
            names: trustees.keys.map { $0.name ?? "?" }, threshold: threshold,
            registrar: parameters.credentialAuthority, fingerprint: parameters.fingerprint,
            head: archive.head.spoken)
    }
}
