import Ballots
import Core
import ElectionCrypto
import Foundation
import Identity
import Postgres
import Tally

/// Trustees, registrar and voters' devices of an encrypted demo election, all in one hand: in a demo nothing is secret.
struct DemoBooth: Sendable {
    private static let group = Ed25519Group.shared

    let election: ElectionID
    let plan: DemoElection
    private let uuid: String
    private let credentials: [Credential]
    private let secrets: [Ed25519Group.Scalar]
    private let trustees: Trustees<Ed25519Group>

    /// Two trustees, each of whom is needed. The first credentials are those that stand in the election's description.
    init(_ election: ElectionID, _ plan: DemoElection, credentials known: [Credential], size: Int) {
        var chance = SystemRandomNumberGenerator()
        self.election = election
        self.plan = plan
        uuid = ElectionParameters.newUUID(using: &chance)
        credentials = known + (known.count..<max(size, known.count)).map { _ in Credential(using: &chance) }
        let group = DemoBooth.group
        let secrets = (0..<2).map { _ in group.randomScalar(using: &chance) }
        self.secrets = secrets
        trustees = Trustees(
            zip(secrets, ["Notarin Ines Ruhr", "Heimatverein Hafen"]).map { secret, name in
                .single(TrusteeKey(secret: secret, name: name, in: group, using: &chance))
            })
    }

    func setup(for election: Election) throws -> ArchiveSetup {
        let group = DemoBooth.group
        let list = credentials.map { ($0.publicElement(election: uuid, in: group), 1) }
        return ArchiveSetup(
            parameters: ElectionParameters.text(
                name: election.question, group: group.name,
                publicKey: group.text(try trustees.checked(in: group).key),
                questions: [election.ballotQuestion], uuid: uuid),
            trustees: Array(trustees.text(in: group).utf8),
            credentials: PublicCredentials<Ed25519Group>.text(list, in: group),
            terms: ElectionTerms(rollSize: list.count, totalWeight: list.count))
    }

    /// The encrypted ballots of a share of the people, each with a credential of their own.
    func ballots(
        of people: [Person], in archive: ElectionArchive, setup: [UInt8]
    ) throws -> [(person: Person, ballot: ProvenBallot)] {
        let encrypted = try EncryptedElection(
            ElectionParameters(parsing: archive.parameters), in: DemoBooth.group)
        let options = encrypted.questions[0].answers.count
        let check = try BallotCheck(setup: setup)
        var chance = SystemRandomNumberGenerator()
        let voting = people.enumerated().filter { $0.offset * 37 % 100 < plan.share }.map { $0 }
        return try zip(voting, credentials).map { voter, credential in
            guard case .choice(let chosen) = plan.ballot(voter.offset, options) else {
                throw BallotRejection.ballotInvalid
            }
            let numbers = (0..<options).map { $0 == chosen ? 1 : 0 }
            let ballot = try encrypted.ballot([numbers], credential: credential, using: &chance)
            return (voter.element, try check.proven(ballot))
        }
    }

    /// What the trustees hand in for the archive as it stands.
    func decryptions(of archive: [UInt8]) -> [[UInt8]] {
        let group = DemoBooth.group
        var chance = SystemRandomNumberGenerator()
        let verification = ElectionCheck(mustBeComplete: false)
            .verification(of: .bytes(archive), in: group, using: &chance)
        return secrets.compactMap { secret in
            verification.act(.partialDecryption, with: secret, using: &chance)
                .map { Array($0.text(in: group).utf8) }
        }
    }
}

extension DemoElection {
    /// Encrypted and counted.
    static let stop = DemoElection(
        "Wie soll die neue Haltestelle am Hafen heißen?",
        "Eine Abstimmung mit verschlüsselten Stimmzetteln: Niemand hat eine einzelne Stimme gesehen, auch die Stadt nicht.",
        .plurality, options: ["Hafenkante", "Am alten Kran", "Ruhrblick"], share: 14
    ) { number, _ in .choice([0, 1, 0, 2, 1, 0, 0][number % 7]) }

    /// Encrypted and open. The credentials have voted, so that whoever tries the demo can vote again with one of them.
    static func park(_ credentials: [Credential]) -> DemoElection {
        DemoElection(
            "Was soll der Stadtteilpark zuerst bekommen?",
            """
            Hier verschlüsselt Ihr Gerät den Stimmzettel. **Zum Ausprobieren, ohne Konto:** Mit diesen erfundenen \
            Zugangscodes wurde schon abgestimmt. Stimmen Sie mit einem davon noch einmal ab; gezählt wird die letzte Stimme.

            \(credentials.map { "- `\($0.text)`\n" }.joined())
            """,
            .plurality, options: ["Einen Wasserspielplatz", "Mehr Bäume und Bänke", "Eine Bühne"], share: 14
        ) { number, _ in .choice([1, 0, 2, 1, 1, 0, 2][number % 7]) }
    }
}
