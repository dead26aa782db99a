package import Ballots
package import ElectionCrypto

/// Trustees with their secrets, and a registrar, as their programs act: what they hand in.
package struct Keepers: Sendable {
    package let names: [String]
    package let threshold: Int
    private let files: [CeremonyFile: [String]]
    /// By number from 1, at 0.
    package let secrets: [Ed25519Group.Scalar]
    /// As the archive has them.
    package let trustees: Trustees<Ed25519Group>

    /// Ada, Ben and Cleo, any two of whom can decrypt.
    package init(_ names: [String] = ["Ada", "Ben", "Cleo"], threshold: Int = 2) throws {
        var chance = SystemRandomNumberGenerator()
        let group = Ed25519Group.shared
        let members = names.indices.map {
            CeremonyMember(
                CeremonySeed(using: &chance), .init(size: names.count, threshold: threshold, index: $0 + 1),
                in: group)
        }
        let certificates = members.map { $0.certificate(using: &chance) }
        let contributions = try members.map { try $0.contribution(certificates, using: &chance) }
        // A repeated contribution has the same commitment: the promise holds.
        let promises = try members.map { try $0.promise(certificates, using: &chance) }
        let done = try zip(members, names).map { member, name in
            try member.completed(certificates, contributions, name: name, using: &chance)
        }
        secrets = done.map(\.secret)
        let keys = try ThresholdKeys.assembled(
            threshold: threshold, certificates, contributions, done.map(\.key), in: group)
        trustees = Trustees([.threshold(keys)])
        self.names = names
        self.threshold = threshold
        files = [
            .certificate: certificates.map { $0.text(in: group) },
            .promise: promises.map { $0.text(in: group) },
            .contribution: contributions.map { $0.text(in: group) },
            .key: done.map { $0.key.text(in: group) },
        ]
    }

    /// What the trustee with this number hands in at a step.
    package func file(_ step: CeremonyFile, _ number: Int) -> [UInt8] {
        Array((files[step]?[number - 1] ?? "").utf8)
    }

    /// What the trustee with this number has mixed or decrypted of an archive; nil where it is not the time for it.
    package func act(_ kind: ArchiveEvent.Kind, on archive: [UInt8], by number: Int) -> [UInt8]? {
        var chance = SystemRandomNumberGenerator()
        let group = Ed25519Group.shared
        return ElectionCheck(mustBeComplete: false)
            .verification(of: .bytes(archive), in: group, using: &chance)
            .act(kind, with: secrets[number - 1], using: &chance)
            .map { Array($0.text(in: group).utf8) }
    }

    /// A registrar's three files for so many voters, of one vote each unless `weight` says otherwise.
    package static func list(
        for uuid: String, voters: Int, by name: String, weight: Int = 1
    ) -> (registrar: [UInt8], credentials: [UInt8], statement: [UInt8]) {
        var chance = SystemRandomNumberGenerator()
        let group = Ed25519Group.shared
        let secret = group.randomScalar(using: &chance)
        let key = TrusteeKey(secret: secret, name: name, in: group, using: &chance)
        let elements = (0..<voters).map { _ in
            (
                element: Credential(.long, using: &chance).publicElement(election: uuid, in: group),
                weight: weight
            )
        }
        let credentials = PublicCredentials<Ed25519Group>.text(elements, in: group)
        let statement = RollStatement(
            election: uuid, credentials: Digest(of: credentials), rollSize: voters,
            totalWeight: voters * weight)
        return (
            Array(key.text(in: group).utf8), credentials,
            Array(statement.signed(with: secret, in: group, using: &chance).text(in: group).utf8)
        )
    }
}
