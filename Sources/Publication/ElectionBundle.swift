import AuditLog
import Ballots
package import Core
package import Postgres
package import PublicRecord

extension Connection {
    /// The file that anybody recounts from, of an encrypted election without its archive and terms; nil until the
    /// result stands in a signed checkpoint.
    ///
    /// `policy` is the log's trust file.
    package func bundle(of id: ElectionID, policy: [UInt8]) throws -> Bundle? {
        guard let files = try files(of: id), let election = try election(id),
            let counted = try logEntries(withLeaves: [files.leaf], limit: 1).first,
            let proof = try logProof(of: counted)
        else { return nil }
        let paper = try paperBallots(of: election)
        let sheets = try paper == nil ? [] : logged(paperLeaves(of: id))
        let states = try archive(of: id).map { try statesToShow(of: $0) }
        guard let sheets, let paperProofs = try logProofs(of: sheets),
            let archiveProofs = try logProofs(of: states ?? [])
        else { return nil }
        return Bundle(
            record: files.record, outcome: files.outcome, ballots: files.ballots, proof: proof,
            policy: policy, archive: states == nil ? nil : EventProofs(archiveProofs),
            paper: paper.map { ($0, EventProofs(paperProofs)) })
    }

    /// The entries with these leaves, in their order; nil where one is not in the log yet.
    private func logged(_ leaves: [[UInt8]]) throws -> [LogEntry]? {
        let entries = Dictionary(
            try logEntries(withLeaves: leaves, limit: leaves.count * 2).map { ($0.leaf, $0) }
        ) { $1 }
        let found = leaves.compactMap { entries[$0] }
        return found.count == leaves.count ? found : nil
    }

    /// The archive's first and last states, and of those between as many as keep the bundle small.
    private func statesToShow(of archive: ElectionArchive) throws -> [LogEntry] {
        let all = try logEntries("archive", about: "elections/\(archive.election)")
            .filter { $0.facts["election"]?.string == archive.uuid }
        guard all.count > mostStates else { return all }
        return (0..<mostStates).map { all[$0 * (all.count - 1) / (mostStates - 1)] }
    }
}

private let mostStates = 256
