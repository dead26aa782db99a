package import Core
package import Postgres
package import PublicRecord
package import Tally

/// How the roll is marked for a person. Stored as text: a name is never changed.
package enum RollMark: String, Sendable {
    case none, online, paper
}

/// What the count came to, as the pages tell it.
package struct ElectionResult: Sendable {
    package let record: ElectionRecord
    package let outcome: OutcomeRecord
    package let countedAt: Instant
    /// Leaf hash of `election.counted`.
    package let leaf: [UInt8]
    /// How decided it is; nil until that is reckoned.
    package let assessment: Assessment?
}

/// The files of a count, as they leave the house.
package struct ElectionFiles: Sendable {
    package let record: [UInt8]
    package let outcome: [UInt8]
    package let ballots: [UInt8]
    package let leaf: [UInt8]
}

extension Connection {
    /// An election that anybody may read about; nil for drafts.
    package func election(_ id: ElectionID) throws -> Election? {
        try rows(
            """
            SELECT id, process_id, process_title, phase_id, state, question, description, rule, parameters, seats,
                budget, roll_size, manner, paper, opens_at, ends_at, titles, details, costs, proposals
            FROM visible_elections WHERE id = \(id)
            """
        ).first.map { try Election(row: $0) }
    }

    /// Drafts too, for the administration and the house.
    package func anyElection(_ id: ElectionID) throws -> Election? {
        try rows(
            """
            SELECT id, process_id, process_title, phase_id, state, question, description, rule, parameters, seats,
                budget, roll_size, manner, paper, opens_at, ends_at, titles, details, costs, proposals
            FROM election_overview WHERE id = \(id)
            """
        ).first.map { try Election(row: $0) }
    }

    /// Newest first, below `before` if given; only those of a process or a state, if one is named.
    package func elections(
        of process: ProcessID? = nil, in state: ElectionState? = nil, before: ElectionID? = nil, limit: Int
    ) throws -> [Election] {
        try rows(
            """
            SELECT id, process_id, process_title, phase_id, state, question, description, rule, parameters, seats,
                budget, roll_size, manner, paper, opens_at, ends_at, titles, details, costs, proposals
            FROM visible_elections
            WHERE id < \(before?.rawValue ?? Int64.max)
                AND (\(process)::bigint IS NULL OR process_id = \(process))
                AND (\(state?.rawValue)::text IS NULL OR state = \(state?.rawValue))
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map { try Election(row: $0) }
    }

    /// All elections, drafts too, newest first, for the administration.
    package func allElections(before: ElectionID? = nil, limit: Int) throws -> [Election] {
        try rows(
            """
            SELECT id, process_id, process_title, phase_id, state, question, description, rule, parameters, seats,
                budget, roll_size, manner, paper, opens_at, ends_at, titles, details, costs, proposals
            FROM election_overview WHERE id < \(before?.rawValue ?? Int64.max) ORDER BY id DESC LIMIT \(limit)
            """
        ).map { try Election(row: $0) }
    }

    /// Elections that open or close before `end` or should have done so, and those that wait for their count; the next
    /// first. For the administration.
    package func electionsDue(before end: Instant, limit: Int) throws -> [Election] {
        try rows(
            """
            SELECT id, process_id, process_title, phase_id, state, question, description, rule, parameters, seats,
                budget, roll_size, manner, paper, opens_at, ends_at, titles, details, costs, proposals
            FROM election_overview
            WHERE (state = 'draft' AND opens_at < \(end)) OR (state = 'open' AND ends_at < \(end)) OR state = 'closed'
            ORDER BY CASE state WHEN 'draft' THEN opens_at ELSE ends_at END, id LIMIT \(limit)
            """
        ).map { try Election(row: $0) }
    }

    /// The visible elections that decide on a proposal, newest first.
    package func elections(on proposal: ProposalID, limit: Int = 5) throws -> [Election] {
        try rows(
            """
            SELECT id, process_id, process_title, phase_id, state, question, description, rule, parameters, seats,
                budget, roll_size, manner, paper, opens_at, ends_at, titles, details, costs, proposals
            FROM visible_elections WHERE id IN (SELECT election_id FROM options WHERE proposal_id = \(proposal))
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map { try Election(row: $0) }
    }

    /// Whether an election that is no draft any more decides on the proposal.
    package func isVotedOn(_ proposal: ProposalID) throws -> Bool {
        let found = try rows(
            """
            SELECT 1 AS one FROM options o JOIN elections e ON e.id = o.election_id
            WHERE o.proposal_id = \(proposal) AND e.state <> 'draft' LIMIT 1
            """)
        return !found.isEmpty
    }

    /// Nil if the person is not on the roll.
    package func rollMark(of person: PersonID, in election: ElectionID) throws -> RollMark? {
        let mark: String? = try rows(
            "SELECT mark FROM electoral_roll WHERE election_id = \(election) AND person_id = \(person)"
        ).first?["mark"]
        return mark.flatMap { RollMark(rawValue: $0) }
    }

    /// Nil until the election is counted.
    package func result(of election: ElectionID) throws -> ElectionResult? {
        guard
            let row = try rows(
                """
                SELECT outcome, record, counted_at, leaf, assessment
                FROM outcomes LEFT JOIN assessments USING (election_id) WHERE election_id = \(election)
                """
            ).first
        else { return nil }
        let outcome: String = try row["outcome"]
        let record: String = try row["record"]
        let assessment: String? = try row["assessment"]
        return ElectionResult(
            record: try ElectionRecord(parsing: Array(record.utf8)),
            outcome: try OutcomeRecord(parsing: Array(outcome.utf8)), countedAt: try row["counted_at"],
            leaf: try row["leaf"],
            assessment: try assessment.map { try AssessmentRecord.assessment(JSON(parsing: Array($0.utf8))) })
    }

    /// Nil until the election is counted.
    package func files(of election: ElectionID) throws -> ElectionFiles? {
        guard
            let row = try rows(
                "SELECT outcome, record, ballots, leaf FROM outcomes WHERE election_id = \(election)"
            ).first
        else { return nil }
        let outcome: String = try row["outcome"]
        let record: String = try row["record"]
        return ElectionFiles(
            record: Array(record.utf8), outcome: Array(outcome.utf8), ballots: try row["ballots"],
            leaf: try row["leaf"])
    }
}
