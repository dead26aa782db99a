package import Core
package import NumberedText
package import Postgres

extension Connection {
    /// A published proposal that is not hidden; nil for anything else.
    package func proposal(_ id: ProposalID) throws -> Proposal? {
        try rows(
            """
            SELECT id, process_id, author_id, state, title, district_id, reason, text, synergies, note, version, supports,
                changed_at, published_at, leaf
            FROM visible_proposals WHERE id = \(id)
            """
        ).first.map { try Proposal(row: $0) }
    }

    /// A draft or proposal for its own author.
    package func ownProposal(_ id: ProposalID, of author: PersonID) throws -> Proposal? {
        try rows(
            """
            SELECT id, process_id, author_id, state, title, district_id, reason, text, synergies, note, version, supports,
                changed_at, published_at, leaf
            FROM proposals WHERE id = \(id) AND author_id = \(author)
            """
        ).first.map { try Proposal(row: $0) }
    }

    /// Lists newest first, below `before`; of one process, of one district, or of all.
    package func proposalCards(
        of process: ProcessID? = nil, in district: DistrictID? = nil, before: ProposalID? = nil, limit: Int
    ) throws -> [ProposalCard] {
        try rows(
            """
            SELECT id, state, title, district, initiators, supports, threshold, comments
            FROM proposal_overview
            WHERE \(ProposalFilter(process: process, district: district).condition) id < \(before?.rawValue ?? Int64.max)
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map { try ProposalCard(row: $0) }
    }

    /// Where those of the proposals lie that anybody may see and that belong to one district or quarter.
    package func places(of proposals: [ProposalID]) throws -> [ProposalID: DistrictID] {
        guard !proposals.isEmpty else { return [:] }
        let places = try rows(
            """
            SELECT id, district_id FROM visible_proposals
            WHERE id = ANY(\(SQLArray(proposals.map(\.rawValue)))) AND district_id IS NOT NULL
            """
        ).map { (try $0["id"] as ProposalID, try $0["district_id"] as DistrictID) }
        return Dictionary(places, uniquingKeysWith: { first, _ in first })
    }

    /// The author's own proposals, drafts included, newest first.
    package func ownProposals(of author: PersonID, before: ProposalID? = nil, limit: Int) throws -> [Proposal]
    {
        try rows(
            """
            SELECT id, process_id, author_id, state, title, district_id, reason, text, synergies, note, version, supports,
                changed_at, published_at, leaf
            FROM proposals WHERE author_id = \(author) AND id < \(before?.rawValue ?? Int64.max)
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map { try Proposal(row: $0) }
    }

    /// Which of the author's proposals moderation hid.
    package func hiddenProposals(of author: PersonID) throws -> Set<ProposalID> {
        Set(
            try rows("SELECT id FROM proposals WHERE author_id = \(author) AND hidden_at IS NOT NULL")
                .map { try $0["id"] as ProposalID })
    }

    package func initiators(of proposal: ProposalID) throws -> [Initiator] {
        try rows(
            "SELECT kind, name, decided_on FROM initiators WHERE proposal_id = \(proposal) ORDER BY position"
        ).map {
            Initiator(
                name: try $0["name"], kind: Initiator.Kind(rawValue: try $0["kind"]) ?? .person,
                decidedOn: try $0["decided_on"])
        }
    }

    /// Docks in both directions, between proposals anybody may see.
    package func docks(of proposal: ProposalID) throws -> [Dock] {
        try rows(
            """
            SELECT p.id, p.title, k.reason, k.target_id = \(proposal) AS incoming
            FROM docks k
            JOIN visible_proposals p ON p.id = CASE WHEN k.target_id = \(proposal) THEN k.proposal_id ELSE k.target_id END
            WHERE k.proposal_id = \(proposal) OR k.target_id = \(proposal)
            ORDER BY incoming, p.id LIMIT 50
            """
        ).map {
            Dock(
                proposal: try $0["id"], title: try $0["title"], reason: try $0["reason"],
                isIncoming: try $0["incoming"])
        }
    }

    /// The docks an author named, for the form.
    package func namedDocks(of proposal: ProposalID) throws -> [(target: ProposalID, reason: String)] {
        try rows("SELECT target_id, reason FROM docks WHERE proposal_id = \(proposal) ORDER BY target_id")
            .map { (try $0["target_id"], try $0["reason"]) }
    }

    /// Leaf hash of the person's support; nil if they do not support it.
    package func support(of proposal: ProposalID, by person: PersonID) throws -> [UInt8]? {
        try rows("SELECT leaf FROM supports WHERE proposal_id = \(proposal) AND person_id = \(person)")
            .first?["leaf"]
    }

    package func proposalCount() throws -> Int {
        try rows("SELECT count(*) AS n FROM visible_proposals").first?["n"] ?? 0
    }
}

/// The beginning of a WHERE clause; each combination is a statement of its own, so that each uses its own index.
private struct ProposalFilter {
    let process: ProcessID?
    let district: DistrictID?

    var condition: SQL {
        switch (process, district) {
        case (let process?, let district?): "process_id = \(process) AND district_id = \(district) AND"
        case (let process?, nil): "process_id = \(process) AND"
        case (nil, let district?): "district_id = \(district) AND"
        case (nil, nil): ""
        }
    }
}
