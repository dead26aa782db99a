package import Core
package import Identity
package import Postgres
package import Processes

extension Connection {
    /// The one place that decides whether a person may do something now.
    ///
    /// Finds the open phase of the process that allows it, holds that phase still until the transaction ends, and
    /// checks dates, eligibility and consent. Throws the refusal the person understands.
    package func permit(
        _ permission: Permission, in process: ProcessID, for person: Person, at now: Instant
    ) throws -> Permit {
        let candidates = try phases(of: process).filter { $0.permissions[permission] != nil }
        guard let phase = candidates.first(where: { $0.isOpen(at: now) }) else {
            throw GeneralRejection.notNow
        }
        return try permit(permission, during: phase, for: person, at: now)
    }

    /// The same for a phase that is known, such as an election's own.
    package func permit(
        _ permission: Permission, during phase: Phase, for person: Person, at now: Instant
    ) throws -> Permit {
        guard let held = try heldPhase(phase.id), held.opensAt <= now, now < held.closesAt,
            held.closedAt == nil
        else { throw GeneralRejection.notNow }
        guard person.hasAccount else { throw GeneralRejection.signInFirst }
        if phase.permissions[permission] == .resident, !person.isResident {
            throw IdentityRejection.residentsOnly
        }
        if permission == .support || permission == .vote, !person.hasConsent {
            throw IdentityRejection.consentFirst
        }
        return .person(person.id, permission, phase.id)
    }

    /// For acts of an office: no phase is needed.
    package func permit(office role: Role, for person: Person) throws -> Permit {
        // 404: a stranger may not know that the desk exists.
        guard person.roles.contains(role) else { throw GeneralRejection.notFound }
        return .office(person.id, role)
    }

    /// For what everybody may do about their own things at any time: withdrawing, discarding a draft, consenting.
    package func permit(own person: Person) -> Permit { .own(person.id) }

    /// For whoever knows a code or a link, and for visitors' forms such as registering or reporting.
    package func permit(bearer purpose: String) -> Permit { .bearer(purpose) }

    /// For jobs, imports and the demo.
    package func permit(house duty: String) -> Permit { .house(duty) }
}
