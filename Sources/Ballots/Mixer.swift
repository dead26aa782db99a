import AuditLog
package import Core
import Jobs
package import Postgres

/// So many ballots must wait before they are mixed while an election is open: a ballot hides among them.
package let fewestToMix = 20

/// What one run of the mixer did.
package enum Mixing: Sendable, Equatable {
    /// So many ballots are new in the box.
    case mixed(Int)
    /// Too few wait.
    case tooFew
    /// Another server mixes.
    case busy
}

extension Connection {
    /// Moves what waits into the box in random order, if enough waits. See `docs/protocol.md`, "The way of one ballot".
    ///
    /// Run `vacuumBallots` afterwards, outside the transaction.
    package func mixBallots(of id: ElectionID, by permit: Permit, at now: Instant) throws -> Mixing {
        guard try take(.mix) else { return .busy }
        if try isEncrypted(id) { return try mixEncrypted(of: id, at: now) }
        guard try nextMix(of: id, at: now) != nil, try waiting(in: id) >= fewestToMix else { return .tooFew }
        try lockParents()
        try script("LOCK TABLE ballot_intake_\(id) IN ACCESS EXCLUSIVE MODE")
        guard try waiting(in: id) >= fewestToMix else { return .tooFew }
        return .mixed(try box(id, at: now))
    }

    /// The mix at the close: moves whatever waits and writes all of roll and box anew, so that every row carries one
    /// transaction id and stands in an order of its own. The election is closed; mixing again changes only the order.
    package func mixLastBallots(of id: ElectionID, by permit: Permit, at now: Instant) throws -> Mixing {
        guard try take(.mix) else { return .busy }
        if try isEncrypted(id) { return try mixLastEncrypted(of: id, at: now) }
        let closed = try rows(
            "SELECT 1 AS one FROM elections WHERE id = \(id) AND state = 'closed' FOR UPDATE")
        guard !closed.isEmpty else { return .tooFew }
        try lockParents()
        try script(
            """
            LOCK TABLE electoral_roll_\(id), ballot_intake_\(id), ballot_box_\(id), ballots_withdrawn_\(id)
                IN ACCESS EXCLUSIVE MODE
            """)
        // All of a city's roll is written, which may take longer than the pages' statements may.
        try script("SET LOCAL statement_timeout = '10min'")
        let boxed = try box(id, at: now)
        try rewriteRoll(of: id)
        try script(
            """
            CREATE TEMPORARY TABLE box_before ON COMMIT DROP AS TABLE ballot_box_\(id);
            TRUNCATE ballot_box_\(id);
            INSERT INTO ballot_box (election_id, ballot, salt, commitment, number_hash, code_hash)
                SELECT election_id, ballot, salt, commitment, number_hash, code_hash FROM box_before
                ORDER BY gen_random_uuid();
            """)
        return .mixed(boxed)
    }

    /// Writes all of a roll anew, whose partition the caller holds alone.
    func rewriteRoll(of id: ElectionID) throws {
        try script(
            """
            CREATE TEMPORARY TABLE roll_before ON COMMIT DROP AS TABLE electoral_roll_\(id);
            TRUNCATE electoral_roll_\(id);
            INSERT INTO electoral_roll (election_id, person_id, mark)
                SELECT election_id, person_id, mark FROM roll_before ORDER BY gen_random_uuid();
            """)
    }

    /// Removes the dead rows that the mix left. Runs outside a transaction, after every mix and again if in doubt.
    package func vacuumBallots(of id: ElectionID) throws {
        if try isEncrypted(id) { return try script("VACUUM electoral_roll_\(id), encrypted_intake_\(id)") }
        try script(
            "VACUUM electoral_roll_\(id), ballot_intake_\(id), ballot_box_\(id), ballots_withdrawn_\(id)")
    }

    private func waiting(in id: ElectionID) throws -> Int {
        try rows("SELECT count(*) AS n FROM ballot_intake WHERE election_id = \(id)").first?["n"] ?? 0
    }

    /// In the order in which an opening takes them, so that neither waits for the other for ever.
    private func lockParents() throws {
        try script(
            """
            LOCK TABLE ONLY electoral_roll, ONLY ballot_intake, ONLY ballot_box, ONLY ballots_withdrawn
                IN ROW EXCLUSIVE MODE
            """)
    }

    private func box(_ id: ElectionID, at now: Instant) throws -> Int {
        let added: [[UInt8]] = try rows(
            """
            INSERT INTO ballot_box (election_id, ballot, salt, commitment, number_hash, code_hash)
            SELECT election_id, ballot, salt,
                sha256(convert_to('mitstimme-ballot/v1', 'UTF8') || decode('00', 'hex')
                    || convert_to(election_id::text, 'UTF8') || decode('00', 'hex') || salt || ballot),
                number_hash, code_hash
            FROM ballot_intake WHERE election_id = \(id) ORDER BY gen_random_uuid()
            RETURNING commitment
            """
        ).map { try $0["commitment"] }
        let removed: [[UInt8]] = try rows(
            "SELECT commitment FROM ballots_withdrawn WHERE election_id = \(id)"
        ).map { try $0["commitment"] }
        try run("UPDATE electoral_roll SET fresh = false WHERE election_id = \(id) AND fresh")
        for part in BoxedPart.parts(added: added, removed: removed) {
            try log(.ballotsBoxed(id, added: part.added, removed: part.removed), at: now)
        }
        try script("TRUNCATE ballot_intake_\(id), ballots_withdrawn_\(id)")
        return added.count
    }
}

/// What one event says of a mix: at most 1,000 commitments, so that the entry fits into 64 kB.
struct BoxedPart: Equatable {
    static let most = 1000

    var added: [[UInt8]] = []
    var removed: [[UInt8]] = []

    /// Both lists in ascending order, cut into as few parts as hold them. None for empty lists.
    static func parts(added: [[UInt8]], removed: [[UInt8]]) -> [BoxedPart] {
        let all =
            added.sorted { $0.lexicographicallyPrecedes($1) }.map { (isNew: true, commitment: $0) }
            + removed.sorted { $0.lexicographicallyPrecedes($1) }.map { (isNew: false, commitment: $0) }
        return stride(from: 0, to: all.count, by: most).map { start in
            let part = all[start..<min(start + most, all.count)]
            return BoxedPart(
                added: part.filter(\.isNew).map(\.commitment),
                removed: part.filter { !$0.isNew }.map(\.commitment))
        }
    }
}
