import Acts
import AuditLog
import Ballots
import Core
import ElectionCrypto
import Identity
import Postgres
import PublicRecord
import Publication
import Support
import Tally
import Testing
import TransparencyLog

@Suite("Voting on paper", .withServer)
struct PaperVoteTests {
    @Test(
        "goes beside the archive: once a person, sealed before anything is opened, in one result", .database)
    func encrypted() async throws {
        let polling = try await EncryptedPolling(voters: 30, isAlsoOnPaper: true)
        let counter = try await Counter(polling.day)
        let voters = polling.day.voters
        try await polling.cast(0..<18)
        for voter in voters[18..<29] { try await counter.mark(voter) }
        await #expect(throws: BallotRejection.alreadyVoted) {
            try await polling.cast(try polling.ballot([1, 0, 0], of: 20), by: voters[20])
        }
        await #expect(throws: PaperRejection.votedOnline) { try await counter.mark(voters[3]) }
        await #expect(throws: PaperRejection.markedBefore) { try await counter.mark(voters[20]) }
        await #expect(throws: BallotRejection.notOnRoll) { try await counter.mark(polling.day.cast.charlie) }
        await #expect(throws: PaperRejection.notMarked) { try await counter.mark(voters[29], false) }
        await #expect(throws: PaperRejection.tooEarly) {
            try await counter.count(1, [.init(.choice(0), 10)], by: counter.bob)
        }
        try await polling.close()
        #expect(
            try await polling.archive().stage == .endBallots, "nothing is opened before the paper is sealed")
        await #expect(throws: BallotRejection.notOpen) {
            try await counter.mark(voters[29], at: PollingDay.closes)
        }
        let piles: [PaperBatch.Pile] = [.init(.choice(0), 6), .init(.choice(2), 4), .init(.invalid, 1)]
        #expect(try await counter.count(1, piles, by: counter.bob) == .first)
        #expect(try await counter.count(1, piles.reversed(), by: counter.dora) == .sealed)
        try await polling.count()
        #expect(try await polling.archive().stage == .endBallots)
        try await counter.complete()
        try await counter.complete()
        try await polling.count()
        for number in [1, 2] { try await polling.handIn(polling.act(.partialDecryption, of: number)) }
        try await polling.count()
        let result = try #require(try await polling.day.result())
        #expect(result.record.ballots == 29 && result.outcome.outcome.valid == 28)
        #expect(result.record.facts.marks == .init(online: 18, paper: 11))
        let lines = try await polling.day.web.read {
            try $0.files(of: polling.day.election.id)?.ballots ?? []
        }
        let found = String(decoding: lines, as: UTF8.self).split(separator: "\n")
        for (ballot, count) in [
            ("\"choice\":1}", 12), ("\"choice\":2}", 6), ("\"choice\":3}", 10), ("invalid", 1),
        ] {
            #expect(found.count { $0.contains(ballot) } == count, "\(ballot)")
        }
        try await checkBundle(polling.day, checks: BundleCheck.allCases)
    }

    /// The bundle holds, and does not without a sheet; the seals are in the log.
    private func checkBundle(_ day: PollingDay, checks: [BundleCheck]) async throws {
        let key = try #require(LogKey(origin: PollingDay.origin, seed: Array(repeating: 7, count: 32)))
        let sequencer = Sequencer(day.jobs, key: key)
        while try await sequencer.integrate(at: PollingDay.closes.adding(hours: 3)) > 0 {}
        let policy = try key.policy()
        let id = day.election.id
        let bundle = try #require(try await day.bundle(policy.bytes))
        let report = Bundle.verify(bundle.bytes, policy: policy)
        #expect(report.verdict == .holds && report.passed == checks)
        let entries = try await day.owner.read { db in
            try db.rows("SELECT entry FROM log_entries ORDER BY index").map { try JSON(parsing: $0["entry"]) }
        }
        let batches = try await day.web.read { db in
            try db.anyElection(id).flatMap { try db.paperBallots(of: $0) }?.batches ?? []
        }
        #expect(
            entries.filter { $0["act"] == "batch.sealed" }.map { $0["body"]?["seal"]?.string }.suffix(
                batches.count)
                == batches.map { $0.seal(election: id, rule: day.election.rule).bytes.base64 })
        let completed = entries.first { $0["act"] == "paper.completed" }
        #expect(completed?["body"]?["sheets"]?.int == report.record?.facts.paper?.sheets)
        #expect(completed?["actor"]?.string == "administration")
        for name in ["paper.json", "paper-proofs.json"] {
            let report = Bundle.verify(bundle.changed(name).bytes, policy: policy)
            guard case .doesNotHold = report.verdict else {
                Issue.record("\(name) was changed")
                continue
            }
        }
    }

    @Test("goes beside the open box, in several batches", .database)
    func openBox() async throws {
        let day = try await PollingDay(voters: 30, isAlsoOnPaper: true)
        let counter = try await Counter(day)
        _ = try await day.vote(day.voters[0..<5])
        for voter in day.voters[5..<28] { try await counter.mark(voter) }
        try await counter.mark(day.voters[27], false)
        try await day.finish()
        #expect(try await day.result() == nil)
        for (number, sheets) in [(1, 10), (2, 12)] {
            for person in [counter.bob, counter.dora] {
                try await counter.count(number, [.init(.approvals([1]), sheets)], by: person, small: false)
            }
        }
        try await counter.act(day.cast.ada) { [id = day.election.id] in
            try $0.voidBatch(1, in: id, by: $1, at: PollingDay.closes.adding(minutes: 7))
        }
        for person in [counter.bob, counter.dora] {
            try await counter.count(3, [.init(.approvals([1]), 10)], by: person, small: false)
        }
        try await counter.complete()
        _ = try await day.duties.tally(day.election.id, at: PollingDay.closes.adding(hours: 1))
        let result = try #require(try await day.result())
        #expect(result.record.ballots == 27 && result.record.facts.paper?.batches == 2)
        try await checkBundle(day, checks: BundleCheck.allCases.filter { $0 != .encrypted })
        await #expect(throws: PaperRejection.complete) {
            try await counter.count(4, [.init(.blank, 10)], by: counter.bob)
        }
    }

    @Test("is not counted where a batch is another than the log has sealed", .database)
    func tampered() async throws {
        let day = try await PollingDay(voters: 20, isAlsoOnPaper: true)
        let counter = try await Counter(day)
        for voter in day.voters[0..<10] { try await counter.mark(voter) }
        try await day.finish()
        for person in [counter.bob, counter.dora] {
            try await counter.count(1, [.init(.approvals([1]), 10)], by: person)
        }
        try await counter.complete()
        try await day.owner.transaction {
            try $0.run("UPDATE paper_batches SET piles = replace(piles, '[2]', '[1]')")
        }
        await #expect(throws: BallotFault.batchNotAsSealed(1)) {
            _ = try await day.duties.tally(day.election.id, at: PollingDay.closes.adding(hours: 1))
        }
        #expect(try await day.result() == nil)
    }

    @Test("waits for the last mix, even if the paper is complete before", .database)
    func early() async throws {
        let day = try await PollingDay(voters: 3, isAlsoOnPaper: true)
        let counter = try await Counter(day)
        _ = try await day.vote(day.voters)
        try await counter.act(day.cast.ada) { [id = day.election.id] in
            try $0.closeElection(id, by: $1, at: t0.adding(hours: 2))
        }
        try await counter.complete()
        #expect(try await day.number("SELECT count(*) AS n FROM jobs WHERE kind = 'tally-election'") == 0)
        _ = try await day.duties.close(day.election.id, at: t0.adding(hours: 2))
        #expect(try await day.number("SELECT count(*) AS n FROM jobs WHERE kind = 'tally-election'") == 1)
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_box") == 3)
        _ = try await day.duties.tally(day.election.id, at: t0.adding(hours: 3))
        #expect(try await day.result()?.record.ballots == 3)
    }

    @Test(
        "gives each batch its number once, takes a second click for none, and forgets who is erased",
        .database)
    func numbers() async throws {
        let day = try await PollingDay(voters: 3, isAlsoOnPaper: true)
        let counter = try await Counter(day)
        let id = day.election.id
        let gone = day.voters[2].id
        try await day.owner.transaction {
            try $0.run("UPDATE persons SET erased_on = \(t0.day), erased_how = 'keep' WHERE id = \(gone)")
        }
        await #expect(throws: BallotRejection.notOnRoll) { try await counter.mark(day.voters[2]) }
        let found = try await day.web.read { try $0.rollEntries(matching: "Stimme", in: id, limit: 9) }
        #expect(found.count == 2)
        try await counter.mark(day.voters[0])
        try await day.finish()
        try await counter.act(counter.bob) { db, permit in
            let numbers = [try db.beginBatch(in: id, by: permit), try db.beginBatch(in: id, by: permit)]
            #expect(numbers == [1, 2])
            try db.discardBatch(1, in: id, by: permit)
            let again = try db.beginBatch(in: id, by: permit)
            #expect(again == 1)
            let first = try db.addPile(.init(.blank, 1), to: 1, after: 0, in: id, by: permit)
            let second = try db.addPile(.init(.blank, 1), to: 1, after: 0, in: id, by: permit)
            #expect(first && !second)
            let other = try db.removePile(.init(.blank, 2), from: 1, in: id, by: permit)
            #expect(!other)
            try db.discardBatch(2, in: id, by: permit)
        }
        try await counter.act(counter.bob) { try $0.eraseCounts(of: counter.bob.id, by: $1) }
        await #expect(throws: GeneralRejection.notFound, "the administration ends it") {
            try await counter.complete(by: counter.dora)
        }
        await #expect(throws: PaperRejection.otherTotal) { try await counter.complete(sheets: 1) }
        try await counter.complete()
    }

    @Test("seals nothing that two persons have not counted alike", .database)
    func twice() async throws {
        let day = try await PollingDay(voters: 20, isAlsoOnPaper: true)
        let counter = try await Counter(day)
        let id = day.election.id
        for voter in day.voters { try await counter.mark(voter) }
        try await day.finish()
        let ten = [PaperBatch.Pile(.approvals([0]), 10)]
        await #expect(throws: PaperRejection.wrongNumber) { try await counter.count(2, ten, by: counter.bob) }
        await #expect(throws: PaperRejection.otherSum) {
            try await counter.count(1, ten, by: counter.bob, sheets: 11)
        }
        await #expect(throws: PaperRejection.smallRest) {
            try await counter.count(1, [.init(.blank, 11)], by: counter.bob, small: false)
        }
        #expect(try await counter.count(1, ten, by: counter.bob) == .first)
        try await counter.act(counter.bob) {
            let entered = try $0.finishBatch(1, sheets: 10, isSmallAccepted: false, in: id, by: $1, at: t0)
            #expect(entered == .first)
        }
        #expect(
            try await counter.count(1, [.init(.approvals([0]), 9), .init(.blank, 1)], by: counter.dora)
                == .different)
        await #expect(throws: PaperRejection.unsealed) { try await counter.complete() }
        try await counter.act(counter.dora) {
            let removed = try $0.removePile(.init(.blank, 1), from: 1, in: id, by: $1)
            let added = try $0.addPile(.init(.approvals([0]), 1), to: 1, after: 9, in: id, by: $1)
            #expect(removed && added)
            let entered = try $0.finishBatch(1, sheets: 10, isSmallAccepted: false, in: id, by: $1, at: t0)
            #expect(entered == .sealed)
        }
        await #expect(throws: PaperRejection.sealedBefore) {
            try await counter.count(1, ten, by: counter.bob)
        }
        await #expect(throws: PaperRejection.smallBatch) {
            try await counter.count(2, [.init(.blank, 9)], by: counter.bob, small: false)
        }
        await #expect(throws: PaperRejection.tooManySheets) {
            try await counter.count(2, [.init(.blank, 11)], by: counter.bob)
        }
        await #expect(throws: PaperRejection.badBatch) {
            try await counter.count(2, [.init(.blank, 501)], by: counter.bob)
        }
        #expect(try await counter.count(2, [.init(.blank, 9)], by: counter.bob) == .first)
        try await counter.act(counter.dora) { try $0.discardBatch(2, in: id, by: $1) }
        await #expect(throws: PaperRejection.unsealed, "somebody else's count stays") {
            try await counter.complete()
        }
        try await counter.act(day.cast.ada) { try $0.discardBatch(2, in: id, by: $1) }
        try await counter.complete()
    }

    @Test("is not there where nobody asked for it, and for nobody without the office", .database)
    func strangers() async throws {
        let day = try await PollingDay(voters: 1)
        let counter = try await Counter(day)
        await #expect(throws: GeneralRejection.notFound) { try await counter.mark(day.voters[0]) }
        await #expect(throws: GeneralRejection.notFound) { try await counter.complete() }
        await #expect(throws: GeneralRejection.notFound) { try await counter.act(day.cast.alice) { _, _ in } }
    }

    @Test("cannot be counted by one person alone or be left out, not even by a mistake of ours", .database)
    func constraints() async throws {
        let day = try await PollingDay(voters: 1, isAlsoOnPaper: true)
        let (bob, id) = (day.cast.bob.id, day.election.id)
        try await day.finish()
        for (statement, constraint) in [
            ("UPDATE elections SET state = 'counted'", "elections_paper_is_awaited_before_the_count"),
            ("UPDATE elections SET paper = 'complete'", "elections_paper_is_completed_in_the_log"),
            (
                """
                INSERT INTO paper_batches (election_id, number, piles, sheets, salt, entered_by, confirmed_by, leaf)
                VALUES (\(id), 1, '[]', 10, decode(repeat('00', 32), 'hex'), '\(bob)', '\(bob)', '')
                """, "paper_batches_are_counted_by_two"
            ),
        ] {
            let error = await #expect(throws: DatabaseError.self) {
                try await day.owner.transaction { try $0.script(statement) }
            }
            #expect(error?.constraint == constraint)
        }
        for statement in ["DELETE FROM paper_batches", "UPDATE paper_batches SET sheets = 1"] {
            let error = await #expect(throws: DatabaseError.self) {
                try await day.web.transaction { try $0.script(statement) }
            }
            #expect(error?.state == "42501", "the role may not")
        }
    }
}
