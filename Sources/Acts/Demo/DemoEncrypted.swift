import Ballots
import Core
import ElectionCrypto
import Foundation
import Identity
import Postgres

extension DemoBooth {
    /// An encrypted election with its archive begun; it opens with the others.
    init(
        _ plan: DemoElection, _ known: [Credential], in process: ProcessID, on web: Database,
        from time: Instant, around today: Instant, until end: Instant
    ) async throws {
        let draft = try plan.draft(
            in: process, [], from: DemoElections.Moment.opened.instant(around: today), until: end,
            manner: .encrypted, isAlsoOnPaper: true)
        let (id, size) = try await web.transaction { db in
            let house = db.permit(house: "demo")
            let id = try db.createElection(draft, once: UUID(), by: house, at: time)
            return (id, try db.freezeRoll(for: id, by: house, at: time))
        }
        let booth = DemoBooth(id, plan, credentials: known, size: size)
        try await web.transaction { db in
            guard let election = try db.anyElection(id) else { throw GeneralRejection.notFound }
            try db.beginArchive(
                of: id, booth.setup(for: election), by: db.permit(house: "demo"), at: time)
        }
        self = booth
    }

    func vote(_ people: [Person], on web: Database, at now: Instant) async throws {
        let (archive, setup) = try await web.read { [election] db -> (ElectionArchive, [UInt8]) in
            guard let archive = try db.archive(of: election) else { throw GeneralRejection.notFound }
            return (archive, try db.archiveSetup(of: archive))
        }
        let ballots = try ballots(of: people, in: archive, setup: setup)
        try await web.transaction { [election] db in
            guard let election = try db.election(election) else { throw GeneralRejection.notFound }
            for (person, ballot) in ballots {
                let permit = try db.permit(toCastEncryptedIn: election, for: person, at: now)
                _ = try db.castEncrypted(ballot, in: election, by: permit)
            }
        }
        try await mark(people, on: web, at: now)
    }

    /// The paper, the tally, both trustees, the result.
    func count(_ people: [Person], with duties: ElectionDuties, on web: Database, at now: Instant)
        async throws
    {
        _ = try await duties.tally(election, at: now)
        try await countPaper(people, on: web, at: now)
        _ = try await duties.tally(election, at: now)
        let archive = try await web.read { [election] db -> [UInt8] in
            guard let archive = try db.archive(of: election) else { throw GeneralRejection.notFound }
            return try db.archiveBytes(of: archive, upTo: archive.length)
        }
        for act in decryptions(of: archive) {
            try await web.transaction { [election] db in
                try db.addTrusteeAct(act, to: election, by: db.permit(bearer: "trustee"), at: now)
            }
        }
        _ = try await duties.tally(election, at: now)
    }
}
