package import Ballots
package import Core
package import Identity
package import Postgres
import Processes

extension Connection {
    /// For casting a ballot in this election.
    package func permit(toVoteIn election: Election, for person: Person, at now: Instant) throws -> Permit {
        guard let phase = try phase(election.phase) else { throw GeneralRejection.notFound }
        do {
            return try permit(.vote, during: phase, for: person, at: now)
        } catch GeneralRejection.notNow {
            throw BallotRejection.notOpen
        }
    }

    /// For whoever holds a change code, while the election is open. Holds its phase still, as voting does.
    package func permit(toChangeBallotIn election: Election, at now: Instant) throws -> Permit {
        guard let held = try heldPhase(election.phase), held.opensAt <= now, now < held.closesAt,
            held.closedAt == nil
        else { throw BallotRejection.notOpen }
        return .bearer("change-ballot")
    }

    /// For an encrypted ballot: of whoever may vote, else for whoever holds a credential that has voted.
    package func permit(toCastEncryptedIn election: Election, for person: Person?, at now: Instant) throws
        -> Permit
    {
        if let person, person.hasConsent, try rollMark(of: person.id, in: election.id) != nil {
            return try permit(toVoteIn: election, for: person, at: now)
        }
        return try permit(toChangeBallotIn: election, at: now)
    }
}
