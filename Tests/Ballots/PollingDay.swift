import Acts
import Ballots
import Core
import Foundation
import Identity
import Postgres
import PublicRecord
import Publication
import Secrets
import Support
import Tally

/// What a voter takes home.
struct Receipt: Sendable {
    let number = BallotNumber.draw()
    let code = ChangeCode.draw()
}

/// An open election with its voters, in a database of the test's own.
struct PollingDay: Sendable {
    static let origin = "demo.mitstimme.invalid/log"
    static let opens = t0
    static let closes = t0.adding(days: 7)

    let owner: Database
    let web: Database
    let jobs: Database
    let cast: Cast
    /// Residents besides the cast, in the order in which tests let them vote.
    let voters: [Person]
    let election: Election
    let duties: ElectionDuties

    init(
        voters count: Int = 3, rule: Rule = .approval, given: [String: Parameter.Value] = [:],
        options: [String] = ["Park", "Platz", "Brunnen"], isOpen: Bool = true, manner: Manner = .openBox,
        isAlsoOnPaper: Bool = false
    ) async throws {
        let database = try TestDatabase.inUse()
        (owner, web, jobs) = (database.owner, database.web, database.jobs)
        cast = try await Cast(owner)
        let ada = cast.ada
        voters = try await owner.transaction { db in try (0..<count).map { try PollingDay.voter($0, db) } }
        duties = ElectionDuties(jobs, origin: PollingDay.origin)
        let draft = ElectionDraft(
            process: cast.process, question: "Was bauen wir?", description: "", rule: rule,
            parameters: try Parameters(of: rule, given), options: options.map { ElectionOption(title: $0) },
            opensAt: PollingDay.opens, closesAt: PollingDay.closes, manner: manner,
            isAlsoOnPaper: isAlsoOnPaper)
        election = try await web.transaction { db in
            let permit = try db.permit(office: .administration, for: ada)
            let id = try db.createElection(draft, once: UUID(), by: permit, at: t0.adding(days: -1))
            if isOpen { try db.openElection(id, by: permit, at: t0) }
            guard let election = try db.anyElection(id) else { throw GeneralRejection.notFound }
            return election
        }
    }

    private static func voter(_ number: Int, _ db: isolated Connection) throws -> Person {
        let house = db.permit(house: "test")
        let id = try db.addAccount(
            name: "Stimme \(number)", email: "stimme\(number)@example.org", passwordHash: "none",
            language: "de",
            by: house, on: t0.day)
        try db.confirmAccount(id, on: t0.day)
        try db.run("INSERT INTO consents (person_id, version, given_on) VALUES (\(id), 1, \(t0.day))")
        try db.attestResidence(of: id, until: Day(daysSince1970: 40_000), by: house, at: t0)
        guard let person = try db.person(id) else { throw GeneralRejection.notFound }
        return person
    }

    @discardableResult
    func vote(
        _ person: Person, _ ballot: Ballot, _ receipt: Receipt = Receipt(),
        at now: Instant = t0.adding(hours: 1)
    ) async throws -> BallotPlace {
        try await web.transaction { [election] db in
            let permit = try db.permit(toVoteIn: election, for: person, at: now)
            return try db.castBallot(
                ballot, number: receipt.number, code: receipt.code, in: election, by: permit)
        }
    }

    @discardableResult
    func change(
        _ old: Receipt, to ballot: Ballot, _ new: Receipt = Receipt(), at now: Instant = t0.adding(hours: 2)
    ) async throws -> BallotPlace {
        try await web.transaction { [election] db in
            let permit = try db.permit(toChangeBallotIn: election, at: now)
            return try db.changeBallot(
                with: old.code, to: ballot, number: new.number, code: new.code, in: election, by: permit)
        }
    }

    /// Everybody of `people` votes, one after the other, with a ballot that tells who they are to the test alone.
    func vote(_ people: some Sequence<Person>, _ ballot: (Int) -> Ballot = { .approvals([$0 % 3]) })
        async throws
        -> [Receipt]
    {
        var receipts: [Receipt] = []
        for (index, person) in people.enumerated() {
            let receipt = Receipt()
            try await vote(person, ballot(index), receipt)
            receipts.append(receipt)
        }
        return receipts
    }

    func place(_ receipt: Receipt) async throws -> BallotPlace? {
        try await web.read { [election] in try $0.place(of: receipt.number, in: election.id) }
    }

    func mix(at now: Instant = t0.adding(hours: 3)) async throws {
        _ = try await duties.mix(election.id, at: now)
    }

    /// The end: last mix and count.
    func finish(at now: Instant = PollingDay.closes) async throws {
        _ = try await duties.close(election.id, at: now)
        _ = try await duties.tally(election.id, at: now)
    }

    func result() async throws -> ElectionResult? {
        try await web.read { [election] in try $0.result(of: election.id) }
    }

    /// The bundle as it is served, put together in memory.
    func bundle(_ policy: [UInt8]) async throws -> PublicRecord.Bundle? {
        let id = election.id
        let (bundle, archive) = try await web.read {
            (try $0.bundle(of: id, policy: policy), try $0.archive(of: id))
        }
        guard let bundle, let archive else { return bundle }
        let frame = BundleFrame(
            bundle, length: archive.length, digest: try await ArchiveParts(of: archive, in: web).digest(),
            terms: archive.terms)
        let bytes = try await web.read { try $0.archiveBytes(of: archive, upTo: archive.length) }
        return try PublicRecord.Bundle(parsing: frame.before + bytes + frame.after)
    }

    /// A whole number that a statement of the test's own answers with.
    func number(_ statement: SQL) async throws -> Int {
        try await owner.read { db in try db.rows(statement).first?["n"] ?? 0 }
    }
}

extension PublicRecord.Bundle {
    /// The same with one bit of a member changed, and a manifest that fits.
    func changed(_ name: String) -> PublicRecord.Bundle {
        PublicRecord.Bundle(
            members: members.map { member in
                guard member.name == name else { return member }
                var bytes = member.bytes
                bytes[bytes.count / 2] ^= 1
                return Tar.Member(name: name, bytes: bytes)
            })
    }
}
