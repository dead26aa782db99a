package import Core
package import NumberedText
import Postgres

/// Other words for some lines of a proposal.
package struct Amendment: Sendable {
    package enum State: String, Sendable, CaseIterable {
        case open, accepted, declined, withdrawn

        package var phrase: String { "amendment.state.\(rawValue)" }
    }

    package let id: AmendmentID
    package let proposal: ProposalID
    package let author: PersonID
    package let authorName: String
    /// The lines it changes, in that version of the proposal.
    package let lines: LineRange
    package let version: Int
    /// What shall stand there; empty: the lines go.
    package let text: String
    /// Why; Markdown.
    package let reason: String
    package let state: State
    /// What the proposal's author says to it; empty if nothing.
    package let answer: String
    package let proposedAt: Instant
    package let endedAt: Instant?
    package let leaf: [UInt8]?
    /// The wording that its lines are counted in.
    package let base: String

    /// The lines in the wording that holds now; nil where they have changed since.
    package func lines(in text: String, version: Int) -> LineRange? {
        version == self.version
            ? lines : LineMap(from: NumberedText(base), to: NumberedText(text)).unchanged(lines)
    }
}

/// What somebody proposes.
package struct AmendmentDraft: Sendable {
    package let lines: LineRange
    package let version: Int
    package let text: String
    package let reason: String

    /// The text is kept cleaned, as that of a proposal is: this is what the log commits to.
    package init(lines: LineRange, version: Int, text: String, reason: String) {
        self.lines = lines
        self.version = version
        self.text = NumberedText(text).text
        self.reason = reason
    }
}

extension Amendment {
    init(row: Row) throws {
        id = try row["id"]
        proposal = try row["proposal_id"]
        author = try row["author_id"]
        authorName = try row["author"]
        guard let lines = LineRange(try row["first_line"], try row["last_line"]) else {
            throw GeneralRejection.notFound
        }
        self.lines = lines
        version = try row["version"]
        text = try row["text"]
        reason = try row["reason"]
        state = State(rawValue: try row["state"]) ?? .open
        answer = try row["answer"]
        proposedAt = try row["proposed_at"]
        endedAt = try row["ended_at"]
        leaf = try row["leaf"]
        base = try row["base"]
    }
}
