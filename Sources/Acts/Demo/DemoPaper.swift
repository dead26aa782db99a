import Ballots
import Core
import Identity
import Postgres
import PublicRecord

extension DemoBooth {
    /// Of a hundred people so many vote on paper, those after the ones who vote online.
    private static let share = 7

    private func paperVoters(_ people: [Person]) -> [(offset: Int, element: Person)] {
        people.enumerated().filter {
            (plan.share..<plan.share + DemoBooth.share).contains($0.offset * 37 % 100)
        }
    }

    /// Who gets a sheet at the counter.
    func mark(_ people: [Person], on web: Database, at now: Instant) async throws {
        let voters = paperVoters(people).map(\.element.id)
        try await web.transaction { [election] db in
            for voter in voters {
                try db.setPaperMark(true, of: voter, in: election, by: db.permit(house: "demo"), at: now)
            }
        }
    }

    /// Two people count everything as one batch; one sheet never got into the urn.
    func countPaper(_ people: [Person], on web: Database, at now: Instant) async throws {
        guard people.count > 1 else { return }
        let ballots = paperVoters(people).dropFirst().map { plan.ballot($0.offset, 3) }
        try await web.transaction { [election] db in
            for clerk in people.prefix(2) where !ballots.isEmpty {
                let permit = Permit.office(clerk.id, .counter)
                if try db.paperCount(of: db.paperElection(election)).counters.isEmpty {
                    _ = try db.beginBatch(in: election, by: permit)
                }
                for (counted, ballot) in ballots.enumerated() {
                    _ = try db.addPile(
                        .init(ballot, 1), to: 1, after: counted, in: election, by: permit)
                }
                _ = try db.finishBatch(
                    1, sheets: ballots.count, isSmallAccepted: true, in: election, by: permit, at: now)
            }
            try db.completePaper(
                of: election, sheets: ballots.count, by: .office(people[0].id, .administration), at: now)
        }
    }
}
