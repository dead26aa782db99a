package import Core
import Postgres

/// A proposal as its page tells it.
package struct Proposal: Sendable {
    package enum State: String, Sendable {
        case draft, published, withdrawn
    }

    package let id: ProposalID
    package let process: ProcessID
    package let author: PersonID
    package let state: State
    package let title: String
    package let district: DistrictID?
    /// Why; Markdown.
    package let reason: String
    /// What; plain text, shown in numbered lines.
    package let text: String
    package let synergies: String
    package let note: String
    package let version: Int
    package let supports: Int
    package let changedAt: Instant
    package let publishedAt: Instant?
    package let leaf: [UInt8]?
}

/// A link to a proposal this one could dock onto, or that docks onto it.
package struct Dock: Sendable {
    package let proposal: ProposalID
    package let title: String
    package let reason: String
    /// Whether the other proposal named this one.
    package let isIncoming: Bool
}

/// One row of a list.
package struct ProposalCard: Sendable, Hashable {
    package let id: ProposalID
    package let state: Proposal.State
    package let title: String
    package let district: String?
    /// The first three.
    package let initiators: [String]
    package let supports: Int
    package let threshold: Int
    /// Those that anybody can read.
    package let comments: Int
}

extension Proposal {
    init(row: Row) throws {
        id = try row["id"]
        process = try row["process_id"]
        author = try row["author_id"]
        state = State(rawValue: try row["state"]) ?? .draft
        title = try row["title"]
        district = try row["district_id"]
        reason = try row["reason"]
        text = try row["text"]
        synergies = try row["synergies"]
        note = try row["note"]
        version = try row["version"]
        supports = try row["supports"]
        changedAt = try row["changed_at"]
        publishedAt = try row["published_at"]
        leaf = try row["leaf"]
    }
}

extension ProposalCard {
    init(row: Row) throws {
        id = try row["id"]
        state = Proposal.State(rawValue: try row["state"]) ?? .published
        title = try row["title"]
        district = try row["district"]
        initiators = try (row["initiators"] as SQLArray<String>).elements
        supports = try row["supports"]
        threshold = try row["threshold"]
        comments = try row["comments"]
    }
}
