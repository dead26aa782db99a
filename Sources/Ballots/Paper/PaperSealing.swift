import AuditLog
package import Core
import Jobs
package import Postgres
import PublicRecord
import Secrets
import Tally
import TransparencyLog

extension Connection {
    /// Keeps a batch that two persons have counted alike, with its seal in the log.
    func seal(
        _ number: Int, _ piles: [PaperBatch.Pile], in election: Election, by persons: (PersonID, PersonID),
        _ permit: Permit, at now: Instant
    ) throws {
        let salt = SystemRandom.bytes(32)
        guard let batch = PaperBatch(number, piles, rule: election.rule, salt: salt) else {
            throw PaperRejection.badBatch
        }
        let seal = batch.seal(election: election.id, rule: election.rule)
        let leaf = try log(.batchSealed(batch, seal, in: election.id, by: permit), at: now)
        try run(
            """
            INSERT INTO paper_batches (election_id, number, piles, sheets, salt, entered_by, confirmed_by, leaf)
            VALUES (\(election.id), \(number), \(PaperBatch.json(batch.piles, rule: election.rule).text),
                \(batch.sheets), \(salt), \(persons.0), \(persons.1), \(leaf))
            """,
            refusing: ["paper_batches_pkey": PaperRejection.sealedBefore])
        try run("DELETE FROM paper_entries WHERE election_id = \(election.id) AND batch = \(number)")
    }

    /// Takes a sealed batch out, such as one whose sheets were counted twice; the log keeps both. Its sheets are counted
    /// again as a new batch.
    package func voidBatch(_ number: Int, in id: ElectionID, by permit: Permit, at now: Instant) throws {
        _ = try electionAwaitingPaper(id)
        guard case .office(let person, .administration) = permit.ground else {
            throw GeneralRejection.notFound
        }
        let sealed = try rows(
            """
            SELECT leaf FROM paper_batches
            WHERE election_id = \(id) AND number = \(number) AND voided_by IS NULL
            """
        ).first
        guard let sealed else { throw PaperRejection.wrongNumber }
        let leaf = try log(.batchVoided(number, sealed: try sealed["leaf"], in: id, by: permit), at: now)
        try run(
            """
            UPDATE paper_batches SET voided_by = \(person), voided_leaf = \(leaf)
            WHERE election_id = \(id) AND number = \(number)
            """)
    }

    /// Ends the counting of paper; now the rest is counted, too. Twice changes nothing.
    ///
    /// - Parameter sheets: how many there are in all batches, as the person says who ends it.
    package func completePaper(of id: ElectionID, sheets: Int, by permit: Permit, at now: Instant) throws {
        let election: Election
        do {
            election = try electionAwaitingPaper(id)
        } catch PaperRejection.complete {
            return
        }
        guard case .office(_, .administration) = permit.ground else { throw GeneralRejection.notFound }
        let count = try paperCount(of: election)
        guard count.counters.isEmpty else { throw PaperRejection.unsealed }
        guard count.sheets == sheets else { throw PaperRejection.otherTotal }
        let leaf = try log(.paperCompleted(count, in: id, by: permit), at: now)
        try run("UPDATE elections SET paper = 'complete', paper_leaf = \(leaf) WHERE id = \(id)")
        // The last mix may not have been yet: it plans the tally.
        try plan(.close, id, at: now)
    }

    /// Whether every sealed batch is still what its entry in the log says.
    func checkSeals(of paper: PaperBallots, in election: Election) throws {
        for row in try sealLeaves(in: election.id) {
            let number: Int = try row["number"]
            let entry = try loggedEntry(ofLeaf: row["leaf"])
            let batch = paper.batches.first { $0.number == number }
            let seal = batch?.seal(election: election.id, rule: election.rule).bytes.base64
            guard let seal, let entry, entry["act"] == "batch.sealed", entry["body"]?["seal"]?.string == seal
            else { throw BallotFault.batchNotAsSealed(number) }
        }
    }

    private func sealLeaves(in id: ElectionID) throws -> [Row] {
        try rows(
            """
            SELECT number, leaf FROM paper_batches WHERE election_id = \(id) AND voided_by IS NULL ORDER BY number
            """)
    }

    /// Leaf hashes of the seals in the order of the batches, then that of the event that ended it.
    package func paperLeaves(of id: ElectionID) throws -> [[UInt8]] {
        let last: [UInt8]? = try rows("SELECT paper_leaf FROM elections WHERE id = \(id)").first?[
            "paper_leaf"]
        return try sealLeaves(in: id).map { try $0["leaf"] } + [last].compactMap { $0 }
    }
}
