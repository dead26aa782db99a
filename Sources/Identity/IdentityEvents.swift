import AuditLog
import Core

extension Event {
    /// Facts: `role`. Who got it is not in the log.
    static func roleGranted(_ role: Role, by permit: Permit) -> Event {
        Event(
            "role.granted", object: nil, actor: permit.actor, body: .facts(["role": .string(role.rawValue)]))
    }

    /// Facts: `role`.
    static func roleRemoved(_ role: Role, by permit: Permit) -> Event {
        Event(
            "role.removed", object: nil, actor: permit.actor, body: .facts(["role": .string(role.rawValue)]))
    }

    /// Facts: `kind`. How many attestations are given is public, about whom is not.
    static func attestationGiven(by permit: Permit) -> Event {
        Event("attestation.given", object: nil, actor: permit.actor, body: .facts(["kind": "resident"]))
    }

    /// Facts: `kind`.
    static func attestationWithdrawn(by permit: Permit) -> Event {
        Event("attestation.withdrawn", object: nil, actor: permit.actor, body: .facts(["kind": "resident"]))
    }
}
