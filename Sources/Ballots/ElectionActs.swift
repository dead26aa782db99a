import AuditLog
package import Core
package import Foundation
import Jobs
package import Postgres
import PublicRecord
import Tally

/// The kinds of job that an election plans; their subject is its number.
package enum ElectionJob: String, Sendable, CaseIterable {
    case open = "open-election"
    case mix = "mix-ballots"
    case close = "close-election"
    case tally = "tally-election"
    case assess = "assess-election"
}

/// Ballots that a mixer's file of 32 MiB has room for, at 528 bytes each.
private let mostMixed = 60_000

/// How often the mixer looks.
private let minutesBetweenMixes: Int64 = 10

extension Connection {
    /// The election that a form with this `once` made before.
    package func election(once: UUID) throws -> ElectionID? {
        try rows("SELECT id FROM elections WHERE once = \(once)").first?["id"]
    }

    /// Keeps a draft that opens by itself at the beginning of its phase.
    package func addElection(
        _ draft: ElectionDraft, phase: PhaseID, once: UUID, by permit: Permit
    ) throws -> ElectionID {
        try draft.check()
        let parameters = ParametersJSON.value(draft.parameters).text
        let row = try rows(
            """
            INSERT INTO elections (
                once, process_id, phase_id, question, description, rule, parameters, seats, budget, manner, paper)
            VALUES (\(once), \(draft.process), \(phase), \(draft.question), \(draft.description), \(draft.rule.id),
                \(parameters)::text::jsonb, \(draft.seats), \(draft.limit), \(draft.manner.rawValue),
                \(draft.isAlsoOnPaper ? PaperState.awaited.rawValue : PaperState.none.rawValue))
            RETURNING id
            """,
            refusing: [
                "elections_once_key": BallotRejection.createdBefore,
                "elections_process_id_fkey": GeneralRejection.notFound,
            ]
        ).first
        guard let row else { throw GeneralRejection.notFound }
        let id: ElectionID = try row["id"]
        for (index, option) in draft.options.enumerated() {
            try run(
                """
                INSERT INTO options (election_id, position, title, detail, proposal_id, cost)
                VALUES (\(id), \(index + 1), \(option.title), \(option.detail), \(option.proposal), \(option.cost))
                """,
                refusing: ["options_proposal_id_fkey": GeneralRejection.notFound])
        }
        try plan(.open, id, at: draft.opensAt)
        return id
    }

    /// Deletes a draft; its job finds nothing to do.
    package func discardElection(_ id: ElectionID, by permit: Permit) throws {
        let draft = try rows(
            "SELECT roll_size FROM elections WHERE id = \(id) AND state = 'draft' FOR UPDATE"
        ).first
        guard let draft else { throw BallotRejection.notADraft }
        // Its roll is in the log.
        guard try draft["roll_size"] as Int? == nil else { throw CeremonyRejection.rollFrozen }
        try run("DELETE FROM options WHERE election_id = \(id)")
        try run("DELETE FROM elections WHERE id = \(id)")
    }

    /// Freezes the roll and lets people vote. The caller holds the election's phase alone. False if it is open
    /// already or past that.
    ///
    /// On the roll is whoever has the attestation *resident* today, in random order.
    package func beginVoting(in election: Election, by permit: Permit, at now: Instant) throws -> Bool {
        let id = election.id
        if election.manner == .encrypted { try requireArchive(of: election) }
        guard
            try run(
                """
                UPDATE elections SET state = 'open', roll_size = coalesce(roll_size, 0)
                WHERE id = \(id) AND state = 'draft'
                """) == 1
        else { return false }
        if election.manner == .openBox {
            try run("SELECT ballots_opened(\(id))")
            _ = try fillRoll(of: election, by: permit, at: now)
        }
        try log(.electionOpened(election, by: permit), at: now)
        try plan(.mix, id, at: now.adding(minutes: minutesBetweenMixes))
        try plan(.close, id, at: election.endsAt)
        return true
    }

    /// Freezes the roll of an encrypted draft, so that the registrar can make as many credentials. Once only.
    package func freezeRoll(for id: ElectionID, by permit: Permit, at now: Instant) throws -> Int {
        let isNew =
            try run(
                """
                UPDATE elections SET roll_size = 0
                WHERE id = \(id) AND state = 'draft' AND manner = 'encrypted' AND roll_size IS NULL
                """) == 1
        guard let election = try anyElection(id) else { throw GeneralRejection.notFound }
        guard isNew else { throw BallotRejection.rollFrozenBefore }
        try run("SELECT encrypted_ballots_awaited(\(id))")
        let size = try fillRoll(of: election, by: permit, at: now)
        guard !election.mustBeMixed || size <= mostMixed else {
            throw BallotRejection.rollTooLarge
        }
        return size
    }

    private func fillRoll(of election: Election, by permit: Permit, at now: Instant) throws -> Int {
        let id = election.id
        try script("SET LOCAL statement_timeout = '10min'")
        let size = try run(
            """
            INSERT INTO electoral_roll (election_id, person_id)
            SELECT \(id), id FROM eligible_persons WHERE eligible_until >= \(now.day) ORDER BY gen_random_uuid()
            """)
        try run("UPDATE elections SET roll_size = \(size) WHERE id = \(id)")
        try log(.rollFrozen(election, size: size, by: permit), at: now)
        return size
    }

    /// Takes no more ballots. The caller holds the election's phase alone. False if that was so before.
    package func endVoting(in id: ElectionID, by permit: Permit, at now: Instant) throws -> Bool {
        guard try run("UPDATE elections SET state = 'closed' WHERE id = \(id) AND state = 'open'") == 1
        else { return false }
        try log(.electionClosed(id, by: permit), at: now)
        return true
    }

    /// Plans the house's next work on an election.
    package func plan(_ job: ElectionJob, _ id: ElectionID, at due: Instant) throws {
        try schedule(job.rawValue, subject: id.description, at: due)
    }

    /// When the mixer looks again; nil once the election is closed.
    package func nextMix(of id: ElectionID, at now: Instant) throws -> Instant? {
        let open = try rows("SELECT 1 AS one FROM elections WHERE id = \(id) AND state = 'open'")
        return open.isEmpty ? nil : now.adding(minutes: minutesBetweenMixes)
    }
}
