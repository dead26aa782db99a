import Chance
import Core
import ElectionCrypto
import Secrets

/// The readers of what trustees and the registrar hand to each other, which comes from sticks and strangers.
extension Reader {
    private static let group = Ed25519Group.shared
    private static let uuid = "8xK2mPqRs7TuVw"

    /// One example of each file, from one seed.
    private static let files: [String: String] = {
        var chance = SeededRandom(3)
        let secret = group.randomScalar(using: &chance)
        let member = CeremonyMember(
            CeremonySeed(using: &chance), .init(size: 1, threshold: 1, index: 1), in: group)
        let certificates = [member.certificate(using: &chance)]
        let key = TrusteeKey(secret: secret, name: "Ada", in: group, using: &chance)
        let act = TrusteeAct(
            .shuffle, Array("{}".utf8), election: uuid, after: Digest(of: ""), key: secret, in: group,
            using: &chance)
        let statement = RollStatement(
            election: uuid, credentials: Digest(of: "[]"), rollSize: 3, totalWeight: 5)
        let application = CredentialApplication<Ed25519Group>(
            Credential(using: &chance), election: uuid, in: group, using: &chance)
        return [
            "act": act.text(in: group), "application": application.text(in: group),
            "certificate": certificates[0].text(in: group),
            "contribution": (try? member.contribution(certificates, using: &chance))?.text(in: group) ?? "",
            "key": key.text(in: group),
            "promise": (try? member.promise(certificates, using: &chance))?.text(in: group) ?? "",
            "statement": statement.signed(with: secret, in: group, using: &chance).text(in: group),
        ]
    }()

    private static func seed(_ key: String) -> String { files[key] ?? "" }

    private static let sealed: String = {
        let sealed = try? SealedSecret(
            Secret(text: "1"), passphrase: Secret(text: "2"), context: "3", parameters: .test)
        return JSON.object(sealed?.members ?? [:]).text
    }()

    static let trustees = [
        Reader(name: "shuffle or decryption handed in", seeds: [seed("act")]) { bytes in
            guard let act = try? TrusteeAct(parsing: bytes, in: group) else { return true }
            return (try? TrusteeAct(parsing: Array(act.text(in: group).utf8), in: group)) == act
        },
        Reader(name: "contribution to a ceremony", seeds: [seed("contribution")]) { bytes in
            guard let read = try? CeremonyContribution(parsing: bytes, in: group) else { return true }
            let text = Array(read.text(in: group).utf8)
            return (try? CeremonyContribution(parsing: text, in: group)) == read
        },
        Reader(name: "promise in a ceremony", seeds: [seed("promise"), seed("certificate")]) { bytes in
            guard let signed = try? SignedMessage(parsing: bytes, in: group),
                let certificate = try? SignedMessage(
                    parsing: Array(seed("certificate").utf8), in: group),
                let promises = try? CeremonyPromise.all([signed], by: [certificate], in: group)
            else { return true }
            return promises.count == 1
        },
        Reader(name: "registrar's statement", seeds: [seed("statement")]) { bytes in
            guard let key = try? TrusteeKey(parsing: Array(seed("key").utf8), in: group),
                let statement = try? RollStatement(parsing: bytes, by: key, in: group)
            else { return true }
            // Nobody signs another one by chance.
            return statement.rollSize == 3 && statement.totalWeight == 5
        },
        Reader(name: "application of a voter", seeds: [seed("application")]) { bytes in
            guard let read = try? CredentialApplication(parsing: bytes, election: uuid, in: group) else {
                return true
            }
            return read.weight > 0 && group.isMember(read.element)
        },
        Reader(name: "locked key", seeds: [sealed]) { bytes in
            guard let members = (try? JSON(parsing: bytes))?.object,
                let sealed = SealedSecret(members: members)
            else { return true }
            return SealedSecret(members: sealed.members) == sealed
        },
    ]
}
