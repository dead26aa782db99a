package import Core
package import Foundation
import Identity
import Notices
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
        guard let about = try authorship(of: id), let author = try person(about.author) else { return }
        let words = catalogue[Language(rawValue: author.language) ?? .german]
        let places = [
            "name": author.name, "title": about.title, "office": answer.office,
            "stance": words("answer.stance.\(answer.stance.rawValue)"), "link": "\(address)/proposals/\(id)",
        ]
        try tell(
            author.id, email: author.hasAccount ? author.email : nil,
            subject: words("letter.answer.subject", places), body: words("letter.answer.body", places),
            by: permit, at: now)
    }
}
