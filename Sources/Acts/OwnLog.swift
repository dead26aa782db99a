package import AuditLog
package import Core
import Identity
package import Postgres
package import PublicRecord

extension Connection {
    /// The log's entries about what this person did and what was decided about it, newest first, and how many still wait; ballots are never among
    /// them, for nobody knows whose they are.
    package func ownLog(
        of person: PersonID, before: Int?, limit: Int
    ) throws -> (entries: [LogEntry], waiting: Int) {
        let leaves: [[UInt8]] = try rows("SELECT leaf FROM leaves_about WHERE person_id = \(person)").map {
            try $0["leaf"]
        }
        let entries = try logEntries(withLeaves: leaves, before: before, limit: limit)
        return (entries, before == nil ? try waiting(leaves) : 0)
    }

    private func waiting(_ leaves: [[UInt8]]) throws -> Int {
        leaves.count - (try logEntries(withLeaves: leaves, limit: leaves.count + 1).count)
    }

    /// What this person can keep of one act, with its entry; nil where it is not theirs or waits still.
    package func ownReceipt(
        of leaf: [UInt8], for person: PersonID
    ) throws -> (entry: LogEntry, receipt: Receipt)? {
        let own = try rows(
            "SELECT 1 AS one FROM leaves_about WHERE person_id = \(person) AND leaf = \(leaf) LIMIT 1")
        guard !own.isEmpty, let entry = try logEntries(withLeaves: [leaf], limit: 1).first,
            let proof = try logProof(of: entry)
        else { return nil }
        let opening = try logOpening(ofLeaf: leaf).map {
            Receipt.Opening(salt: $0.salt, content: $0.content)
        }
        return (entry, Receipt(proof: proof, leaf: entry.entry, opening: opening))
    }
}
