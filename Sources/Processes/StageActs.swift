import AuditLog
package import Core
package import Postgres

extension Connection {
    /// Adds a stage to a process that is published already. The same stage again answers with the one that is there.
    package func addStage(
        _ stage: ProcessDraft.Stage, to process: ProcessID, by permit: Permit, at now: Instant
    ) throws -> PhaseID {
        // Held, so that the other click of a double one finds the stage of the first.
        let held = try rows("SELECT id FROM processes WHERE id = \(process) FOR UPDATE")
        guard !held.isEmpty else { throw GeneralRejection.notFound }
        let twin = try phases(of: process).first {
            $0.title == stage.title && $0.opensAt == stage.opensAt && $0.endsAt == stage.closesAt
                && $0.permissions == stage.permissions
        }
        if let twin { return twin.id }
        guard stage.opensAt >= now.toTheMinute else { throw ProcessRejection.phasePast }
        return try addPhase(
            to: process, title: stage.title, opensAt: stage.opensAt, closesAt: stage.closesAt,
            permissions: stage.permissions, by: permit, at: now)
    }

    /// Gives a stage that has not begun other dates. The same dates again change nothing.
    package func rescheduleStage(
        _ id: PhaseID, of process: ProcessID, opensAt: Instant, closesAt: Instant, by permit: Permit,
        at now: Instant
    ) throws {
        try holdAlone(id)
        guard let known = try phases(of: process).first(where: { $0.id == id }) else {
            throw GeneralRejection.notFound
        }
        if known.opensAt == opensAt, known.endsAt == closesAt { return }
        guard known.endsAt > now else { throw ProcessRejection.phaseEnded }
        guard known.opensAt > now else { throw ProcessRejection.phaseBegun }
        guard opensAt >= now.toTheMinute else { throw ProcessRejection.phasePast }
        try run(
            "UPDATE phases SET opens_at = \(opensAt), closes_at = \(closesAt) WHERE id = \(id)",
            refusing: ProcessRejection.dates)
        try log(.phaseRescheduled(id, opensAt: opensAt, closesAt: closesAt, by: permit), at: now)
    }
}
