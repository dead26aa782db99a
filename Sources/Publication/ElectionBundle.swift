import AuditLog
import Ballots
package import Core
package import Postgres
package import PublicRecord

extension Connection {
    /// The file that anybody recounts from; nil until the result stands in a signed checkpoint.
    ///
    /// `policy` is the log's trust file.
    package func bundle(of election: ElectionID, policy: [UInt8]) throws -> Bundle? {
        guard let files = try files(of: election), let found = try self.election(election),
            let index = try logIndex(ofLeaf: files.leaf),
            let proof = try logProof(of: index)
        else { return nil }
        return Bundle(
            record: files.record, outcome: files.outcome, ballots: files.ballots, proof: proof,
            policy: policy,
            encrypted: try archive(of: election).map {
                (try archiveBytes(of: $0, upTo: $0.length), $0.terms)
            },
            paper: try paperBallots(of: found)?.bytes
        )
    }
}
