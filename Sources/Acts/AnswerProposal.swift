package import Core
package import Foundation
import Identity
package import Phrases
package import Postgres
package import Proposals

extension Connection {
    /// Answers a proposal for the city, and tells its author. All of it is stored, or none; the same `once` again
    /// changes nothing.
    ///
    /// - Parameter address: of this site, for the link in the letter: `https://mitstimme.example`.
    package func answerProposal(
        _ id: ProposalID, _ answer: Answer, once: UUID, catalogue: Catalogue, address: String,
        by permit: Permit, at now: Instant
    ) throws {
        guard try addAnswer(answer, to: id, once: once, by: permit, at: now) else { return }
        guard let about = try authorship(of: id) else { return }
        try tell(about.author, by: permit, at: now, catalogue) { person, words in
            .author(of: id, about.title, person.name, answer, address: address, words: words)
        }
    }
}
