import AuditLog
import Core
import NumberedText

extension Event {
    /// Committed: `body`, `side`, and where there are any `lines` (`4-6`), `version` and `parent`.
    static func commentWritten(
        _ id: CommentID, on proposal: ProposalID, parent: CommentID?, _ draft: CommentDraft
    ) -> Event {
        var content: [String: JSON] = ["body": .string(draft.body), "side": .string(draft.side.rawValue)]
        if let lines = draft.lines {
            content["lines"] = .string(lines.range.description)
            content["version"] = .string(String(lines.version))
        }
        content["parent"] = parent.map { .string($0.description) }
        return Event(
            "comment.written", object: "proposals/\(proposal)/comments/\(id)", body: .committed(content))
    }

    /// No fields; `prev` is the comment's entry.
    static func commentWithdrawn(_ id: CommentID, on proposal: ProposalID, previous: [UInt8]?) -> Event {
        Event(
            "comment.withdrawn", object: "proposals/\(proposal)/comments/\(id)", body: .facts([:]),
            previous: previous)
    }

    /// Facts: `participants`, `reactions` and `statements`, as many as the topic has then.
    static func topicImported(_ id: TopicID, participants: Int, reactions: Int, statements: Int) -> Event {
        Event(
            "topic.imported", object: "topics/\(id)", actor: "house",
            body: .facts([
                "participants": .int(participants), "reactions": .int(reactions),
                "statements": .int(statements),
            ]))
    }
}
