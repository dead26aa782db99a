import AuditLog
package import Core
package import Foundation
package import NumberedText
package import Postgres

/// What an author enters.
package struct ProposalDraft: Sendable {
    package var title: String
    package var district: DistrictID?
    package var reason: String
    package var text: String
    package var synergies: String
    package var note: String
    package var initiators: [Initiator]
    package var docks: [(target: ProposalID, reason: String)]

    package init(
        title: String, district: DistrictID?, reason: String, text: String, synergies: String = "",
        note: String = "",
        initiators: [Initiator], docks: [(target: ProposalID, reason: String)] = []
    ) {
        self.title = title
        self.district = district
        self.reason = reason
        self.text = text
        self.synergies = synergies
        self.note = note
        self.initiators = initiators
        self.docks = docks
    }
}

extension Connection {
    /// Keeps a draft that only its author sees. The same `once` again answers with the draft it made the first time.
    package func addDraft(
        _ draft: ProposalDraft, in process: ProcessID, author: PersonID, once: UUID, by permit: Permit,
        at now: Instant
    ) throws -> ProposalID {
        let added = try rows(
            """
            INSERT INTO proposals (once, process_id, author_id, title, district_id, reason, text, synergies, note, changed_at)
            VALUES (\(once), \(process), \(author), \(draft.title), \(draft.district), \(draft.reason), \(draft.text),
                \(draft.synergies), \(draft.note), \(now))
            ON CONFLICT (once) DO NOTHING RETURNING id
            """,
            refusing: [
                "proposals_district_id_fkey": ProposalRejection.noSuchDistrict,
                "proposals_process_id_fkey": GeneralRejection.notFound,
            ])
        if let row = added.first {
            let id: ProposalID = try row["id"]
            try setParts(of: id, to: draft)
            return id
        }
        let known = try rows("SELECT id FROM proposals WHERE once = \(once) AND author_id = \(author)")
        guard let id: ProposalID = try known.first?["id"] else { throw GeneralRejection.notFound }
        return id
    }

    /// Replaces what a draft says.
    package func changeDraft(_ id: ProposalID, to draft: ProposalDraft, by permit: Permit, at now: Instant)
        throws
    {
        let changed = try run(
            """
            UPDATE proposals SET title = \(draft.title), district_id = \(draft.district), reason = \(draft.reason),
                text = \(draft.text), synergies = \(draft.synergies), note = \(draft.note), changed_at = \(now)
            WHERE id = \(id) AND author_id = \(permit.person) AND state = 'draft'
            """,
            refusing: ["proposals_district_id_fkey": ProposalRejection.noSuchDistrict])
        guard changed == 1 else { throw ProposalRejection.notADraft }
        try setParts(of: id, to: draft)
    }

    private func setParts(of id: ProposalID, to draft: ProposalDraft) throws {
        try run("DELETE FROM initiators WHERE proposal_id = \(id)")
        for (index, initiator) in draft.initiators.enumerated() {
            try run(
                """
                INSERT INTO initiators (proposal_id, position, kind, name, decided_on)
                VALUES (\(id), \(index + 1), \(initiator.kind.rawValue), \(initiator.name), \(initiator.decidedOn))
                """)
        }
        try run("DELETE FROM docks WHERE proposal_id = \(id)")
        for dock in draft.docks {
            let added = try run(
                """
                INSERT INTO docks (proposal_id, target_id, reason)
                SELECT \(id), p.id, \(dock.reason) FROM visible_proposals p WHERE p.id = \(dock.target)
                ON CONFLICT (proposal_id, target_id) DO UPDATE SET reason = excluded.reason
                """,
                refusing: ["docks_join_two_proposals": ProposalRejection.docksOntoItself])
            guard added == 1 else { throw ProposalRejection.noSuchDock }
        }
    }

    /// Shows a draft to everybody. Publishing twice changes nothing.
    package func publishProposal(_ id: ProposalID, by permit: Permit, at now: Instant) throws {
        let rows = try rows(
            """
            UPDATE proposals SET state = 'published', published_at = \(now), changed_at = \(now)
            WHERE id = \(id) AND state = 'draft'
                AND (\(permit.person)::uuid IS NULL OR author_id = \(permit.person))
            RETURNING process_id, title, text
            """)
        guard let row = rows.first else {
            let known = try self.rows(
                """
                SELECT 1 AS one FROM proposals
                WHERE id = \(id) AND state = 'published' AND author_id = \(permit.person)
                """)
            guard known.isEmpty else { return }
            throw GeneralRejection.notFound
        }
        let title: String = try row["title"]
        let text: String = try row["text"]
        try run(
            """
            INSERT INTO proposal_versions (proposal_id, version, title, text, written_at)
            VALUES (\(id), 1, \(title), \(text), \(now))
            """)
        let leaf = try log(
            .proposalPublished(id, in: try row["process_id"], title: title, text: text), at: now)
        try run("UPDATE proposals SET leaf = \(leaf), worded_leaf = \(leaf) WHERE id = \(id)")
    }

    /// Takes a published proposal back. It stays readable and is marked.
    package func withdrawProposal(_ id: ProposalID, by permit: Permit, at now: Instant) throws {
        let rows = try rows(
            """
            UPDATE proposals SET state = 'withdrawn', changed_at = \(now)
            WHERE id = \(id) AND state = 'published' AND author_id = \(permit.person) RETURNING leaf
            """)
        guard let row = rows.first else { throw ProposalRejection.notPublished }
        let leaf = try log(.proposalWithdrawn(id, previous: try row["leaf"]), at: now)
        try run("UPDATE proposals SET leaf = \(leaf) WHERE id = \(id)")
    }

    /// Deletes a draft. Deleting what is gone changes nothing.
    package func discardDraft(_ id: ProposalID, by permit: Permit) throws {
        try run("DELETE FROM proposals WHERE id = \(id) AND state = 'draft' AND author_id = \(permit.person)")
    }

    /// Hides a proposal from every page, feed and file, or shows it again. Called by moderation's act alone.
    package func setHidden(_ isHidden: Bool, proposal id: ProposalID, by permit: Permit, at now: Instant)
        throws
    {
        try run("UPDATE proposals SET hidden_at = \(isHidden ? now : nil) WHERE id = \(id)")
    }

    /// Who wrote it and its newest leaf, hidden ones included: for moderation's act.
    package func authorship(of id: ProposalID) throws -> (author: PersonID, leaf: [UInt8]?, title: String)? {
        try rows("SELECT author_id, leaf, title FROM proposals WHERE id = \(id) AND state <> 'draft'").first
            .map { (try $0["author_id"], try $0["leaf"], try $0["title"]) }
    }
}
