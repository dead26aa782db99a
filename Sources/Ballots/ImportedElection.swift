import AuditLog
package import Core
package import Postgres
import PublicRecord
import Secrets
package import Tally
package import TransparencyLog

extension Connection {
    /// Publishes an election that was held elsewhere, from its file of ballots, as a counted one. Nobody's vote is in
    /// the box: only the result and its files are kept.
    ///
    /// `id` is a draft that no other process has opened; `input` is the file's SHA-256.
    package func publishImported(
        _ id: ElectionID, profile: Profile, input: Hash, origin: String, by permit: Permit, at now: Instant
    ) throws {
        guard let election = try anyElection(id), election.state == .draft else {
            throw BallotRejection.notADraft
        }
        let roll = profile.eligible ?? profile.ballots
        try run("UPDATE elections SET state = 'counted', roll_size = \(roll) WHERE id = \(id)")
        let facts = ElectionFacts(
            origin: origin, election: id, question: election.question,
            options: election.options.map(\.title), rule: election.rule, parameters: election.parameters,
            seats: election.seats, budget: election.budget, opens: election.opensAt,
            closes: election.endsAt, eligible: roll, marks: .init(online: 0, paper: profile.ballots))
        let sealed = profile.groups.flatMap { group in
            (0..<group.count).map { _ in
                SealedBallot(group.ballot, rule: election.rule, salt: SystemRandom.bytes(32))
            }
        }
        let added = try sealed.map { try $0.commitment(in: facts).bytes }
        try log(.electionOpened(election, by: permit), at: now)
        try log(.electionImported(id, input: input, roll: roll, by: permit), at: now)
        for part in BoxedPart.parts(added: added, removed: []) {
            try log(.ballotsBoxed(id, added: part.added, removed: []), at: now)
        }
        try keep(CountedElection(facts, sealed: sealed), at: now)
    }
}
