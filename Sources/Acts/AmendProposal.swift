package import Core
package import Foundation
import Identity
import NumberedText
package import Phrases
package import Postgres
package import Proposals

extension Connection {
    /// Proposes other words for lines of a proposal, and tells the proposal's author.
    ///
    /// - Parameter address: of this site, for the link in the letter: `https://mitstimme.example`.
    package func amend(
        _ proposal: ProposalID, _ draft: AmendmentDraft, once: UUID, catalogue: Catalogue, address: String,
        by permit: Permit, at now: Instant
    ) throws -> AmendmentID {
        let (id, isNew) = try proposeAmendment(draft, to: proposal, once: once, by: permit, at: now)
        guard isNew, let about = try authorship(of: proposal), about.author != permit.person else {
            return id
        }
        try tell(about.author, by: permit, at: now, catalogue) { person, words in
            .amended(person.name, about.title, draft, address: address, id, of: proposal, words: words)
        }
        return id
    }

    /// The proposal's author takes an amendment over or says why not; whoever proposed it is told, and of another text all
    /// supporters.
    package func decideAmendment(
        _ id: AmendmentID, isAccepted: Bool, answer: String, catalogue: Catalogue, address: String,
        by permit: Permit, at now: Instant
    ) throws {
        guard let amendment = try amendment(id) else { throw GeneralRejection.notFound }
        try decideAmendment(id, isAccepted: isAccepted, answer: answer, by: permit, at: now)
        if isAccepted { try planTelling(of: amendment.proposal, at: now) }
        guard amendment.author != permit.person, let about = try authorship(of: amendment.proposal) else {
            return
        }
        try tell(amendment.author, by: permit, at: now, catalogue) { person, words in
            .amendmentDecided(
                person.name, about.title, isAccepted: isAccepted, answer: answer, address: address, id,
                of: amendment.proposal, words: words)
        }
    }
}

extension Letter {
    /// To the author of a proposal: somebody proposes other words.
    static func amended(
        _ name: String, _ title: String, _ draft: AmendmentDraft, address: String, _ id: AmendmentID,
        of proposal: ProposalID, words: Phrases
    ) -> Letter {
        let places = [
            "name": name, "title": title, "lines": words.lines(draft.lines.first, draft.lines.last),
            "link": "\(address)/proposals/\(proposal)/amendments/\(id)",
        ]
        return Letter(
            subject: words("letter.amendment.subject", places), body: words("letter.amendment.body", places))
    }

    /// To whoever proposed other words: what the proposal's author says to it.
    static func amendmentDecided(
        _ name: String, _ title: String, isAccepted: Bool, answer: String, address: String, _ id: AmendmentID,
        of proposal: ProposalID, words: Phrases
    ) -> Letter {
        let places = [
            "name": name, "title": title, "answer": answer.isEmpty ? "–" : answer,
            "link": "\(address)/proposals/\(proposal)/amendments/\(id)",
        ]
        let key = isAccepted ? "letter.amendment.accepted" : "letter.amendment.declined"
        return Letter(
            subject: words("letter.amendment.decided-subject", places), body: words(key, places))
    }
}
