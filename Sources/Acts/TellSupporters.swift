package import Core
import Identity
import Jobs
import Notices
package import Phrases
package import Postgres
import Proposals

extension Connection {
    /// Plans that supporters hear of a new text.
    func planTelling(of proposal: ProposalID, at now: Instant) throws {
        try schedule(supportersJob, subject: proposal.description, at: now)
    }
}

/// The kind of the job; its subject is the proposal's number.
package let supportersJob = "tell-supporters"

extension Database {
    /// Tells everybody who supports the proposal, but its author, that its text is another now.
    ///
    /// In their inboxes alone: whom somebody supports is a political opinion, which no mail server needs to know. Run again,
    /// it tells nobody twice.
    ///
    /// - Parameter address: of this site, for the link: `https://mitstimme.example`.
    package func tellSupporters(
        of id: ProposalID, catalogue: Catalogue, address: String, at now: Instant
    ) async throws {
        while try await transaction({ db in
            try db.tellSome(of: id, catalogue, address: address, at: now) == mostAtOnce
        }) {}
    }
}

private let mostAtOnce = 500

extension Connection {
    /// How many supporters were looked at.
    fileprivate func tellSome(of id: ProposalID, _ catalogue: Catalogue, address: String, at now: Instant)
        throws -> Int
    {
        guard let about = try authorship(of: id) else { return 0 }
        let supporters = try supportersToTell(of: id, limit: mostAtOnce)
        let letters = try persons(supporters).filter { $0.id != about.author && $0.hasAccount }
            .map { person in
                let letter = Letter.supporter(
                    person.name, about.title, of: id, address: address,
                    words: catalogue[Language(rawValue: person.language) ?? .german])
                return (person: person.id, subject: letter.subject, body: letter.body)
            }
        try tell(letters, by: permit(house: "supporters"), at: now)
        return supporters.count
    }
}

extension Letter {
    /// To whoever supports a proposal: its text is another now.
    fileprivate static func supporter(
        _ name: String, _ title: String, of id: ProposalID, address: String, words: Phrases
    ) -> Letter {
        let places = [
            "name": name, "title": title, "changes": "\(address)/proposals/\(id)/versions",
            "link": "\(address)/proposals/\(id)",
        ]
        return Letter(
            subject: words("letter.supporter.subject", places), body: words("letter.supporter.body", places))
    }
}
