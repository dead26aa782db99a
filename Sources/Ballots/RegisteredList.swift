import Core
import ElectionCrypto

/// A registrar's list of credentials with its signed statement, found right. Long lists take seconds.
package struct RegisteredList: Sendable {
    let uuid: String
    /// How many credentials there are.
    let size: Int
    let files: [(CeremonyFile, [UInt8])]

    /// The bytes of the files as the program leaves them.
    package init(
        registrar: [UInt8], credentials: [UInt8], statement: [UInt8], of ceremony: Ceremony
    ) throws(CeremonyRejection) {
        let group = Ed25519Group.shared
        let key = try RegisteredList.reading { () throws(ElectionError) in
            try TrusteeKey(parsing: registrar, in: group)
        }
        guard key.isProven(in: group) else { throw .notSigned }
        guard key.name == ceremony.registrar.name else { throw .otherName }
        let signed = try RegisteredList.reading { () throws(ElectionError) in
            try SignedMessage(parsing: statement, in: group)
        }
        guard signed.isSigned(by: key.publicKey, in: group) else { throw .notSigned }
        let stated = try RegisteredList.reading { () throws(ElectionError) in
            try RollStatement(parsing: statement, by: key, in: group)
        }
        guard stated.election == ceremony.uuid else { throw .otherCeremony }
        guard stated.credentials == Digest(of: credentials) else { throw .otherList }
        var chance = SystemRandomNumberGenerator()
        let list = try RegisteredList.reading { () throws(ElectionError) in
            try PublicCredentials(parsing: credentials, in: group, using: &chance)
        }
        guard list.count == stated.rollSize, list.totalWeight == stated.totalWeight else {
            throw .otherCount
        }
        guard list.totalWeight == list.count else { throw .weights }
        uuid = ceremony.uuid
        size = list.count
        files = [
            (.registrar, Array(key.text(in: group).utf8)), (.credentials, credentials),
            (.statement, Array(signed.text(in: group).utf8)),
        ]
    }

    private static func reading<Value>(
        _ body: () throws(ElectionError) -> Value
    ) throws(CeremonyRejection) -> Value {
        do throws(ElectionError) {
            return try body()
        } catch {
            throw .unreadable
        }
    }
}
