package import Core
import ElectionCrypto
package import Postgres

extension Connection {
    /// Takes what a trustee has mixed or decrypted, in the form of `TrusteeAct`, and appends it to the archive.
    ///
    /// Checks signature, order and proof. Mixers come in any order, each once and each on what the one before has left.
    /// Ends the mixing as soon as enough have mixed, and plans the count when enough have decrypted. The same file again is
    /// harmless. Answers with the trustee's number.
    @discardableResult
    package func addTrusteeAct(
        _ bytes: [UInt8], to id: ElectionID, by permit: Permit, at now: Instant
    ) throws -> Int {
        let group = Ed25519Group.shared
        guard let act = try? TrusteeAct(parsing: bytes, in: group) else { throw BallotRejection.actUnproven }
        guard var archive = try lockedArchive(of: id) else { throw GeneralRejection.notFound }
        let trustees = try Trustees(parsing: archive.trustees, in: group)
        guard act.election == archive.uuid, let owner = act.owner(among: trustees, in: group) else {
            throw BallotRejection.actStranger
        }
        let acts = try archiveActs(of: id)
        if let done = acts.first(where: { $0.kind == act.kind && $0.owner == owner }) {
            guard done.payload == act.payload else { throw BallotRejection.actBefore }
            return owner
        }
        let terms = try archive.promised()
        var grammar = ArchiveGrammar(after: archive.stage)
        guard grammar.accepts(act.kind, hasRanked: terms.mixers != nil),
            act.kind != .shuffle || terms.mixers?.contains(owner) ?? false
        else { throw BallotRejection.actNotNow }
        // Another mixer was faster: what this one has shuffled is not the newest any more.
        guard act.kind != .shuffle || act.after == archive.head else { throw BallotRejection.actOutdated }
        // Checking a shuffle of many ballots takes longer than a page's statements may wait.
        try script("SET LOCAL idle_in_transaction_session_timeout = '10min'")
        let stage = try OpenTally(archive, acts, trustees, in: group)
        guard stage.holds(act, by: owner) else { throw BallotRejection.actUnproven }
        try extend(&archive, to: act.kind, at: now) { writer in
            act.kind == .shuffle
                ? writer.shuffle(act.payload, by: owner) : writer.partialDecryption(act.payload, by: owner)
        }
        try keep(act.kind, owner, act.payload, of: archive)
        let done = Set(acts.filter { $0.kind == act.kind }.compactMap(\.owner) + [owner])
        switch act.kind {
        case .shuffle where terms.areMet(byMixers: done):
            try extend(&archive, to: .endShuffles, at: now) { $0.endShuffles() }
        case .partialDecryption where trustees.areEnough(done): try plan(.tally, id, at: now)
        default: break
        }
        return owner
    }

    /// The tally as the ballots give it, for the trustees to open.
    func addTally(
        _ tally: (tally: [UInt8], ballots: Int, weight: Int), to archive: inout ElectionArchive,
        at now: Instant
    ) throws {
        try extend(&archive, to: .encryptedTally, at: now) {
            $0.encryptedTally(tally.tally, ballots: tally.ballots, weight: tally.weight)
        }
        try keep(.encryptedTally, nil, tally.tally, of: archive)
    }

    private func keep(
        _ kind: ArchiveEvent.Kind, _ owner: Int?, _ payload: [UInt8], of archive: ElectionArchive
    ) throws {
        try run(
            """
            INSERT INTO archive_acts (election_id, height, kind, owner, payload)
            VALUES (\(archive.election), \(archive.height - 1), \(kind.rawValue), \(owner),
                \(String(decoding: payload, as: UTF8.self)))
            """)
    }

    fileprivate func archiveActs(of id: ElectionID) throws -> [ArchiveAct] {
        try rows(
            "SELECT kind, owner, payload FROM archive_acts WHERE election_id = \(id) ORDER BY height"
        ).map { row in
            let kind: String = try row["kind"]
            let payload: String = try row["payload"]
            guard let kind = ArchiveEvent.Kind(rawValue: kind) else { throw BallotFault.archiveDamaged(kind) }
            return ArchiveAct(kind: kind, owner: try row["owner"], payload: Array(payload.utf8))
        }
    }
}

private struct ArchiveAct {
    let kind: ArchiveEvent.Kind
    let owner: Int?
    let payload: [UInt8]
}

/// What is to be mixed or opened now.
private struct OpenTally {
    let election: EncryptedElection<Ed25519Group>
    let trustees: Trustees<Ed25519Group>
    let tally: EncryptedTally<Ed25519Group>

    init(
        _ archive: ElectionArchive, _ acts: [ArchiveAct], _ trustees: Trustees<Ed25519Group>,
        in group: Ed25519Group
    ) throws {
        self.trustees = trustees
        election = try EncryptedElection(ElectionParameters(parsing: archive.parameters), in: group)
        guard let first = acts.first(where: { $0.kind == .encryptedTally }) else {
            throw BallotFault.archiveDamaged("its tally is missing")
        }
        var tally = try EncryptedTally(parsing: first.payload, in: group)
        if let last = acts.last(where: { $0.kind == .shuffle }) {
            let shuffle = try ElectionShuffle(parsing: last.payload, in: group)
            tally = tally.replacing(ranked: shuffle.shuffles.map(\.output), election.questions)
        }
        self.tally = tally
    }

    func holds(_ act: TrusteeAct<Ed25519Group>, by owner: Int) -> Bool {
        var chance = SystemRandomNumberGenerator()
        let key = trustees.keys[owner - 1].publicKey
        // What cannot be read is not proven either.
        return (try? act.holds(on: tally, by: key, in: election, using: &chance)) ?? false
    }
}
