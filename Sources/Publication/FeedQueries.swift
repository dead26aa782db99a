package import Core
package import Postgres

/// A published proposal as a feed tells it.
package struct FeedProposal: Sendable {
    package let id: ProposalID
    package let title: String
    package let text: String
    package let initiators: [String]
    package let publishedAt: Instant
    package let changedAt: Instant
}

extension Connection {
    /// The newest published proposals; hidden and withdrawn ones are gone.
    package func feedProposals(limit: Int) throws -> [FeedProposal] {
        try rows(
            """
            SELECT v.id, v.title, v.text, o.initiators, v.published_at, v.changed_at
            FROM visible_proposals v JOIN proposal_overview o ON o.id = v.id
            WHERE v.state = 'published' ORDER BY v.id DESC LIMIT \(limit)
            """
        ).map {
            FeedProposal(
                id: try $0["id"], title: try $0["title"], text: try $0["text"],
                initiators: try ($0["initiators"] as SQLArray<String>).elements,
                publishedAt: try $0["published_at"],
                changedAt: try $0["changed_at"])
        }
    }
}
