import AuditLog
package import Core
package import ElectionCrypto
import Jobs
package import Postgres
import PublicRecord

/// A whole archive that was read and verified outside of any transaction.
package struct VerifiedArchive: Sendable {
    private let verification: ElectionVerification<Ed25519Group>

    var report: ElectionReport { verification.report }

    /// Takes about a millisecond a ballot and core. Throws where the archive does not hold.
    package init(_ source: ArchiveSource, _ archive: ElectionArchive) throws {
        let check = ElectionCheck(
            terms: try archive.promised(), heads: [archive.head], mustBeComplete: false)
        var chance = SystemRandomNumberGenerator()
        verification = check.verification(of: source, in: Ed25519Group.shared, using: &chance)
        for check in Check.allCases {
            guard case .failed(let reason) = report[check] else { continue }
            throw BallotFault.archiveDamaged("\(check.rawValue): \(reason)")
        }
    }

    var encryptedTally: (tally: [UInt8], ballots: Int, weight: Int)? { verification.encryptedTally }

    /// Nil where too few have decrypted.
    func result() throws -> ElectionCrypto.ElectionResult? {
        if let result = report.result { return result }
        guard report.stage.last == .partialDecryption else { return nil }
        return try? verification.openedResult()
    }
}

extension Connection {
    /// Appends the tally that the ballots give. False if the archive has moved on meanwhile.
    package func addTally(
        of verified: VerifiedArchive, to id: ElectionID, by permit: Permit, at now: Instant
    ) throws -> Bool {
        guard try take(.tally), var archive = try lockedArchive(of: id), archive.stage == .endBallots,
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
            let result = try verified.result()
        else { return false }
        try script("SET LOCAL idle_in_transaction_session_timeout = '10min'")
        if archive.stage != .result {
            try extend(&archive, to: .result, at: now) { $0.result(Array(result.text.utf8)) }
        }
        let facts = try facts(of: election, origin: origin, archive: archive)
        let ballots = EncryptedAnswers(facts).opened(result, uuid: archive.uuid)
        guard ballots.count == facts.marks.online else {
            throw BallotFault.boxDoesNotFitRoll(box: ballots.count, roll: facts.marks.online)
        }
        try keep(CountedElection(facts, ballots: ballots), at: now)
        try run("UPDATE elections SET state = 'counted' WHERE id = \(id) AND state = 'closed'")
        return true
    }
}
