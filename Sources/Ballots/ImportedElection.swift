import AuditLog
package import Core
package import Foundation
package import Postgres
import PublicRecord
import Secrets
package import Tally
package import TransparencyLog

/// The ballots of an election that was held elsewhere.
package struct ImportedBallots: Sendable {
    package let profile: Profile
    /// SHA-256 of their file.
    package let input: Hash

    package init(_ profile: Profile, input: Hash) {
        self.profile = profile
        self.input = input
    }

    /// The same for the same file, process, rule and question.
    package func once(_ draft: ElectionDraft) -> UUID {
        let words = Array("\(draft.process) \(draft.rule.id) \(draft.question)".utf8)
        return SHA256.hash(input.bytes + words).bytes.withUnsafeBytes {
            UUID(uuid: $0.loadUnaligned(as: uuid_t.self))
        }
    }
}

extension Connection {
    /// Publishes an election that was held elsewhere, from its file of ballots, as a counted one. Nobody's vote is in
    /// the box: only the result and its files are kept.
    ///
    /// `id` is a draft that no other process has opened.
    package func publishImported(
        _ id: ElectionID, _ imported: ImportedBallots, origin: String, by permit: Permit, at now: Instant
    ) throws {
        let profile = imported.profile
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
        try log(.electionImported(id, input: imported.input, roll: roll, by: permit), at: now)
        for part in BoxedPart.parts(added: added, removed: []) {
            try log(.ballotsBoxed(id, added: part.added, removed: []), at: now)
        }
        try keep(CountedElection(facts, sealed: sealed), at: now)
    }
}
