import Acts
import Ballots
import Core
import ElectionCrypto
import Foundation
import Postgres
import Support
import Tally

/// Encrypted election 1 of the test's own database, for which a trustee and a registrar have done their part.
struct BoothPlace: Sendable {
    let cast: Cast
    let uuid = "8xK2mPqRs7TuVw"
    /// One for each of the roll.
    let credentials: [Credential]

    init(
        _ rule: Rule = .yesNo, options: [String] = ["Ja", "Nein", "Enthaltung"], isOpen: Bool = true,
        isAlsoOnPaper: Bool = false
    )
        async throws
    {
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        self.cast = cast
        let draft = ElectionDraft(
            process: cast.process, question: "Soll der Park \"größer\" werden & wann?", description: "",
            rule: rule, parameters: try Parameters(of: rule, [:]),
            options: options.map { ElectionOption(title: $0) }, opensAt: t0, closesAt: PollingPlace.closes,
            manner: .encrypted, isAlsoOnPaper: isAlsoOnPaper)
        let uuid = uuid
        credentials = try await database.web.transaction { db in
            let permit = try db.permit(office: .administration, for: cast.ada)
            let id = try db.createElection(draft, once: UUID(), by: permit, at: t0)
            let size = try db.freezeRoll(for: id, by: permit, at: t0)
            guard let election = try db.anyElection(id) else { throw GeneralRejection.notFound }
            var chance = SystemRandomNumberGenerator()
            let credentials = (0..<size).map { _ in Credential(using: &chance) }
            let group = Ed25519Group.shared
            let list = credentials.map { $0.publicElement(election: uuid, in: group) }
            let sorted = zip(group.texts(list), list).sorted { $0.0 < $1.0 }.map { ($0.1, 1) }
            let setup = ArchiveSetup(
                parameters: ElectionParameters.text(
                    name: election.question, group: group.name, publicKey: BoothPlace.key,
                    questions: [election.ballotQuestion], uuid: uuid),
                trustees: Array(BoothPlace.trustees.utf8),
                credentials: PublicCredentials<Ed25519Group>.text(sorted, in: group),
                terms: ElectionTerms(rollSize: size, totalWeight: size))
            try db.beginArchive(of: id, setup, by: permit, at: t0)
            if isOpen { try db.openElection(id, by: permit, at: t0) }
            return credentials
        }
    }

    /// The trustee of the worked example in our note on the protocol.
    private static let key = "4c8fc18651225799bbdfca2d02314274d18b2e8f4bfa67be6bf59b5c5221efef"
    private static let trustees = """
        [["Single",{"pok":{"challenge":"1037721619575963120710474368622511629121585709894925276875957754682414309214",\
        "response":"4348525347908956204979566101289048913080266035240592749864964121594824494736"},\
        "public_key":"\(key)"}]]
        """
}
