import Acts
import AuditLog
import BallotFiles
import Ballots
import Core
import Foundation
import Jobs
import Postgres
import PublicRecord
import Publication
import Support
import Tally
import Testing
import TransparencyLog

@Suite("An election", .withServer)
struct ElectionTests {
    @Test("goes from the draft to a bundle that holds, by its jobs alone", .database)
    func whole() async throws {
        let day = try await PollingDay(voters: 25, isOpen: false)
        try await work(of: day, at: t0)
        #expect(try await state(of: day) == .open)
        #expect(try await day.web.read { try $0.election(day.election.id)?.rollSize } == 25 + 4)
        _ = try await day.vote(day.voters[..<24])
        try await work(of: day, at: t0.adding(hours: 2))
        #expect(try await day.number("SELECT count(*) AS n FROM ballot_box") == 24)
        let late = Receipt()
        try await day.vote(day.voters[24], .approvals([1, 2]), late, at: t0.adding(hours: 3))
        #expect(try await day.place(late) == .waiting)
        try await work(of: day, at: PollingDay.closes)
        #expect(try await state(of: day) == .counted)
        #expect(try await day.place(late) == .boxed)

        let result = try #require(try await day.result())
        #expect(result.record.ballots == 25)
        #expect(result.record.facts.marks.online == 25)
        #expect(result.outcome.outcome.certificate.sums == [8, 9, 9].map { Sum(points: $0, ballots: $0) })
        let key = try #require(LogKey(origin: PollingDay.origin, seed: [UInt8](repeating: 7, count: 32)))
        _ = try await Sequencer(day.jobs, key: key).integrate(at: PollingDay.closes)
        let bundle = try #require(
            try await day.web.read { try $0.bundle(of: day.election.id, policy: key.policy().bytes) })
        #expect(Bundle.verify(bundle.bytes, policy: try key.policy()).verdict == .holds)
        let published = try await published(day)
        #expect(published.count == 25)
        #expect(try await added(minusRemoved: day) == published)
    }

    @Test("is not made twice by a double click, and a discarded draft never opens", .database)
    func drafts() async throws {
        let day = try await PollingDay(isOpen: false)
        let once = UUID()
        let draft = ElectionDraft(
            process: day.cast.process, question: "Noch eine?", description: "", rule: .yesNo,
            parameters: try Parameters(of: .yesNo),
            options: ["Ja", "Nein", "Enthaltung"].map { ElectionOption(title: $0) },
            opensAt: t0, closesAt: t0.adding(days: 1))
        let make = { @Sendable (db: isolated Connection) in
            try db.createElection(
                draft, once: once, by: try db.permit(office: .administration, for: day.cast.ada), at: t0)
        }
        let first = try await day.web.transaction(make)
        #expect(try await day.web.transaction(make) == first)
        #expect(try await day.number("SELECT count(*) AS n FROM phases WHERE kind = 'election'") == 2)
        try await day.web.transaction { db in
            try db.discardElectionDraft(
                first, by: try db.permit(office: .administration, for: day.cast.ada), at: t0)
        }
        #expect(try await day.duties.open(first, at: t0) == nil)
        #expect(try await day.web.read { try $0.anyElection(first) } == nil)
    }

    @Test(
        "cannot be drafted so that nobody could vote in it or count it",
        arguments: [
            (["Park"], 1, 5, BallotRejection.fewOptions), (["Park", "Park"], 1, 5, .sameOptions),
            (["Park", "Platz"], 3, 5, .badSeats), (["Park", "Platz"], 1, 0, .badParameters),
            ((1...200).map { "Option \($0)" }, 1, 1_000_000, .tooLarge),
        ])
    func impossible(options: [String], seats: Int, highest: Int, refusal: BallotRejection) throws {
        let draft = ElectionDraft(
            process: ProcessID(1), question: "Was?", description: "", rule: .score,
            parameters: try Parameters(of: .score, ["highest": .whole(highest)]), seats: seats,
            options: options.map { ElectionOption(title: $0) }, opensAt: t0, closesAt: t0.adding(days: 1))
        #expect(throws: refusal) { try draft.check() }
    }

    @Test("can be extended while it is open, and then takes ballots longer", .database)
    func extended() async throws {
        let day = try await PollingDay()
        let end = PollingDay.closes.adding(days: 1)
        try await day.web.transaction { db in
            let permit = try db.permit(office: .administration, for: day.cast.ada)
            try db.extendElection(day.election.id, until: end, by: permit, at: t0)
        }
        #expect(try await day.duties.close(day.election.id, at: PollingDay.closes) == end)
        try await day.vote(day.voters[0], .approvals([0]), at: PollingDay.closes.adding(hours: 1))
        try await day.finish(at: end)
        #expect(try await day.result()?.record.ballots == 1)
        #expect(try await day.result()?.record.facts.closes == end)
    }

    @Test("keeps its partitions for the mixer when the grants run again", .database)
    func grants() async throws {
        let day = try await PollingDay(voters: 20)
        let views = try String(contentsOfFile: checkout + "/sql/views/90_grants.sql", encoding: .utf8)
        try await day.owner.once { try $0.script(views) }
        _ = try await day.vote(day.voters)
        try await day.mix()
        try await day.finish()
        #expect(try await day.result()?.record.ballots == 20)
    }

    private func state(of day: PollingDay) async throws -> ElectionState? {
        try await day.web.read { try $0.anyElection(day.election.id)?.state }
    }

    private func work(of day: PollingDay, at now: Instant) async throws {
        let handlers = day.duties.work.mapValues { work -> JobRunner.Handler in
            { job, now in try await work(job.subject, now) }
        }
        let runner = JobRunner(
            day.jobs, handlers: handlers, clock: { now }, report: { Issue.record("\($0)") })
        while try await runner.runNext() {}
    }

    /// What the log says is in the box.
    private func added(minusRemoved day: PollingDay) async throws -> Set<String> {
        let entries = try await day.web.read { try $0.logEntries(limit: 1000) }.filter {
            $0.type == "ballots.boxed"
        }
        func all(_ key: String) -> [String] {
            entries.flatMap { $0.facts[key]?.array ?? [] }.compactMap(\.string)
        }
        return Set(all("added")).subtracting(all("removed"))
    }

    /// What the published ballots commit to.
    private func published(_ day: PollingDay) async throws -> Set<String> {
        let files = try #require(try await day.web.read { try $0.files(of: day.election.id) })
        let facts = try ElectionRecord(parsing: files.record).facts
        let ballots = try BallotLines.read(files.ballots, rule: facts.rule, options: facts.options.count)
        return Set(ballots.map { $0.commitment(of: facts).base64 })
    }
}
