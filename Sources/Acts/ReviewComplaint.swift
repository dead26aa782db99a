package import Core
import Identity
package import Moderation
package import Phrases
package import Postgres

extension Connection {
    /// Decides about the open complaints of a case: puts what was hidden back or hides what had stayed where that is the
    /// outcome, and tells who complained and an author whose text is hidden now. All of it is stored, or none.
    ///
    /// - Parameter address: of this site, for links in letters: `https://mitstimme.example`.
    package func reviewComplaints(
        of id: CaseID, _ verdict: Verdict, rule: HouseRule?, reason: String, catalogue: Catalogue,
        address: String, by permit: Permit, at now: Instant
    ) throws {
        let (persons, outcome) = try review(id, verdict, rule: rule, reason: reason, by: permit, at: now)
        guard let about = try moderationCase(id) else { throw GeneralRejection.notFound }
        guard about.author != permit.person else { throw ModerationRejection.ownText }
        if outcome == .reversed {
            try setHidden(verdict == .hide, about.subject, by: permit, at: now)
            if verdict == .hide, let rule {
                try tell(about.author, by: permit, at: now, catalogue) { _, words in
                    .author(of: about, rule: rule, reason: reason, address: address, at: now, words: words)
                }
            }
        }
        for person in persons {
            try tell(person, by: permit, at: now, catalogue) { person, words in
                .complainant(
                    person.name, of: about, outcome, verdict, reason: reason, address: address, words: words)
            }
        }
    }
}
