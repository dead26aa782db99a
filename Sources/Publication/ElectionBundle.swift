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
            let index = try logIndex(ofLeaf: files.leaf), let proof = try logProof(of: index)
        else { return nil }
        let paper = try paperBallots(of: election)
        let proofs =
            try paper == nil ? [] : paperLeaves(of: id).map { try logIndex(ofLeaf: $0).flatMap(logProof) }
        guard !proofs.contains(where: { $0 == nil }) else { return nil }
        return Bundle(
            record: files.record, outcome: files.outcome, ballots: files.ballots, proof: proof,
            policy: policy, paper: paper.map { ($0, PaperProofs(proofs.compactMap { $0 })) })
    }
}
