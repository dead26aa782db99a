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
            SELECT id, title, text, initiator_names, published_at, changed_at
            FROM visible_proposals WHERE state = 'published' ORDER BY id DESC LIMIT \(limit)
            """
        ).map {
            FeedProposal(
                id: try $0["id"], title: try $0["title"], text: try $0["text"],
                initiators: try ($0["initiator_names"] as SQLArray<String>).elements,
                publishedAt: try $0["published_at"],
                changedAt: try $0["changed_at"])
        }
    }
}
