import Acts
import Ballots
import Core
import ElectionCrypto
import Foundation
import Identity
import Postgres
import Support
import Tally

/// An open encrypted election with its voters, each of whom has a credential, and three trustees of whom two are needed.
struct EncryptedPolling: Sendable {
    static let group = Ed25519Group.shared

    let day: PollingDay
    let credentials: [Credential]
    let keepers: Keepers
    let uuid: String
    let setup: ArchiveSetup
    let encrypted: EncryptedElection<Ed25519Group>
    private let check: BallotCheck

    /// The cast has residents, too: they get credentials that nobody uses.
    init(
        voters count: Int = 3, rule: Rule = .plurality, given: [String: Parameter.Value] = [:],
        options: [String] = ["Park", "Platz", "Brunnen"], mixers: [Int]? = nil, shuffles: Int? = nil,
        isOpen: Bool = true, isAlsoOnPaper: Bool = false
    ) async throws {
        let day = try await PollingDay(
            voters: count, rule: rule, given: given, options: options, isOpen: false, manner: .encrypted,
            isAlsoOnPaper: isAlsoOnPaper)
        self.day = day
        var chance = SystemRandomNumberGenerator()
        let group = EncryptedPolling.group
        keepers = try Keepers()
        let trustees = keepers.trustees
        let (id, ada) = (day.election.id, day.cast.ada)
        let size = try await day.web.transaction { db in
            try db.freezeRoll(for: id, by: db.permit(office: .administration, for: ada), at: t0)
        }
        uuid = ElectionParameters.newUUID(using: &chance)
        let uuid = uuid
        credentials = (0..<size).map { _ in Credential(using: &chance) }
        let list = credentials.map { ($0.publicElement(election: uuid, in: group), 1) }
        let parameters = ElectionParameters.text(
            name: day.election.question, group: group.name,
            publicKey: group.text(try trustees.checked(in: group).key),
            questions: [day.election.ballotQuestion],
            uuid: uuid)
        setup = ArchiveSetup(
            parameters: parameters, trustees: Array(trustees.text(in: group).utf8),
            credentials: PublicCredentials<Ed25519Group>.text(list, in: group),
            terms: ElectionTerms(
                rollSize: size, totalWeight: size, shuffles: shuffles ?? mixers.map(\.count), mixers: mixers))
        encrypted = try EncryptedElection(ElectionParameters(parsing: parameters), in: group)
        var writer = ArchiveWriter(timestamp: 0)
        check = try BallotCheck(
            setup: writer.opening
                + writer.setup(
                    election: parameters, trustees: setup.trustees, credentials: setup.credentials))
        if isOpen { try await open() }
    }

    func open() async throws {
        let (id, ada) = (day.election.id, day.cast.ada)
        try await day.web.transaction { [setup] db in
            let permit = try db.permit(office: .administration, for: ada)
            try db.beginArchive(of: id, setup, by: permit, at: t0)
            try db.openElection(id, by: permit, at: t0)
        }
    }

    /// An encrypted ballot of voter `number` with the numbers of its one question.
    func ballot(_ numbers: [Int], of number: Int) throws -> [UInt8] {
        var chance = SystemRandomNumberGenerator()
        return try encrypted.ballot([numbers], credential: credentials[number], using: &chance)
    }

    /// Voter `number` casts; nil for somebody who is not signed in.
    @discardableResult
    func cast(
        _ bytes: [UInt8], by person: Person?, at now: Instant = t0.adding(hours: 1)
    ) async throws -> EncryptedPlace {
        let election = day.election
        let ballot = try check.proven(bytes)
        return try await day.web.transaction { db in
            let permit = try db.permit(toCastEncryptedIn: election, for: person, at: now)
            return try db.castEncrypted(ballot, in: election, by: permit)
        }
    }

    /// Each of `voters` casts a vote for the option that `choice` says.
    func cast(_ voters: some Sequence<Int>, _ choice: (Int) -> [Int] = { oneOf(3, $0 % 3) }) async throws {
        for number in voters {
            try await cast(try ballot(choice(number), of: number), by: day.voters[number])
        }
    }

    /// Where the tracker of a ballot says it is.
    func place(_ ballot: [UInt8]) async throws -> EncryptedPlace? {
        try await day.web.read { [day] db in try db.place(of: Digest(of: ballot), in: day.election.id) }
    }

    static func oneOf(_ options: Int, _ chosen: Int) -> [Int] {
        (0..<options).map { $0 == chosen ? 1 : 0 }
    }

    func archive() async throws -> ElectionArchive {
        guard let archive = try await day.web.read({ [day] in try $0.archive(of: day.election.id) }) else {
            throw GeneralRejection.notFound
        }
        return archive
    }

    func bytes() async throws -> [UInt8] {
        let archive = try await archive()
        return try await day.web.read { try $0.archiveBytes(of: archive, upTo: archive.length) }
    }

    /// Everything that anybody can check of the archive as it stands.
    func verification() async throws -> ElectionVerification<Ed25519Group> {
        let check = ElectionCheck(terms: setup.terms, mustBeComplete: false)
        var chance = SystemRandomNumberGenerator()
        return check.verification(of: .bytes(try await bytes()), in: EncryptedPolling.group, using: &chance)
    }

    /// The close, up to the tally that waits for the trustees.
    func close(at now: Instant = PollingDay.closes) async throws { try await day.finish(at: now) }

    /// What trustee `number` hands in, as `trustee decrypt` and `trustee mix` make it.
    func act(_ kind: ArchiveEvent.Kind, of number: Int) async throws -> [UInt8] {
        guard let act = keepers.act(kind, on: try await bytes(), by: number) else {
            throw GeneralRejection.notNow
        }
        return act
    }

    @discardableResult
    func handIn(_ act: [UInt8], at now: Instant = PollingDay.closes.adding(hours: 1)) async throws -> Int {
        try await day.web.transaction { [day] db in
            try db.addTrusteeAct(act, to: day.election.id, by: db.permit(bearer: "trustee"), at: now)
        }
    }

    func count(at now: Instant = PollingDay.closes.adding(hours: 2)) async throws {
        _ = try await day.duties.tally(day.election.id, at: now)
    }
}
