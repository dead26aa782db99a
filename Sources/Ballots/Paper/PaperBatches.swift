package import Core
package import Postgres
package import PublicRecord
import Tally

/// What happened to a count that somebody has finished.
package enum BatchEntry: Sendable, Hashable {
    /// It waits for somebody else's.
    case first
    /// Somebody else counted the same: the batch is sealed.
    case sealed
    /// Somebody else counted differently: both count again.
    case different
}

extension Connection {
    /// Begins a batch for a person to count; its number. Two who begin at once get different ones.
    package func beginBatch(in id: ElectionID, by permit: Permit) throws -> Int {
        let election = try electionAwaitingPaper(id)
        let number = try paperCount(of: election).nextNumber
        try keepCount([], of: number, in: election, by: try counter(permit))
        return number
    }

    /// Adds equal sheets to what a person has counted of a batch that was begun.
    ///
    /// - Parameter counted: the sheets that the person saw as counted so far. Where there are others by now, as after a
    ///   second click, nothing is added: false.
    package func addPile(
        _ pile: PaperBatch.Pile, to number: Int, after counted: Int, in id: ElectionID, by permit: Permit
    ) throws -> Bool {
        try changeCount(of: number, in: id, by: permit) { piles in
            piles.sheets == counted ? piles + [pile] : nil
        }
    }

    /// Takes a pile back as it was seen; false if it is not there any more.
    package func removePile(
        _ pile: PaperBatch.Pile, from number: Int, in id: ElectionID, by permit: Permit
    ) throws -> Bool {
        try changeCount(of: number, in: id, by: permit) { piles in
            piles.contains(pile) ? piles.filter { $0 != pile } : nil
        }
    }

    private func changeCount(
        of number: Int, in id: ElectionID, by permit: Permit,
        _ change: ([PaperBatch.Pile]) -> [PaperBatch.Pile]?
    ) throws -> Bool {
        let (election, count) = try batchToCount(number, in: id)
        let person = try counter(permit)
        guard count.counters[number] != nil else { throw PaperRejection.wrongNumber }
        let own = try batchCounts(number, in: election).first { $0.person == person }
        guard let piles = change(own?.piles ?? []) else { return false }
        guard let sorted = piles.isEmpty ? [] : PaperBatch.sorted(piles, rule: election.rule) else {
            throw PaperRejection.badBatch
        }
        try keepCount(sorted, of: number, in: election, by: person)
        return true
    }

    private func keepCount(
        _ piles: [PaperBatch.Pile], of number: Int, in election: Election, by person: PersonID
    ) throws {
        try run(
            """
            INSERT INTO paper_entries (election_id, batch, person_id, piles)
            VALUES (\(election.id), \(number), \(person), \(PaperBatch.json(piles, rule: election.rule).text))
            ON CONFLICT (election_id, batch, person_id) DO UPDATE SET piles = excluded.piles, done = false
            """)
    }

    /// Ends a person's count of a batch, and seals it if somebody else has counted the same.
    ///
    /// - Parameters:
    ///   - sheets: how many the person says there are, to find what was forgotten.
    ///   - isSmallAccepted: whether it is meant that the batch has fewer than ten sheets, or leaves fewer than ten for
    ///     the next, although the sum of a few sheets tells much of each.
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
        let rest = count.marked - count.sheets - sheets
        guard rest >= 0 else { throw PaperRejection.tooManySheets }
        let fewest = PaperBatch.sizes.lowerBound
        guard isSmallAccepted || sheets >= fewest else { throw PaperRejection.smallBatch }
        guard isSmallAccepted || rest == 0 || rest >= fewest else { throw PaperRejection.smallRest }
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

    /// Forgets what was counted of a batch that is not sealed: the person's own count or, for the administration,
    /// everybody's. Its number is given again.
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

    /// Forgets what a person has counted and nobody has confirmed.
    package func eraseCounts(of person: PersonID, by permit: Permit) throws {
        try run("DELETE FROM paper_entries WHERE person_id = \(person)")
    }

    private func counter(_ permit: Permit) throws -> PersonID {
        switch permit.ground {
        case .office(let person, .administration), .office(let person, .counter): return person
        default: throw GeneralRejection.notFound
        }
    }

    private func batchToCount(_ number: Int, in id: ElectionID) throws -> (Election, PaperCount) {
        let election = try electionAwaitingPaper(id)
        let count = try paperCount(of: election)
        guard count.batches[number] == nil else { throw PaperRejection.sealedBefore }
        return (election, count)
    }

    /// Holds the election's row, so that batches of one election are entered one after the other.
    func electionAwaitingPaper(_ id: ElectionID) throws -> Election {
        _ = try rows("SELECT 1 AS one FROM elections WHERE id = \(id) FOR UPDATE")
        guard let election = try anyElection(id), election.paper != .none else {
            throw GeneralRejection.notFound
        }
        guard election.state == .closed || election.state == .counted else { throw PaperRejection.tooEarly }
        guard election.paper == .awaited else { throw PaperRejection.complete }
        return election
    }
}
