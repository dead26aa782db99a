import AuditLog
package import Core
import Jobs
package import Postgres
package import PublicRecord
import Secrets
import Tally

/// As the table says.
private let mostBatches = 100_000

/// What happened to a count that somebody handed in.
package enum BatchEntry: Sendable, Hashable {
    /// It waits for somebody else's.
    case first
    /// Somebody else counted the same: the batch is sealed.
    case sealed
    /// Somebody else counted differently: both count again.
    case different
}

extension Connection {
    /// Adds equal sheets to what a person has counted of a batch. The first ones begin the batch.
    package func addPile(_ pile: PaperBatch.Pile, to number: Int, in id: ElectionID, by permit: Permit) throws
    {
        try changeCount(of: number, in: id, by: permit) { $0 + [pile] }
    }

    /// Takes a pile back: the `index`-th of what the person has counted.
    package func removePile(_ index: Int, from number: Int, in id: ElectionID, by permit: Permit) throws {
        try changeCount(of: number, in: id, by: permit) { piles in
            piles.enumerated().filter { $0.offset != index }.map(\.element)
        }
    }

    private func changeCount(
        of number: Int, in id: ElectionID, by permit: Permit,
        _ change: ([PaperBatch.Pile]) -> [PaperBatch.Pile]
    ) throws {
        let (election, count) = try batchToCount(number, in: id)
        let person = try counter(permit)
        let own = try batchCounts(number, in: election).first { $0.person == person }
        guard own != nil || count.counters[number] != nil || number == count.nextNumber else {
            throw PaperRejection.wrongNumber
        }
        let piles = change(own?.piles ?? [])
        guard let sorted = piles.isEmpty ? [] : PaperBatch.sorted(piles, rule: election.rule) else {
            throw PaperRejection.badBatch
        }
        try run(
            """
            INSERT INTO paper_entries (election_id, batch, person_id, piles)
            VALUES (\(id), \(number), \(person), \(PaperBatch.json(sorted, rule: election.rule).text))
            ON CONFLICT (election_id, batch, person_id) DO UPDATE SET piles = excluded.piles, done = false
            """)
    }

    /// Ends a person's count of a batch, and seals it if somebody else has counted the same.
    ///
    /// - Parameters:
    ///   - sheets: how many the person says there are, to find what was forgotten.
    ///   - isSmallAccepted: whether a batch of fewer than ten sheets is wanted beside others, although the sum of a
    ///     few sheets tells much of each.
    package func finishBatch(
        _ number: Int, sheets: Int, isSmallAccepted: Bool, in id: ElectionID, by permit: Permit,
        at now: Instant
    ) throws -> BatchEntry {
        let (election, count) = try batchToCount(number, in: id)
        let person = try counter(permit)
        let counts = try batchCounts(number, in: election)
        guard let own = counts.first(where: { $0.person == person }), !own.piles.isEmpty else {
            throw PaperRejection.badBatch
        }
        guard own.sheets == sheets else { throw PaperRejection.otherSum }
        guard count.sheets + sheets <= count.marked else { throw PaperRejection.tooManySheets }
        guard isSmallAccepted || sheets >= PaperBatch.sizes.lowerBound || sheets == count.marked else {
            throw PaperRejection.smallBatch
        }
        let others = counts.filter { $0.person != person && $0.isDone }
        if let other = others.first(where: { $0.piles == own.piles }) {
            try seal(number, own.piles, in: election, by: (other.person, person), permit, at: now)
            return .sealed
        }
        try run(
            """
            UPDATE paper_entries SET done = true
            WHERE election_id = \(id) AND batch = \(number) AND person_id = \(person)
            """)
        return others.isEmpty ? .first : .different
    }

    private func seal(
        _ number: Int, _ piles: [PaperBatch.Pile], in election: Election, by persons: (PersonID, PersonID),
        _ permit: Permit, at now: Instant
    ) throws {
        let salt = SystemRandom.bytes(32)
        guard let batch = PaperBatch(number, piles, rule: election.rule, salt: salt) else {
            throw PaperRejection.badBatch
        }
        let seal = batch.seal(election: election.id, rule: election.rule)
        let leaf = try log(.batchSealed(batch, seal, in: election.id, by: permit), at: now)
        try run(
            """
            INSERT INTO paper_batches (election_id, number, piles, sheets, salt, entered_by, confirmed_by, leaf)
            VALUES (\(election.id), \(number), \(PaperBatch.json(batch.piles, rule: election.rule).text),
                \(batch.sheets), \(salt), \(persons.0), \(persons.1), \(leaf))
            """,
            refusing: ["paper_batches_pkey": PaperRejection.sealedBefore])
        try run("DELETE FROM paper_entries WHERE election_id = \(election.id) AND batch = \(number)")
    }

    /// Forgets what was counted of a batch that is not sealed: the person's own count or, for the administration, everybody's.
    package func discardBatch(_ number: Int, in id: ElectionID, by permit: Permit) throws {
        _ = try batchToCount(number, in: id)
        let person = try counter(permit)
        let isEverybody = if case .office(_, .administration) = permit.ground { true } else { false }
        try run(
            """
            DELETE FROM paper_entries
            WHERE election_id = \(id) AND batch = \(number) AND (person_id = \(person) OR \(isEverybody))
            """)
    }

    /// Ends the counting of paper; now the rest is counted, too. Twice changes nothing.
    package func completePaper(of id: ElectionID, by permit: Permit, at now: Instant) throws {
        let election: Election
        do {
            election = try electionAwaitingPaper(id)
        } catch PaperRejection.complete {
            return
        }
        let count = try paperCount(of: election)
        guard count.counters.isEmpty else { throw PaperRejection.unsealed }
        try run("UPDATE elections SET paper = 'complete' WHERE id = \(id)")
        try log(.paperCompleted(count, in: id, by: permit), at: now)
        try plan(.tally, id, at: now)
    }

    private func counter(_ permit: Permit) throws -> PersonID {
        guard case .office(let person, .administration) = permit.ground else {
            guard case .office(let person, .counter) = permit.ground else { throw GeneralRejection.notFound }
            return person
        }
        return person
    }

    private func batchToCount(_ number: Int, in id: ElectionID) throws -> (Election, PaperCount) {
        let election = try electionAwaitingPaper(id)
        let count = try paperCount(of: election)
        guard count.batches[number] == nil else { throw PaperRejection.sealedBefore }
        guard (1...mostBatches).contains(number) else { throw PaperRejection.wrongNumber }
        return (election, count)
    }

    /// Holds the election's row, so that batches of one election are entered one after the other.
    private func electionAwaitingPaper(_ id: ElectionID) throws -> Election {
        _ = try rows("SELECT 1 AS one FROM elections WHERE id = \(id) FOR UPDATE")
        guard let election = try anyElection(id), election.paper != .none else {
            throw GeneralRejection.notFound
        }
        guard election.state == .closed || election.state == .counted else { throw PaperRejection.tooEarly }
        guard election.paper == .awaited else { throw PaperRejection.complete }
        return election
    }
}
