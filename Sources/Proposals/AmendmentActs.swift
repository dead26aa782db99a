import AuditLog
package import Core
package import Foundation
import NumberedText
package import Postgres

extension Connection {
    /// Proposes other words for lines of a published proposal. The same `once` again answers with the same amendment.
    package func proposeAmendment(
        _ draft: AmendmentDraft, to proposal: ProposalID, once: UUID, by permit: Permit, at now: Instant
    ) throws -> (id: AmendmentID, isNew: Bool) {
        if let known = try amendment(once: once, by: permit) { return (known, false) }
        let found = try rows(
            "SELECT text, version FROM visible_proposals WHERE id = \(proposal) AND state = 'published'")
        guard let row = found.first else { throw ProposalRejection.notPublished }
        guard try row["version"] == draft.version else { throw ProposalRejection.textChanged }
        let text = NumberedText(try row["text"])
        guard let old = text[draft.lines] else { throw ProposalRejection.noSuchLines }
        guard NumberedText(draft.text).lines.map(\.text) != old.map(\.text) else {
            throw ProposalRejection.nothingChanges
        }
        let added = try rows(
            """
            INSERT INTO amendments
                (once, proposal_id, author_id, version, first_line, last_line, text, reason, proposed_at)
            VALUES (\(once), \(proposal), \(permit.person), \(draft.version), \(draft.lines.first),
                \(draft.lines.last), \(draft.text), \(draft.reason), \(now))
            ON CONFLICT (once) DO NOTHING RETURNING id
            """)
        guard let row = added.first else {
            guard let known = try amendment(once: once, by: permit) else { throw GeneralRejection.notFound }
            return (known, false)
        }
        let id: AmendmentID = try row["id"]
        let leaf = try log(.amendmentProposed(id, to: proposal, draft), at: now)
        try run("UPDATE amendments SET leaf = \(leaf), worded_leaf = \(leaf) WHERE id = \(id)")
        return (id, true)
    }

    private func amendment(once: UUID, by permit: Permit) throws -> AmendmentID? {
        try rows("SELECT id FROM amendments WHERE once = \(once) AND author_id = \(permit.person)").first?[
            "id"]
    }

    /// Takes one's own amendment back while nobody has decided about it. Twice changes nothing.
    package func withdrawAmendment(_ id: AmendmentID, by permit: Permit, at now: Instant) throws {
        let known = try rows(
            """
            SELECT proposal_id, state, leaf FROM amendments WHERE id = \(id) AND author_id = \(permit.person) FOR UPDATE
            """)
        guard let row = known.first else { throw GeneralRejection.notFound }
        let state: String = try row["state"]
        if state == "withdrawn" { return }
        guard state == "open" else { throw ProposalRejection.amendmentEnded }
        let leaf = try log(
            .amendmentWithdrawn(id, from: try row["proposal_id"], previous: try row["leaf"]), at: now)
        // Changed once: a second change would lock the proposal, which whoever decides has locked before the amendment.
        try run(
            "UPDATE amendments SET state = 'withdrawn', ended_at = \(now), leaf = \(leaf) WHERE id = \(id)")
    }

    /// The proposal's author takes an amendment over, which makes a new version, or says why not.
    package func decideAmendment(
        _ id: AmendmentID, isAccepted: Bool, answer: String, by permit: Permit, at now: Instant
    ) throws {
        // The proposal first, as supports do, so that its versions follow one another.
        let held = try rows(
            """
            SELECT p.id, p.title, p.text, p.version, p.leaf FROM proposals p
            WHERE p.id = (SELECT proposal_id FROM amendments WHERE id = \(id) AND hidden_at IS NULL)
                AND p.author_id = \(permit.person) AND p.hidden_at IS NULL FOR UPDATE
            """)
        guard let row = held.first, let amendment = try amendment(id) else { throw GeneralRejection.notFound }
        guard amendment.state == .open else { throw ProposalRejection.amendmentEnded }
        let proposal: ProposalID = try row["id"]
        if isAccepted {
            let (text, version): (String, Int) = (try row["text"], try row["version"])
            guard let lines = amendment.lines(in: text, version: version) else {
                throw ProposalRejection.linesChanged
            }
            let changed = NumberedText(text).replacing(lines, with: amendment.text)
            guard let changed, !changed.lines.isEmpty else { throw ProposalRejection.nothingIsLeft }
            try setText(
                changed.text, of: proposal, title: try row["title"], version: version + 1,
                previous: try row["leaf"], at: now)
        }
        let leaf = try log(
            .amendmentDecided(id, of: proposal, isAccepted: isAccepted, previous: amendment.leaf), at: now)
        let decided = try run(
            """
            UPDATE amendments SET state = \(isAccepted ? "accepted" : "declined"), answer = \(answer),
                ended_at = \(now), leaf = \(leaf)
            WHERE id = \(id) AND state = 'open'
            """,
            refusing: ["amendments_declined_say_why": ProposalRejection.reasonMissing])
        // Its own author may have taken it back meanwhile.
        guard decided == 1 else { throw ProposalRejection.amendmentEnded }
    }

    private func setText(
        _ text: String, of id: ProposalID, title: String, version: Int, previous: [UInt8]?, at now: Instant
    ) throws {
        let leaf = try log(
            .proposalChanged(id, title: title, text: text, version: version, previous: previous), at: now)
        let changed = try run(
            """
            UPDATE proposals SET text = \(text), version = \(version), changed_at = \(now), leaf = \(leaf)
            WHERE id = \(id) AND state = 'published'
            """,
            refusing: [
                "proposals_text_is_short": ProposalRejection.textTooLong,
                "proposals_voted_on_stay": ProposalRejection.beforeElection,
            ])
        guard changed == 1 else { throw ProposalRejection.notPublished }
        try run(
            """
            INSERT INTO proposal_versions (proposal_id, version, title, text, written_at, leaf)
            VALUES (\(id), \(version), \(title), \(text), \(now), \(leaf))
            """)
    }

    /// Hides an amendment everywhere, or shows it again. Called by moderation's act alone.
    package func setHidden(_ isHidden: Bool, amendment id: AmendmentID, by permit: Permit, at now: Instant)
        throws
    {
        try run("UPDATE amendments SET hidden_at = \(isHidden ? now : nil) WHERE id = \(id)")
    }

    /// Takes back what a person proposed to change, and deletes its words and what they said to others' amendments.
    package func eraseAmendments(of person: PersonID, by permit: Permit, at now: Instant) throws {
        let open = try rows(
            """
            UPDATE amendments SET state = 'withdrawn', ended_at = \(now)
            WHERE author_id = \(person) AND state = 'open' RETURNING id, proposal_id, leaf
            """)
        for row in open {
            let id: AmendmentID = try row["id"]
            let leaf = try log(
                .amendmentWithdrawn(id, from: try row["proposal_id"], previous: try row["leaf"]), at: now)
            try run("UPDATE amendments SET leaf = \(leaf) WHERE id = \(id)")
        }
        try run("UPDATE amendments SET text = '', reason = '' WHERE author_id = \(person)")
        try run(
            """
            UPDATE amendments SET answer = '–'
            WHERE answer <> '' AND proposal_id IN (SELECT id FROM proposals WHERE author_id = \(person))
            """)
    }
}
