import Acts
import Ballots
import Core
import Identity
import Postgres
import PublicRecord
import Support
import Tally

/// Two persons at the counter of an election that people can also vote in on paper.
struct Counter: Sendable {
    let day: PollingDay
    let bob: Person
    let dora: Person

    init(_ day: PollingDay) async throws {
        self.day = day
        (bob, dora) = try await day.owner.transaction { db in
            for person in [day.cast.bob, day.cast.dora] {
                try db.giveRole(.counter, to: person.id, by: db.permit(house: "test"), at: t0)
            }
            guard let bob = try db.person(day.cast.bob.id), let dora = try db.person(day.cast.dora.id) else {
                throw GeneralRejection.notFound
            }
            return (bob, dora)
        }
    }

    func mark(_ person: Person, _ isMarked: Bool = true, at now: Instant = t0.adding(hours: 1)) async throws {
        try await day.web.transaction { db in
            try db.setPaperMark(
                isMarked, of: person.id, in: day.election.id, by: db.permit(atCounter: bob), at: now)
        }
    }

    /// One person counts a whole batch.
    @discardableResult
    func count(
        _ number: Int, _ piles: [PaperBatch.Pile], by person: Person, sheets: Int? = nil, small: Bool = true
    ) async throws -> BatchEntry {
        let id = day.election.id
        return try await day.web.transaction { db in
            let permit = try db.permit(atCounter: person)
            let election = try db.paperElection(id)
            let count = try db.paperCount(of: election)
            if count.counters[number] == nil, count.batches[number] == nil {
                _ = try db.beginBatch(in: id, by: permit)
            }
            var counted =
                try db.batchCounts(number, in: election).first { $0.person == person.id }?.sheets ?? 0
            for pile in piles {
                _ = try db.addPile(pile, to: number, after: counted, in: id, by: permit)
                counted += pile.count
            }
            return try db.finishBatch(
                number, sheets: sheets ?? piles.reduce(0) { $0 + $1.count }, isSmallAccepted: small, in: id,
                by: permit, at: PollingDay.closes.adding(minutes: 5))
        }
    }

    func act(_ person: Person, _ act: @escaping @Sendable (isolated Connection, Permit) throws -> Void)
        async throws
    {
        try await day.web.transaction { db in try act(db, db.permit(atCounter: person)) }
    }

    /// The administration ends the counting, with the number that there is unless `sheets` says otherwise.
    func complete(by person: Person? = nil, sheets: Int? = nil) async throws {
        let id = day.election.id
        try await act(person ?? day.cast.ada) { db, permit in
            let count = try db.anyElection(id).map { try db.paperCount(of: $0) }
            try db.completePaper(
                of: id, sheets: sheets ?? count?.sheets ?? 0, by: permit,
                at: PollingDay.closes.adding(minutes: 9))
        }
    }
}
