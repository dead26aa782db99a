package import Ballots
package import Core
package import Foundation
import Identity
package import Postgres
import Processes
import Proposals

extension Connection {
    /// Options that stand for these proposals, in their order. A proposal that nobody may read is refused.
    package func electionOptions(from proposals: [ProposalID]) throws -> [ElectionOption] {
        try proposals.map { id in
            guard let proposal = try proposal(id) else { throw GeneralRejection.notFound }
            return ElectionOption(title: proposal.title, proposal: id)
        }
    }

    /// Keeps an election as a draft, with a phase of its own. The same `once` again answers with the first one.
    ///
    /// The phase allows voting to every account: who may is decided by the roll, frozen at opening.
    package func createElection(
        _ draft: ElectionDraft, once: UUID, by permit: Permit, at now: Instant
    ) throws -> ElectionID {
        if let known = try election(once: once) { return known }
        try draft.check()
        let title = String(String.UnicodeScalarView(draft.question.unicodeScalars.prefix(80)))
        let phase = try addPhase(
            to: draft.process, kind: "election", title: title, opensAt: draft.opensAt,
            closesAt: draft.closesAt,
            permissions: [.vote: .account], by: permit, at: now)
        return try addElection(draft, phase: phase, once: once, by: permit)
    }

    /// Opens a draft now, or at its date when the house does it. Opening twice changes nothing.
    package func openElection(_ id: ElectionID, by permit: Permit, at now: Instant) throws {
        guard let draft = try anyElection(id) else { throw GeneralRejection.notFound }
        guard draft.state == .draft else { return }
        try holdAlone(draft.phase)
        if now < draft.opensAt { try openPhaseNow(draft.phase, by: permit, at: now) }
        // Read again under the lock: the dates as they are now.
        guard let election = try anyElection(id) else { throw GeneralRejection.notFound }
        guard now < election.endsAt else { throw ProcessRejection.phaseEnded }
        _ = try beginVoting(in: election, by: permit, at: now)
    }

    /// Moves the end of an election that has not ended.
    package func extendElection(_ id: ElectionID, until end: Instant, by permit: Permit, at now: Instant)
        throws
    {
        guard let election = try anyElection(id) else { throw GeneralRejection.notFound }
        guard election.state == .draft || election.state == .open else { throw ProcessRejection.phaseEnded }
        try extendPhase(election.phase, until: end, by: permit, at: now)
        if election.state == .open { try plan(.close, id, at: end) }
    }

    /// Ends an open election now. Closing twice changes nothing.
    package func closeElection(_ id: ElectionID, by permit: Permit, at now: Instant) throws {
        guard let election = try anyElection(id) else { throw GeneralRejection.notFound }
        guard election.state != .draft else { throw BallotRejection.notOpen }
        try holdAlone(election.phase)
        guard try endVoting(in: id, by: permit, at: now) else { return }
        guard now < election.endsAt else { return }
        try closePhase(election.phase, by: permit, at: now)
        // At its own end the election's job is due anyway.
        try plan(.close, id, at: now)
    }

    /// Deletes a draft and ends its phase.
    package func discardElectionDraft(_ id: ElectionID, by permit: Permit, at now: Instant) throws {
        guard let election = try anyElection(id) else { return }
        try discardElection(id, by: permit)
        try closePhase(election.phase, by: permit, at: now)
    }
}
