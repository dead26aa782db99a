import AuditLog
import Core

extension Event {
    /// Committed: `process`, `text`, `title`.
    static func proposalPublished(_ id: ProposalID, in process: ProcessID, title: String, text: String)
        -> Event
    {
        Event(
            "proposal.published", object: "proposals/\(id)",
            body: .committed([
                "process": .string(process.description), "text": .string(text), "title": .string(title),
            ]))
    }

    /// No fields; `prev` is the publication.
    static func proposalWithdrawn(_ id: ProposalID, previous: [UInt8]?) -> Event {
        Event("proposal.withdrawn", object: "proposals/\(id)", body: .facts([:]), previous: previous)
    }

    /// Committed: `office`, `stance`, `text`.
    static func proposalAnswered(_ id: ProposalID, _ answer: Answer) -> Event {
        Event(
            "proposal.answered", object: "proposals/\(id)", actor: "administration",
            body: .committed([
                "office": .string(answer.office), "stance": .string(answer.stance.rawValue),
                "text": .string(answer.body),
            ]))
    }

    /// Committed: `proposal`. The salt makes each support's entry its own; nothing in it names the person.
    static func supportGiven(_ id: ProposalID) -> Event {
        Event(
            "support.given", object: "proposals/\(id)",
            body: .committed(["proposal": .string(id.description)]))
    }

    /// No fields; `prev` is the support.
    static func supportWithdrawn(_ id: ProposalID, previous: [UInt8]) -> Event {
        Event("support.withdrawn", object: "proposals/\(id)", body: .facts([:]), previous: previous)
    }
}
