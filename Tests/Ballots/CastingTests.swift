import Acts
import Ballots
import Core
import Identity
import Postgres
import PublicRecord
import Support
import Tally
import Testing

@Suite("Casting a ballot", .withServer)
struct CastingTests {
    @Test("counts once: the same number and code answer again, another is refused", .database)
    func once() async throws {
        let day = try await PollingDay()
        let receipt = Receipt()
        #expect(try await day.vote(day.voters[0], .approvals([0]), receipt) == .waiting)
        #expect(try await day.vote(day.voters[0], .approvals([0]), receipt) == .waiting)
        await #expect(throws: BallotRejection.alreadyVoted) {
            try await day.vote(day.voters[0], .approvals([1]))
        }
        try await day.finish()
        #expect(try await day.result()?.record.ballots == 1)
    }

    @Test("at the same moment twelve times puts one ballot into the box", .database)
    func concurrent() async throws {
        let day = try await PollingDay()
        let accepted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do {
                        try await day.vote(day.voters[0], .approvals([0]))
                        return true
                    } catch BallotRejection.alreadyVoted {
                        return false
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(accepted == 1)
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_intake") == 1)
    }

    @Test(
        "is refused before the beginning and after the end", .database,
        arguments: [
            t0.adding(seconds: -1), PollingDay.closes, PollingDay.closes.adding(days: 1),
        ])
    func late(now: Instant) async throws {
        let day = try await PollingDay()
        await #expect(throws: BallotRejection.notOpen) {
            try await day.vote(day.voters[0], .approvals([0]), at: now)
        }
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_intake") == 0)
    }

    @Test("is refused to a request that began before an early closing and comes after it", .database)
    func afterClosing() async throws {
        let day = try await PollingDay()
        try await day.web.transaction { db in
            let permit = try db.permit(office: .administration, for: day.cast.ada)
            try db.closeElection(day.election.id, by: permit, at: t0.adding(hours: 2))
        }
        await #expect(throws: BallotRejection.notOpen) { try await day.vote(day.voters[0], .approvals([0])) }
        await #expect(throws: BallotRejection.notOpen) {
            try await day.change(Receipt(), to: .approvals([0]))
        }
    }

    @Test("is for those on the roll: neither for other towns nor for who came to live here since", .database)
    func strangers() async throws {
        let day = try await PollingDay()
        await #expect(throws: BallotRejection.notOnRoll) {
            try await day.vote(day.cast.charlie, .approvals([0]))
        }
        let charlie = try await day.owner.transaction { db in
            let house = db.permit(house: "test")
            try db.attestResidence(
                of: day.cast.charlie.id, until: Day(daysSince1970: 40_000), by: house, at: t0.adding(hours: 1)
            )
            guard let charlie = try db.person(day.cast.charlie.id) else { throw GeneralRejection.notFound }
            return charlie
        }
        await #expect(throws: BallotRejection.notOnRoll) { try await day.vote(charlie, .approvals([0])) }
    }

    @Test("needs the permit of this very election", .database)
    func otherPermit() async throws {
        let day = try await PollingDay()
        await #expect(throws: GeneralRejection.notAllowed) {
            try await day.web.transaction { db in
                let permit = try db.permit(.support, in: day.cast.process, for: day.voters[0], at: t0)
                let receipt = Receipt()
                _ = try db.castBallot(
                    .approvals([0]), number: receipt.number, code: receipt.code, in: day.election, by: permit)
            }
        }
    }

    @Test(
        "is refused when the count would find the ballot invalid", .database,
        arguments: [
            Ballot.approvals([3]), .approvals([0, 1, 2]), .choice(0), .blank, .invalid, .scores([1, nil, 2]),
        ])
    func invalid(ballot: Ballot) async throws {
        let day = try await PollingDay(given: ["most": .whole(2), "blank": .choice("invalid")])
        await #expect(throws: BallotRejection.ballotInvalid) { try await day.vote(day.voters[0], ballot) }
    }

    @Test("with a number or code that another ballot has is refused, waiting or boxed", .database)
    func doubled() async throws {
        let day = try await PollingDay(voters: 21)
        let receipts = try await day.vote(day.voters[..<20])
        await #expect(throws: BallotRejection.numberTaken) {
            try await day.vote(day.voters[20], .approvals([0]), receipts[3])
        }
        try await day.mix()
        await #expect(throws: BallotRejection.numberTaken) {
            try await day.vote(day.voters[20], .approvals([0]), receipts[3])
        }
        #expect(try await day.vote(day.voters[20], .approvals([0])) == .waiting)
    }

    @Test(
        "and closing at the same time loses no accepted ballot and takes no late one", .database,
        arguments: 0..<5)
    func closing(round: Int) async throws {
        let day = try await PollingDay(voters: 24)
        let accepted = try await withThrowingTaskGroup(of: Int.self) { group in
            for (index, voter) in day.voters.enumerated() {
                group.addTask {
                    try await Task.sleep(for: .milliseconds(index * 2))
                    do {
                        try await day.vote(voter, .approvals([0]))
                        return 1
                    } catch BallotRejection.notOpen {
                        return 0
                    }
                }
            }
            group.addTask {
                try await Task.sleep(for: .milliseconds(15 + round * 5))
                try await day.web.transaction { db in
                    let permit = try db.permit(office: .administration, for: day.cast.ada)
                    try db.closeElection(day.election.id, by: permit, at: t0.adding(hours: 2))
                }
                _ = try await day.duties.close(day.election.id, at: t0.adding(hours: 2))
                return 0
            }
            return try await group.reduce(0, +)
        }
        try await day.finish(at: t0.adding(hours: 2))
        let result = try #require(try await day.result())
        #expect(result.record.ballots == accepted)
        #expect(result.record.facts.marks.online == accepted)
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_intake") == 0)
    }
}

@Suite("Changing a vote", .withServer)
struct ChangingTests {
    @Test("needs the code alone, waiting or boxed, and leaves one ballot", .database)
    func change() async throws {
        let day = try await PollingDay(voters: 20)
        let receipts = try await day.vote(day.voters) { _ in .approvals([0]) }
        let second = Receipt()
        try await day.change(receipts[0], to: .approvals([1]), second)
        #expect(try await day.place(receipts[0]) == nil)
        try await day.mix()
        #expect(try await day.place(second) == .boxed)
        let third = Receipt()
        try await day.change(second, to: .approvals([2]), third)
        #expect(try await day.change(second, to: .approvals([2]), third) == .waiting)
        #expect(try await day.place(third) == .waiting)
        try await day.finish()
        let result = try #require(try await day.result())
        #expect(result.record.ballots == 20)
        #expect(result.outcome.outcome.certificate.sums == [19, 0, 1].map { Sum(points: $0, ballots: $0) })
    }

    @Test("with a code that fits nothing is refused", .database)
    func wrongCode() async throws {
        let day = try await PollingDay()
        try await day.vote(day.voters[0], .approvals([0]))
        await #expect(throws: BallotRejection.wrongCode) {
            try await day.change(Receipt(), to: .approvals([1]))
        }
    }

    @Test("twice at once with one code replaces it once", .database)
    func concurrent() async throws {
        let day = try await PollingDay(voters: 20)
        let receipts = try await day.vote(day.voters)
        try await day.mix()
        let changed = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do {
                        try await day.change(receipts[7], to: .approvals([1]))
                        return 1
                    } catch BallotRejection.wrongCode {
                        return 0
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(changed == 1)
        try await day.finish()
        #expect(try await day.result()?.record.ballots == 20)
    }
}
