import Acts
import Ballots
import Core
import Foundation
import Phrases
import Postgres
import Secrets
import Support
import Tally

/// An encrypted draft whose trustees are named, in a database of the test's own.
struct CeremonyDay: Sendable {
    let keepers: Keepers
    let database: TestDatabase
    let cast: Cast
    let id: ElectionID

    /// With mixers the election asks for ranks.
    init(mixers: Set<Int> = [], shuffles: Int? = nil) async throws {
        database = try TestDatabase.inUse()
        keepers = try Keepers()
        let cast = try await Cast(database.owner)
        self.cast = cast
        let rule = mixers.isEmpty ? Rule.yesNo : .schulze
        let draft = ElectionDraft(
            process: cast.process, question: "Soll die Brücke kommen?", description: "", rule: rule,
            parameters: try Parameters(of: rule),
            options: ["Ja", "Nein", "Enthaltung"].map { ElectionOption(title: $0) },
            opensAt: t0.adding(days: 1), closesAt: t0.adding(days: 8), manner: .encrypted)
        let words = try Catalogue(directory: checkout + "/Resources/phrases")[.german]
        let names = keepers.names
        id = try await database.web.transaction { db in
            let permit = try db.permit(office: .administration, for: cast.ada)
            let id = try db.createElection(draft, once: UUID(), by: permit, at: t0)
            try db.prepareElection(
                id,
                trustees: names.enumerated().map { index, name in
                    .init(
                        name: name, email: name == "Ada" ? "ada@example.org" : nil,
                        mixes: mixers.contains(index + 1))
                },
                threshold: 2, shuffles: shuffles, registrar: .init(name: "Wahlamt"),
                address: "https://stadt.example",
                phrases: words, by: permit, at: t0)
            return id
        }
    }

    func ceremony() async throws -> Ceremony {
        let found = try await database.web.read { [id] in try $0.ceremony(of: id) }
        guard let found else { throw GeneralRejection.notFound }
        return found
    }

    func handIn(_ step: CeremonyFile, _ number: Int) async throws {
        try await handIn(keepers.file(step, number), number)
    }

    func handIn(_ bytes: [UInt8], _ number: Int) async throws {
        try await database.web.transaction { [id] db in
            try db.handIn(bytes, by: number, in: id, by: db.permit(bearer: "trustee"), at: t0)
        }
    }

    /// From the certificates to the archive.
    func prepare() async throws {
        for step in CeremonyFile.steps {
            for number in 1...3 { try await handIn(step, number) }
        }
        try await freezeRoll()
        try await register()
        _ = try await begin()
    }

    func register() async throws {
        try await register(Keepers.list(for: ceremony().uuid, voters: eligible(), by: "Wahlamt"))
    }

    func register(_ files: (registrar: [UInt8], credentials: [UInt8], statement: [UInt8])) async throws {
        let list = try RegisteredList(
            registrar: files.registrar, credentials: files.credentials, statement: files.statement,
            of: await ceremony())
        try await database.web.transaction { [id] db in
            try db.handIn(list, in: id, by: db.permit(bearer: "registrar"), at: t0)
        }
    }

    func eligible() async throws -> Int { try await number("SELECT count(*) AS n FROM eligible_persons") }

    func number(_ statement: SQL) async throws -> Int {
        try await database.owner.read { db in try db.rows(statement).first?["n"] ?? 0 }
    }

    func freezeRoll() async throws {
        try await office { db, id, permit in _ = try db.freezeRoll(for: id, by: permit, at: t0) }
    }

    func restart(roll: Bool) async throws {
        try await office { db, id, permit in try db.restartCeremony(of: id, roll: roll, by: permit, at: t0) }
    }

    func link(_ token: Token, to number: Int) async throws {
        try await office { db, id, permit in
            try db.setLink(token.hash, of: number, in: id, by: permit, at: t0)
        }
    }

    func remind(_ number: Int, at now: Instant) async throws {
        let words = try Catalogue(directory: checkout + "/Resources/phrases")[.german]
        try await office { db, id, permit in
            try db.remind(number, in: id, phrases: words, by: permit, at: now)
        }
    }

    @discardableResult
    func holder(_ token: Token) async throws -> LinkHolder {
        try await database.web.read { try $0.holder(ofLink: token.text) }
    }

    func begin() async throws -> Bool {
        try await database.web.transaction { [id] in try $0.beginArchiveIfComplete(of: id, at: t0) }
    }

    func handInAct(_ bytes: [UInt8], _ number: Int) async throws {
        try await database.web.transaction { [id] db in
            try db.handInAct(bytes, by: number, in: id, by: db.permit(bearer: "trustee"), at: t0)
        }
    }

    /// The key of the sentence that refuses a file; nil where it is taken.
    func refusal(of act: [UInt8], _ number: Int) async throws -> String? {
        do {
            try await handInAct(act, number)
            return nil
        } catch let refusal as any Rejection {
            return refusal.phrase
        }
    }

    /// Opens and ends the voting, in which nobody votes, and gives the tally.
    func vote() async throws {
        try await office { db, id, permit in try db.openElection(id, by: permit, at: t0) }
        try await count()
    }

    /// What the house does after the close.
    func count() async throws {
        let duties = ElectionDuties(database.jobs, origin: "demo.mitstimme.invalid/log")
        _ = try await duties.close(id, at: t0.adding(days: 8))
        _ = try await duties.tally(id, at: t0.adding(days: 8))
    }

    /// What each trustee and then the registrar is to do.
    func tasks() async throws -> [CeremonyTask] {
        let ceremony = try await ceremony()
        guard let election = try await database.web.read({ [id] in try $0.anyElection(id) }) else {
            return []
        }
        return ceremony.participants.map { ceremony.task(of: $0, in: election) }
    }

    /// The bytes of the archive.
    func archive() async throws -> [UInt8] {
        try await database.web.read { [id] db in
            var bytes: [UInt8] = []
            while case let part = try db.archivePart(of: id, at: bytes.count), !part.isEmpty { bytes += part }
            return bytes
        }
    }

    func names() async throws -> [String] {
        try await database.web.read { [id] in try $0.namesOnRoll(of: id) }
    }

    /// The entries of a type that wait for the log.
    func logged(_ type: String) async throws -> [String] {
        let entries: [[UInt8]] = try await database.owner.read { db in
            try db.rows("SELECT entry FROM log_outbox").map { try $0["entry"] }
        }
        return entries.map { String(decoding: $0, as: UTF8.self) }.filter {
            $0.contains("\"act\":\"\(type)\"")
        }
    }

    private func office(
        _ act: @escaping @Sendable (isolated Connection, ElectionID, Permit) throws -> Void
    ) async throws {
        try await database.web.transaction { [id, cast] db in
            try act(db, id, db.permit(office: .administration, for: cast.ada))
        }
    }
}
