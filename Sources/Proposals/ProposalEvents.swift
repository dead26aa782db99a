import AuditLog
import Core
import NumberedText

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

    /// Committed: `text`, `title`, `version`; `prev` is the event before.
    static func proposalChanged(
        _ id: ProposalID, title: String, text: String, version: Int, previous: [UInt8]?
    ) -> Event {
        Event(
            "proposal.changed", object: "proposals/\(id)",
            body: .committed([
                "text": .string(text), "title": .string(title), "version": .string(String(version)),
            ]),
            previous: previous)
    }

    /// Committed: `lines`, `reason`, `text`, `version`.
    static func amendmentProposed(_ id: AmendmentID, to proposal: ProposalID, _ draft: AmendmentDraft)
        -> Event
    {
        Event(
            "amendment.proposed", object: "proposals/\(proposal)/amendments/\(id)",
            body: .committed([
                "lines": .string(draft.lines.description), "reason": .string(draft.reason),
                "text": .string(draft.text), "version": .string(String(draft.version)),
            ]))
    }

    /// No fields; `prev` is the amendment.
    static func amendmentWithdrawn(_ id: AmendmentID, from proposal: ProposalID, previous: [UInt8]?) -> Event
    {
        Event(
            "amendment.withdrawn", object: "proposals/\(proposal)/amendments/\(id)", body: .facts([:]),
            previous: previous)
    }

    /// Facts: `outcome`; `prev` is the amendment.
    static func amendmentDecided(
        _ id: AmendmentID, of proposal: ProposalID, isAccepted: Bool, previous: [UInt8]?
    ) -> Event {
        Event(
            "amendment.decided", object: "proposals/\(proposal)/amendments/\(id)",
            body: .facts(["outcome": .string(isAccepted ? "accepted" : "declined")]), previous: previous)
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
