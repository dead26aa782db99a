import AuditLog
package import Core
import Foundation
package import Postgres

/// What can be refused about processes and phases.
package enum ProcessRejection: String, Rejection {
    case datesInverted = "process.dates-inverted"
    case phaseBegun = "process.phase-begun"
    case phaseEnded = "process.phase-ended"
    case phasePast = "process.phase-past"
    case phasesOverlap = "process.phases-overlap"

    package var kind: RejectionKind { self == .phaseBegun || self == .phaseEnded ? .conflict : .invalid }

    /// What the table of phases refuses about dates.
    static let dates: [String: any Rejection] = [
        "phases_close_after_they_open": ProcessRejection.datesInverted,
        "phases_of_a_process_do_not_overlap": ProcessRejection.phasesOverlap,
    ]
}

extension Connection {
    package func addProcess(
        title: String, summary: String, threshold: Int, by permit: Permit, at now: Instant
    ) throws -> ProcessID {
        let id = try addProcess(
            title: title, summary: summary, threshold: threshold, once: UUID(), by: permit, at: now)
        guard let id else { throw GeneralRejection.notFound }
        return id
    }

    /// Nil if the form that carries `once` made its process before.
    func addProcess(
        title: String, summary: String, threshold: Int, once: UUID, by permit: Permit, at now: Instant
    ) throws -> ProcessID? {
        let added = try rows(
            """
            INSERT INTO processes (once, title, summary, threshold, published_on)
            VALUES (\(once), \(title), \(summary), \(threshold), \(now.day))
            ON CONFLICT (once) DO NOTHING RETURNING id
            """)
        guard let row = added.first else { return nil }
        let id: ProcessID = try row["id"]
        try log(.processPublished(id, threshold: threshold, by: permit), at: now)
        return id
    }

    /// Adds a phase with what it allows. `kind` is `stage`, or `election` for the dates of one election.
    package func addPhase(
        to process: ProcessID, kind: String = "stage", title: String, opensAt: Instant, closesAt: Instant,
        permissions: [Permission: Eligibility], by permit: Permit, at now: Instant
    ) throws -> PhaseID {
        let row = try rows(
            """
            INSERT INTO phases (process_id, kind, title, opens_at, closes_at)
            VALUES (\(process), \(kind), \(title), \(opensAt), \(closesAt)) RETURNING id
            """,
            refusing: ProcessRejection.dates.merging(
                ["phases_process_id_fkey": GeneralRejection.notFound]
            ) { first, _ in first }
        ).first
        guard let row else { throw GeneralRejection.notFound }
        let id: PhaseID = try row["id"]
        for (permission, eligibility) in permissions {
            try run(
                """
                INSERT INTO phase_permissions (phase_id, permission, eligibility)
                VALUES (\(id), \(permission.rawValue), \(eligibility.rawValue))
                """)
        }
        try log(.phaseScheduled(id, in: process, opensAt: opensAt, closesAt: closesAt, by: permit), at: now)
        return id
    }

    /// Moves the end of a phase that has not ended. Waits for acts that hold the phase.
    package func extendPhase(_ id: PhaseID, until closesAt: Instant, by permit: Permit, at now: Instant)
        throws
    {
        try holdAlone(id)
        let moved = try run(
            """
            UPDATE phases SET closes_at = \(closesAt)
            WHERE id = \(id) AND closed_at IS NULL AND closes_at > \(now) AND \(closesAt)::timestamptz > \(now)
            """,
            refusing: ProcessRejection.dates)
        guard moved == 1 else { throw ProcessRejection.phaseEnded }
        try log(.phaseExtended(id, until: closesAt, by: permit), at: now)
    }

    /// Ends a phase now and for good. Acts that hold the phase finish before; later ones are refused.
    package func closePhase(_ id: PhaseID, by permit: Permit, at now: Instant) throws {
        try holdAlone(id)
        let closed = try run("UPDATE phases SET closed_at = \(now) WHERE id = \(id) AND closed_at IS NULL")
        if closed == 1 { try log(.phaseClosed(id, by: permit), at: now) }
    }

    /// Opens a phase now instead of at its date.
    package func openPhaseNow(_ id: PhaseID, by permit: Permit, at now: Instant) throws {
        try holdAlone(id)
        try run("UPDATE phases SET opens_at = least(opens_at, \(now)) WHERE id = \(id)")
    }

    /// Takes the phase's lock alone: no act that it allows is under way until this transaction ends.
    package func holdAlone(_ id: PhaseID) throws {
        try run("SELECT pg_advisory_xact_lock(\(id))")
    }

    /// The phase's dates, held still until this transaction ends. See `phase_held` in the schema.
    package func heldPhase(_ id: PhaseID) throws -> (opensAt: Instant, closesAt: Instant, closedAt: Instant?)?
    {
        try rows("SELECT opens_at, closes_at, closed_at FROM phase_held(\(id))").first
            .map { (try $0["opens_at"], try $0["closes_at"], try $0["closed_at"]) }
    }
}
