package import Core
import Deliberation
package import Moderation
package import Phrases
package import Postgres
import Proposals

extension Connection {
    /// Decides a case: hides the text where that is the verdict, tells its author and whoever reported it.
    /// All of it is stored, or none. Nobody decides about a text of their own.
    ///
    /// - Parameter address: of this site, for links in letters: `https://mitstimme.example`.
    package func decideCase(
        _ id: CaseID, _ verdict: Verdict, rule: HouseRule?, reason: String, catalogue: Catalogue,
        address: String,
        by permit: Permit, at now: Instant
    ) throws {
        let subject = try decide(id, verdict, rule: rule, reason: reason, by: permit, at: now)
        guard let about = try moderationCase(id) else { throw GeneralRejection.notFound }
        guard about.author != permit.person else { throw ModerationRejection.ownText }
        if verdict == .hide, let rule {
            try setHidden(true, subject, by: permit, at: now)
            try tell(about.author, by: permit, at: now, catalogue) { _, words in
                .author(of: about, rule: rule, reason: reason, address: address, at: now, words: words)
            }
        }
        for reporter in try reporters(of: id) {
            try tell(reporter, by: permit, at: now, catalogue) { _, words in
                .reporter(of: about, verdict, reason: reason, address: address, words: words)
            }
        }
    }

    /// Hides what a case is about, or shows it again.
    func setHidden(_ isHidden: Bool, _ subject: CaseSubject, by permit: Permit, at now: Instant) throws {
        switch subject {
        case .proposal(let id): try setHidden(isHidden, proposal: id, by: permit, at: now)
        case .comment(let id): try setHidden(isHidden, comment: id, by: permit, at: now)
        case .amendment(let id): try setHidden(isHidden, amendment: id, by: permit, at: now)
        }
    }
}
