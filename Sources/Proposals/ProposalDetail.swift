package import Core
package import NumberedText
package import Postgres

/// Everything the page of one proposal shows beside the discussion, from one statement.
package struct ProposalDetail: Sendable {
    package let proposal: Proposal
    package let processTitle: String
    package let threshold: Int
    /// Nil for the whole city.
    package let district: String?
    package let initiators: [Initiator]
    package let docks: [Dock]
    /// The newest twenty, in the order of time.
    package let answers: [GivenAnswer]
    /// Open amendments, the newest twenty: each with the lines it changes, nil where these have changed since.
    package let amendments: [(id: AmendmentID, lines: LineRange?)]
    /// All of them, whatever became of them.
    package let amendmentCount: Int
    /// Leaf hash of the viewer's support; nil if they do not support it.
    package let ownSupport: [UInt8]?
}

extension Connection {
    /// Nil for a draft, a hidden proposal, or none.
    package func proposalDetail(_ id: ProposalID, for viewer: PersonID?) throws -> ProposalDetail? {
        try rows(
            """
            SELECT p.id, p.process_id, p.author_id, p.state, p.title, p.district_id, p.reason, p.text, p.synergies, p.note,
                p.version, p.supports, p.changed_at, p.published_at, p.leaf, c.title AS process_title, c.threshold,
                d.name AS district,
                ARRAY(SELECT concat_ws(E'\\x1f', i.kind, i.name, i.decided_on) FROM initiators i
                      WHERE i.proposal_id = p.id ORDER BY i.position) AS initiators,
                ARRAY(SELECT concat_ws(E'\\x1f', o.id, k.target_id = p.id, k.reason, o.title) FROM docks k
                      JOIN visible_proposals o
                          ON o.id = CASE WHEN k.target_id = p.id THEN k.proposal_id ELSE k.target_id END
                      WHERE k.proposal_id = p.id OR k.target_id = p.id
                      ORDER BY k.target_id = p.id, o.id LIMIT 50) AS docks,
                ARRAY(SELECT concat_ws(E'\\x1f', a.stance, a.office, extract(epoch FROM a.answered_at)::bigint,
                          encode(a.leaf, 'hex'), a.body)
                      FROM (SELECT * FROM answers WHERE proposal_id = p.id ORDER BY id DESC LIMIT 20) a ORDER BY a.id) AS answers,
                ARRAY(SELECT concat_ws(E'\\x1f', m.id, m.first_line, m.last_line, m.version,
                          CASE WHEN m.version <> p.version THEN m.base ELSE '' END)
                      FROM (SELECT * FROM visible_amendments WHERE proposal_id = p.id AND state = 'open'
                            ORDER BY id DESC LIMIT 20) m ORDER BY m.id) AS amendments,
                (SELECT count(*) FROM visible_amendments m WHERE m.proposal_id = p.id) AS amendment_count,
                (SELECT s.leaf FROM supports s WHERE s.proposal_id = p.id AND s.person_id = \(viewer)) AS own_support
            FROM visible_proposals p
            JOIN visible_processes c ON c.id = p.process_id
            LEFT JOIN district_names d ON d.id = p.district_id
            WHERE p.id = \(id)
            """
        ).first.map { try ProposalDetail(row: $0) }
    }
}

extension ProposalDetail {
    init(row: Row) throws {
        proposal = try Proposal(row: row)
        processTitle = try row["process_title"]
        threshold = try row["threshold"]
        district = try row["district"]
        ownSupport = try row["own_support"]
        initiators = try (row["initiators"] as SQLArray<String>).elements.compactMap { text in
            let parts = ProposalDetail.parts(text)
            guard parts.count >= 2 else { return nil }
            return Initiator(
                name: parts[1], kind: Initiator.Kind(rawValue: parts[0]) ?? .person,
                decidedOn: parts.count > 2 ? Day(iso8601: parts[2]) : nil)
        }
        docks = try (row["docks"] as SQLArray<String>).elements.compactMap { text in
            let parts = ProposalDetail.parts(text)
            guard parts.count == 4, let id = ProposalID(text: parts[0]) else { return nil }
            return Dock(proposal: id, title: parts[3], reason: parts[2], isIncoming: parts[1] == "t")
        }
        answers = try (row["answers"] as SQLArray<String>).elements.compactMap { text in
            let parts = ProposalDetail.parts(text)
            guard parts.count == 5, let stance = Answer.Stance(rawValue: parts[0]),
                let seconds = Int64(parts[2]),
                let leaf = [UInt8](hex: parts[3])
            else { return nil }
            return GivenAnswer(
                answer: Answer(stance, office: parts[1], body: parts[4]),
                answeredAt: Instant(seconds: seconds),
                leaf: leaf)
        }
        let (text, version) = (proposal.text, proposal.version)
        amendments = try (row["amendments"] as SQLArray<String>).elements.compactMap { element in
            let parts = ProposalDetail.parts(element)
            guard parts.count == 5, let id = AmendmentID(text: parts[0]), let first = Int(parts[1]),
                let last = Int(parts[2]), let lines = LineRange(first, last)
            else { return nil }
            guard parts[3] != String(version) else { return (id, lines) }
            return (id, LineMap(from: NumberedText(parts[4]), to: NumberedText(text)).unchanged(lines))
        }
        amendmentCount = try row["amendment_count"]
    }

    /// Fields are set apart by the unit separator, which no form lets in.
    private static func parts(_ text: String) -> [String] {
        text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    }
}
