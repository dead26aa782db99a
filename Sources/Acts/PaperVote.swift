import Ballots
package import Core
package import Identity
package import Postgres
import Processes

extension Connection {
    /// For acts at the counter: of the administration, or of who holds that office.
    package func permit(atCounter person: Person) throws -> Permit {
        try permit(office: person.roles.contains(.administration) ? .administration : .counter, for: person)
    }

    /// Marks somebody on the roll who votes on paper, or takes that back, while the election is open.
    package func setPaperMark(
        _ isMarked: Bool, of person: PersonID, in id: ElectionID, by permit: Permit, at now: Instant
    ) throws {
        guard let election = try election(id), election.paper != .none else {
            throw GeneralRejection.notFound
        }
        guard let held = try heldPhase(election.phase), held.opensAt <= now, now < held.closesAt,
            held.closedAt == nil
        else { throw BallotRejection.notOpen }
        if isMarked {
            try markPaper(person, in: election, by: permit)
        } else {
            try unmarkPaper(person, in: election, by: permit)
        }
    }
}
