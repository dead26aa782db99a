package import Core
package import Postgres

/// A published wording.
package struct Version: Sendable {
    package let number: Int
    package let text: String
    package let writtenAt: Instant
    /// Leaf hash of its event; nil for the first one.
    package let leaf: [UInt8]?
}

extension Connection {
    private func amendments(_ condition: SQL) throws -> [Amendment] {
        try rows(
            """
            SELECT id, proposal_id, author_id, author, version, first_line, last_line, text, reason, state, answer,
                proposed_at, ended_at, leaf, base
            FROM visible_amendments WHERE \(condition)
            """
        ).map { try Amendment(row: $0) }
    }

    /// Nil for a hidden one, one of a hidden proposal, or none.
    package func amendment(_ id: AmendmentID) throws -> Amendment? {
        try amendments("id = \(id)").first
    }

    /// The amendments of a proposal, newest first, below `before`.
    package func amendments(of id: ProposalID, before: AmendmentID? = nil, limit: Int) throws -> [Amendment] {
        try amendments(
            "proposal_id = \(id) AND id < \(before?.rawValue ?? Int64.max) ORDER BY id DESC LIMIT \(limit)")
    }

    /// The wordings of a proposal, newest first, below version `before`; with their texts, so one more shows what changed.
    package func versions(of id: ProposalID, before: Int? = nil, limit: Int) throws -> [Version] {
        try rows(
            """
            SELECT version, text, written_at, leaf FROM proposal_versions
            WHERE proposal_id = \(id) AND version < \(before ?? Int.max) ORDER BY version DESC LIMIT \(limit)
            """
        ).map {
            Version(
                number: try $0["version"], text: try $0["text"], writtenAt: try $0["written_at"],
                leaf: try $0["leaf"])
        }
    }
}
