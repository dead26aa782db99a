import AuditLog
package import Core
import ElectionCrypto
import Jobs
package import Postgres

/// A ballot that waits, with what puts it behind its credential's earlier ones.
struct WaitingBallot: Equatable {
    let bytes: [UInt8]
    let credential: String
    let turn: Int
}

extension [WaitingBallot] {
    /// In random order, but the ballots of one credential in the order of their turns: the last one counts.
    func mixed(using chance: inout some RandomNumberGenerator) -> [WaitingBallot] {
        var mixed = shuffled(using: &chance)
        let places = Dictionary(grouping: mixed.indices) { mixed[$0].credential }
        for places in places.values where places.count > 1 {
            let ordered = places.map { mixed[$0] }.sorted { $0.turn < $1.turn }
            for (place, ballot) in zip(places, ordered) { mixed[place] = ballot }
        }
        return mixed
    }
}

extension Connection {
    /// Whether the ballots of an election wait in `encrypted_intake`.
    func isEncrypted(_ id: ElectionID) throws -> Bool {
        try !rows("SELECT 1 AS one FROM elections WHERE id = \(id) AND manner = 'encrypted'").isEmpty
    }

    /// Moves what waits into the archive in random order, if enough waits.
    func mixEncrypted(of id: ElectionID, at now: Instant) throws -> Mixing {
        guard try nextMix(of: id, at: now) != nil, try waitingVoters(in: id) >= fewestToMix else {
            return .tooFew
        }
        try lockEncryptedParents()
        try script("LOCK TABLE encrypted_intake_\(id) IN ACCESS EXCLUSIVE MODE")
        guard try waitingVoters(in: id) >= fewestToMix else { return .tooFew }
        return .mixed(try archiveWaiting(of: id, at: now))
    }

    /// The batch at the close: whatever waits, and all of the roll anew in one transaction.
    func mixLastEncrypted(of id: ElectionID, at now: Instant) throws -> Mixing {
        let closed = try rows(
            "SELECT 1 AS one FROM elections WHERE id = \(id) AND state = 'closed' FOR UPDATE")
        guard !closed.isEmpty else { return .tooFew }
        try lockEncryptedParents()
        try script("LOCK TABLE electoral_roll_\(id), encrypted_intake_\(id) IN ACCESS EXCLUSIVE MODE")
        try script("SET LOCAL statement_timeout = '10min'")
        let count = try archiveWaiting(of: id, at: now)
        try rewriteRoll(of: id)
        return .mixed(count)
    }

    /// Ends the voting in the archive, once nothing waits.
    package func endBallots(of id: ElectionID, by permit: Permit, at now: Instant) throws {
        guard var archive = try lockedArchive(of: id), [.setup, .ballot].contains(archive.stage) else {
            return
        }
        let closed = try rows("SELECT 1 AS one FROM elections WHERE id = \(id) AND state = 'closed'")
        guard !closed.isEmpty, try waitingEncrypted(in: id) == 0 else { return }
        try extend(&archive, to: .endBallots, at: now) { $0.endBallots() }
    }

    private func waitingEncrypted(in id: ElectionID) throws -> Int {
        try rows("SELECT count(*) AS n FROM encrypted_intake WHERE election_id = \(id)").first?["n"] ?? 0
    }

    /// Ballots that are the first of their credential: nobody can fill a batch by voting again and again.
    private func waitingVoters(in id: ElectionID) throws -> Int {
        try rows(
            "SELECT count(*) AS n FROM encrypted_intake WHERE election_id = \(id) AND turn = 0"
        ).first?["n"] ?? 0
    }

    private func lockEncryptedParents() throws {
        try script("LOCK TABLE ONLY electoral_roll, ONLY encrypted_intake IN ROW EXCLUSIVE MODE")
    }

    private func archiveWaiting(of id: ElectionID, at now: Instant) throws -> Int {
        let waiting = try rows(
            """
            SELECT ballot, credential, turn FROM encrypted_intake WHERE election_id = \(id)
            ORDER BY gen_random_uuid()
            """
        ).map {
            WaitingBallot(bytes: try $0["ballot"], credential: try $0["credential"], turn: try $0["turn"])
        }
        try run("UPDATE electoral_roll SET fresh = false WHERE election_id = \(id) AND fresh")
        guard !waiting.isEmpty else { return 0 }
        guard var archive = try lockedArchive(of: id) else {
            throw BallotFault.archiveDamaged("it is missing")
        }
        try run(
            """
            INSERT INTO encrypted_box (election_id, digest, credential, turn)
            SELECT election_id, digest, credential, turn FROM encrypted_intake WHERE election_id = \(id)
            ORDER BY gen_random_uuid()
            """)
        var chance = SystemRandomNumberGenerator()
        let mixed = waiting.mixed(using: &chance)
        try extend(&archive, to: .ballot, at: now) { writer in
            mixed.reduce(into: []) { $0 += writer.ballot($1.bytes) }
        }
        try script("TRUNCATE encrypted_intake_\(id)")
        return waiting.count
    }
}
