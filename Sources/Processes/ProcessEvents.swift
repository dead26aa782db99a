import AuditLog
import Core

extension Event {
    /// Facts: `threshold`.
    static func processPublished(_ id: ProcessID, threshold: Int, by permit: Permit) -> Event {
        Event(
            "process.published", object: "processes/\(id)", actor: permit.actor,
            body: .facts(["threshold": .int(threshold)]))
    }

    /// Facts: `process`, `opens`, `closes`.
    static func phaseScheduled(
        _ id: PhaseID, in process: ProcessID, opensAt: Instant, closesAt: Instant, by permit: Permit
    ) -> Event {
        Event(
            "phase.scheduled", object: "phases/\(id)", actor: permit.actor,
            body: .facts([
                "process": .string(process.description), "opens": .string(opensAt.iso8601),
                "closes": .string(closesAt.iso8601),
            ]))
    }

    /// Facts: `closes`.
    static func phaseExtended(_ id: PhaseID, until: Instant, by permit: Permit) -> Event {
        Event(
            "phase.extended", object: "phases/\(id)", actor: permit.actor,
            body: .facts(["closes": .string(until.iso8601)]))
    }

    /// Facts: `closes`, `opens`.
    static func phaseRescheduled(_ id: PhaseID, opensAt: Instant, closesAt: Instant, by permit: Permit)
        -> Event
    {
        Event(
            "phase.rescheduled", object: "phases/\(id)", actor: permit.actor,
            body: .facts(["opens": .string(opensAt.iso8601), "closes": .string(closesAt.iso8601)]))
    }

    /// No fields.
    static func phaseClosed(_ id: PhaseID, by permit: Permit) -> Event {
        Event("phase.closed", object: "phases/\(id)", actor: permit.actor, body: .facts([:]))
    }
}
