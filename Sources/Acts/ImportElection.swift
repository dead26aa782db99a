package import Ballots
package import Core
import Foundation
package import Postgres
package import Tally
package import TransparencyLog

extension Connection {
    /// Publishes an election held elsewhere as one that is over and counted. The same file and question again answer
    /// with the first one. `origin` is the log's name.
    package func importElection(
        _ draft: ElectionDraft, profile: Profile, input: Hash, origin: String, by permit: Permit,
        at now: Instant
    ) throws -> ElectionID {
        let words = Array("\(draft.process) \(draft.rule.id) \(draft.question)".utf8)
        let once = SHA256.hash(input.bytes + words).bytes.withUnsafeBytes {
            UUID(uuid: $0.loadUnaligned(as: uuid_t.self))
        }
        if let known = try election(once: once) { return known }
        let id = try createElection(draft, once: once, by: permit, at: now)
        try publishImported(id, profile: profile, input: input, origin: origin, by: permit, at: now)
        return id
    }
}
