/// What a phase allows to whom. Stored as text: a name is never changed.
package enum Permission: String, Sendable, CaseIterable {
    case propose, support, comment, vote
}

/// An office a person holds in the town's participation.
package enum Role: String, Sendable, CaseIterable {
    case administration, counter, moderation
}

/// The proof that an act may be done now. Every act takes one; only the module Acts makes them.
package struct Permit: Sendable {
    package enum Ground: Sendable, Hashable {
        /// An open phase allows this act to this person.
        case person(PersonID, Permission, PhaseID)
        /// The person holds an office; no phase is needed.
        case office(PersonID, Role)
        /// The person acts on what is their own, such as withdrawing; no phase is needed.
        case own(PersonID)
        /// Whoever knows a code or a link may do this one thing, such as `change-ballot`.
        case bearer(String)
        /// The house itself: a job, an import, the demo.
        case house(String)
    }

    package let ground: Ground

    private init(_ ground: Ground) { self.ground = ground }

    package static func person(_ id: PersonID, _ permission: Permission, _ phase: PhaseID) -> Permit {
        Permit(.person(id, permission, phase))
    }
    package static func office(_ id: PersonID, _ role: Role) -> Permit { Permit(.office(id, role)) }
    package static func own(_ id: PersonID) -> Permit { Permit(.own(id)) }
    package static func bearer(_ purpose: String) -> Permit { Permit(.bearer(purpose)) }
    package static func house(_ duty: String) -> Permit { Permit(.house(duty)) }

    /// The person who acts; nil for a bearer and for the house.
    package var person: PersonID? {
        switch ground {
        case .person(let id, _, _), .office(let id, _), .own(let id): id
        case .bearer, .house: nil
        }
    }

    /// The office acted in, as the public log names it; nil for citizens.
    package var actor: String? {
        switch ground {
        case .office(_, let role): role.rawValue
        case .house: "house"
        case .person, .own, .bearer: nil
        }
    }
}
