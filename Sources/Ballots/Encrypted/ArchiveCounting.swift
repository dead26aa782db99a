import AuditLog
package import Core
package import ElectionCrypto
import Jobs
package import Postgres
import PublicRecord

/// A whole archive that was read and verified outside of any transaction.
package struct VerifiedArchive: Sendable {
    private let verification: ElectionVerification<Ed25519Group>
    /// Nil where too few have decrypted.
    let result: ElectionCrypto.ElectionResult?

    var report: ElectionReport { verification.report }

    /// Takes about a millisecond a ballot and core. Throws where the archive does not hold.
    package init(_ source: ArchiveSource, _ archive: ElectionArchive) throws {
        let check = ElectionCheck(
            terms: try archive.promised(), heads: [WitnessedHead(archive.head)], mustBeComplete: false)
        var chance = SystemRandomNumberGenerator()
        verification = check.verification(of: source, in: Ed25519Group.shared, using: &chance)
        for check in Check.allCases {
            guard case .failed(let reason) = verification.report[check] else { continue }
            throw BallotFault.archiveDamaged("\(check.rawValue): \(reason)")
        }
        result = VerifiedArchive.result(of: verification)
    }

    var encryptedTally: (tally: [UInt8], ballots: Int, weight: Int)? { verification.encryptedTally }

    private static func result(
        of verification: ElectionVerification<Ed25519Group>
    ) -> ElectionCrypto.ElectionResult? {
        if let result = verification.report.result { return result }
        guard verification.report.stage.last == .partialDecryption else { return nil }
        return try? verification.openedResult()
    }
}

extension Connection {
    /// Appends the tally that the ballots give. False if the archive has moved on meanwhile.
    ///
    /// Not before every batch of paper is sealed: nobody counts paper who knows how the vote went online.
    package func addTally(
        of verified: VerifiedArchive, to id: ElectionID, by permit: Permit, at now: Instant
    ) throws -> Bool {
        guard try take(.tally), try anyElection(id)?.paper != .awaited,
            var archive = try lockedArchive(of: id), archive.stage == .endBallots,
            archive.head == verified.report.head, let tally = verified.encryptedTally
        else { return false }
        let online = try marks(in: id).online
        guard verified.report.ballotsCounted == online else {
            throw BallotFault.boxDoesNotFitRoll(box: verified.report.ballotsCounted, roll: online)
        }
        try addTally(tally, to: &archive, at: now)
        return true
    }

    /// Appends the result that the decryptions give and counts by it, in one transaction. False if the archive has moved
    /// on meanwhile, or too few have decrypted.
    package func publishResult(
        of verified: VerifiedArchive, in id: ElectionID, origin: String, by permit: Permit, at now: Instant
    ) throws -> Bool {
        guard try take(.tally), let election = try anyElection(id), election.state == .closed,
            var archive = try lockedArchive(of: id), archive.head == verified.report.head,
            let result = verified.result
        else { return false }
        try script("SET LOCAL idle_in_transaction_session_timeout = '10min'")
        if archive.stage != .result {
            try extend(&archive, to: .result, at: now) { $0.result(Array(result.text.utf8)) }
        }
        let paper = try paperBallots(of: election)
        if let paper { try checkSeals(of: paper, in: election) }
        let facts = try facts(of: election, origin: origin, archive: archive, paper: paper)
        let ballots = EncryptedAnswers(facts).opened(result, uuid: archive.uuid)
        guard ballots.count == facts.marks.online else {
            throw BallotFault.boxDoesNotFitRoll(box: ballots.count, roll: facts.marks.online)
        }
        try keep(CountedElection(facts, ballots: ballots + (paper?.opened ?? [])), at: now)
        try run("UPDATE elections SET state = 'counted' WHERE id = \(id) AND state = 'closed'")
        return true
    }

    /// Nil before the archive was checked to its end.
    package func archiveReport(of id: ElectionID) throws -> [UInt8]? {
        let report: String? = try rows(
            "SELECT report FROM archive_reports WHERE election_id = \(id)"
        ).first?["report"]
        return report.map { Array($0.utf8) }
    }

    /// Keeps what the check of the whole archive has found. The first report stays.
    package func keep(
        _ verified: VerifiedArchive, of id: ElectionID, by permit: Permit, at now: Instant
    ) throws {
        let report = verified.report
        var members = report.members
        members["election"] = report.parameters?.json
        members["verdict"] = "holds"
        let text = String(decoding: JSON.object(members).canonical, as: UTF8.self)
        try run(
            """
            INSERT INTO archive_reports (election_id, report, made_at) VALUES (\(id), \(text), \(now))
            ON CONFLICT DO NOTHING
            """)
    }
}
