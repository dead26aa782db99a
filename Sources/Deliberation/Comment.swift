package import Core
package import NumberedText
import Postgres

/// Which way an argument points. Stored as text: a name is never changed.
package enum Side: String, Sendable, CaseIterable {
    case pro = "for"
    case against
    case neutral
}

/// A comment as anybody may read it.
package struct Comment: Sendable {
    package enum State: Sendable, Hashable {
        case visible
        /// Its author took it back; no text is left to read.
        case withdrawn
        /// Moderation hides its text, since then.
        case hidden(since: Instant)
    }

    package let id: CommentID
    package let proposal: ProposalID
    /// The first comment of its thread; nil for that one itself.
    package let parent: CommentID?
    package let side: Side
    /// The lines it is about, in that version of the proposal; nil for the whole.
    package let lines: LineRange?
    package let version: Int
    /// Whether the proposal's text was changed since.
    package let isOutdated: Bool
    package let writtenAt: Instant
    package let state: State
    /// Nil unless visible.
    package let author: String?
    /// Markdown; empty unless visible.
    package let body: String
    /// Whether the reader wrote it.
    package let isOwn: Bool
    package let leaf: [UInt8]?
}

/// A comment with its replies, oldest first.
package struct CommentThread: Sendable {
    package let first: Comment
    package let replies: [Comment]
    package let hasMoreReplies: Bool
}

/// One page of threads, newest first.
package struct ThreadList: Sendable {
    package let threads: [CommentThread]
    package let hasMore: Bool
}

extension Comment {
    init(row: Row) throws {
        id = try row["id"]
        proposal = try row["proposal_id"]
        parent = try row["parent_id"]
        side = Side(rawValue: try row["side"]) ?? .neutral
        let first: Int? = try row["first_line"]
        let last: Int? = try row["last_line"]
        lines = first.flatMap { first in last.flatMap { LineRange(first, $0) } }
        version = try row["version"]
        isOutdated = try row["is_outdated"]
        writtenAt = try row["written_at"]
        if let since: Instant = try row["hidden_at"] {
            state = .hidden(since: since)
        } else {
            state = try row["is_withdrawn"] ? .withdrawn : .visible
        }
        author = try row["author"]
        body = try row["body"] ?? ""
        isOwn = try row["is_own"] ?? false
        leaf = try row["leaf"]
    }
}
