package import Core
package import Postgres

/// A participation process as its pages tell it.
package struct ParticipationProcess: Sendable {
    package let id: ProcessID
    package let title: String
    package let summary: String
    /// Supports a proposal needs; 0 for none.
    package let threshold: Int
}

/// A dated stage.
package struct Phase: Sendable {
    package let id: PhaseID
    package let process: ProcessID
    package let title: String
    package let opensAt: Instant
    /// The first moment it allows nothing more, closing early included.
    package let endsAt: Instant
    /// What it allows, to whom.
    package let permissions: [Permission: Eligibility]

    package func isOpen(at now: Instant) -> Bool { opensAt <= now && now < endsAt }
}

/// Who may use a permission. Stored as text: a name is never changed.
package enum Eligibility: String, Sendable, CaseIterable {
    /// Whoever has a confirmed account.
    case account
    /// Whoever has the attestation that they live in the city.
    case resident
}

extension Connection {
    package func process(_ id: ProcessID) throws -> ParticipationProcess? {
        try rows("SELECT id, title, summary, threshold FROM visible_processes WHERE id = \(id)").first
            .map { try ParticipationProcess(row: $0) }
    }

    /// Newest first, below `before` if given.
    package func processes(before: ProcessID? = nil, limit: Int) throws -> [ParticipationProcess] {
        try rows(
            """
            SELECT id, title, summary, threshold FROM visible_processes
            WHERE id < \(before?.rawValue ?? Int64.max) ORDER BY id DESC LIMIT \(limit)
            """
        ).map { try ParticipationProcess(row: $0) }
    }

    /// The stages of a process in order of time.
    package func phases(of process: ProcessID) throws -> [Phase] {
        try rows(
            """
            SELECT id, process_id, title, opens_at, ends_at, permissions FROM phase_dates
            WHERE process_id = \(process) AND kind = 'stage' ORDER BY opens_at, id
            """
        ).map { try Phase(row: $0) }
    }

    /// The stages of all processes that are open now or open later, for the list of processes.
    package func phases(endingAfter now: Instant, limit: Int) throws -> [Phase] {
        try rows(
            """
            SELECT id, process_id, title, opens_at, ends_at, permissions FROM phase_dates
            WHERE kind = 'stage' AND ends_at > \(now) ORDER BY ends_at, id LIMIT \(limit)
            """
        ).map { try Phase(row: $0) }
    }

    package func phase(_ id: PhaseID) throws -> Phase? {
        try rows(
            "SELECT id, process_id, title, opens_at, ends_at, permissions FROM phase_dates WHERE id = \(id)"
        ).first.map { try Phase(row: $0) }
    }
}

extension ParticipationProcess {
    init(row: Row) throws {
        id = try row["id"]
        title = try row["title"]
        summary = try row["summary"]
        threshold = try row["threshold"]
    }
}

extension Phase {
    init(row: Row) throws {
        id = try row["id"]
        process = try row["process_id"]
        title = try row["title"]
        opensAt = try row["opens_at"]
        endsAt = try row["ends_at"]
        var permissions: [Permission: Eligibility] = [:]
        for pair in try (row["permissions"] as SQLArray<String>).elements {
            let parts = pair.split(separator: ":").map(String.init)
            guard parts.count == 2, let permission = Permission(rawValue: parts[0]) else { continue }
            permissions[permission] = Eligibility(rawValue: parts[1])
        }
        self.permissions = permissions
    }
}
