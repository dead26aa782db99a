import AuditLog
import Core
import Postgres
import Support
import Synchronization
import Testing
import TransparencyLog

@Suite("Witnesses", .withServer)
struct WitnessTests {
    /// A log with witnesses of which so many must confirm.
    private final class Watched: Sendable {
        let log: TestLog
        let witnesses: [FakeWitness]
        let policy: LogPolicy
        let witnessing: Witnessing
        let reports = Mutex<[String]>([])

        init(_ count: Int = 3, quorum: Int = 2, seconds: Int = 10) async throws {
            log = try TestLog()
            var witnesses: [FakeWitness] = []
            for number in 0..<count {
                witnesses.append(try await FakeWitness("w\(number)", seed: UInt8(20 + number)))
            }
            self.witnesses = witnesses
            let names = witnesses.map(\.name).joined(separator: " ")
            let text =
                "log \(log.key.signing.vkey)\n" + witnesses.map { $0.line + "\n" }.joined()
                + "group some \(quorum) \(names)\nquorum some\n"
            policy = try LogPolicy(parsing: Array(text.utf8))
            witnessing = Witnessing(log.database, policy: policy, tidemark: log.tidemark, seconds: seconds)
        }

        var sequencer: Sequencer {
            Sequencer(log.database, key: log.key, tidemark: log.tidemark, policy: policy)
        }
        var publisher: LogPublisher {
            LogPublisher(log.database, folder: log.folder, tidemark: log.tidemark, waitsForQuorum: true)
        }

        func round(at now: Instant = t0, everybody: Bool = false) async throws {
            try await witnessing.round(
                everybody: everybody, clock: { now },
                report: { [self] line in reports.withLock { $0.append(line) } })
        }

        func problems() async throws -> [WitnessProblem?] {
            try await log.database.read { [policy] in try $0.logWitnesses(policy).map(\.problem) }
        }

        /// Size and confirming witnesses of the published checkpoint; nil where its quorum is not met.
        func published() async throws -> (size: Int, names: [String])? {
            try await publisher.publish()
            let note = try SignedNote(parsing: try #require(try log.folder.checkpoint()))
            guard case .valid(let checkpoint, let witnesses) = verify(checkpoint: note, policy: policy) else {
                return nil
            }
            return (checkpoint.size, witnesses.keys.map(\.description).sorted())
        }
    }

    @Test("are counted: who confirmed the newest state, who answers, and whether those are enough", .database)
    func counted() async throws {
        let town = try await Watched()
        func state() async throws -> [Int?] {
            let found = try await town.log.database.read { [policy = town.policy] db in
                try #require(try db.logConfirmation(policy))
            }
            #expect(found.all == 3 && found.isQuorum == (found.answering >= 2))
            return [found.size, found.count, found.answering]
        }
        let alone = try town.log.key.policy()
        let nobody = try await town.log.database.read { try $0.logConfirmation(alone) }
        #expect(nobody == nil)
        #expect(try await state() == [nil, 0, 3])
        try await town.log.grow(4)
        try await town.round()
        #expect(try await state() == [4, 3, 3])
        town.witnesses[0].behave(.says(500, ""))
        try await town.log.grow(1)
        try await town.round()
        #expect(try await state() == [5, 2, 2])
        town.witnesses[1].behave(.says(500, ""))
        try await town.log.grow(1)
        try await town.round()
        #expect(try await state() == [5, 2, 1])
    }

    @Test("all cosign each new checkpoint, which is published with their lines; proofs carry it", .database)
    func honest() async throws {
        let town = try await Watched()
        for size in [1, 255, 257, 600] {
            try await town.log.grow(size - town.witnesses[0].size)
            try await town.round()
            let published = try #require(
                try await town.published(), "\(size): \(town.reports.withLock { $0 })")
            #expect(published.size == size && published.names == ["w0", "w1", "w2"])
        }
        #expect(town.witnesses.map(\.asked) == Array(repeating: [0, 1, 255, 257], count: 3))
        try await town.round()
        #expect(town.witnesses[0].asked.count == 4, "Nothing new: nobody is asked.")

        let head = try await town.log.grow(10)
        let (old, new) = try await town.log.database.read { db in
            (try #require(try db.logProof(of: 599)), try #require(try db.logProof(of: 605)))
        }
        let entries = try await town.log.entries()
        guard
            case .valid(_, 600, 599, let witnesses) = verify(
                proof: old, leaf: entries[599], policy: town.policy)
        else {
            Issue.record("The proof does not hold.")
            return
        }
        #expect(witnesses.count == 3)
        #expect(
            new.checkpoint.description == head.checkpoint, "Not confirmed yet: the log's signature alone.")
        #expect(verify(proof: new, leaf: entries[605], policy: town.policy) == .invalid(.tooFewWitnesses))
        #expect(town.reports.withLock { $0 } == [])
    }

    @Test(
        "that hang, lie or talk nonsense are not believed; the quorum of the others is published", .database)
    func liars() async throws {
        let manners: [(FakeWitness.Manner, WitnessProblem)] = [
            (.hangs, .unreachable), (.says(200, "nonsense\n"), .garbled), (.says(200, ""), .garbled),
            (.forges, .badCosignature), (.misreads, .badCosignature), (.says(403, ""), .untrustedKey),
            (.says(404, ""), .unknownLog), (.says(422, ""), .inconsistent), (.says(500, ""), .refused),
            (.says(409, "+3\n"), .garbled), (.says(409, "7"), .garbled), (.says(409, "1\n"), .unsteady),
        ]
        let town = try await Watched(seconds: 4)
        var now = t0
        for (index, (manner, problem)) in manners.enumerated() {
            try await town.log.grow(2)
            town.witnesses[1].behave(manner)
            now = now.adding(minutes: 5)
            try await town.round(at: now)
            #expect(try await town.problems() == [nil, problem, nil], "\(manner)")
            let published = try #require(try await town.published())
            #expect(published.size == 2 * (index + 1) && published.names == ["w0", "w2"], "\(manner)")
        }
        #expect(town.reports.withLock { $0.count } >= 8)
        town.witnesses[1].behave(.honest)
        try await town.round(at: now.adding(minutes: 5))
        #expect(try await town.problems() == [nil, nil, nil])
        #expect(try await town.published()?.names == ["w0", "w1", "w2"], "The better one is published, too.")
    }

    @Test("too few of them leave the confirmed checkpoint where it is, and the log goes on", .database)
    func few() async throws {
        let town = try await Watched()
        try await town.log.grow(5)
        try await town.round()
        town.witnesses[0].behave(.says(500, ""))
        town.witnesses[2].behave(.says(500, ""))
        try await town.log.grow(5)
        try await town.round()
        #expect(try await town.published()?.size == 5)
        #expect(try await town.log.head().size == 10)
        // Asked again only after a while; what the first round brought is kept for the quorum.
        town.witnesses[0].behave(.honest)
        try await town.round(at: t0.adding(seconds: 1))
        #expect(try await town.published()?.size == 5)
        try await town.round(at: t0.adding(seconds: 3))
        let published = try #require(try await town.published())
        #expect(published.size == 10 && published.names == ["w0", "w1"])
    }

    @Test("that remember another size than we do are asked once more from theirs", .database)
    func forgotten() async throws {
        let town = try await Watched()
        try await town.log.grow(300)
        try await town.round()
        try await town.log.sql("UPDATE log_witnesses SET size = 7")
        try await town.log.grow(10)
        try await town.round()
        #expect(town.witnesses[0].asked == [0, 7, 300])
        #expect(try await town.published()?.size == 310)
    }

    @Test("that saw more than we have stop the signing, loudly, until they do so no more", .database)
    func ahead() async throws {
        let town = try await Watched()
        try await town.log.grow(10)
        town.witnesses[2].behave(.says(409, "11\n"))
        try await town.round(everybody: true)
        #expect(try await town.problems() == [nil, nil, .ahead])
        #expect(
            town.reports.withLock { $0 } == ["witness w2: saw a larger tree than ours, so nothing is signed"])
        try await town.log.write(1)
        let fault = SequencerFault.witnessAhead("w2", saw: 11, stored: 10)
        await #expect(throws: fault) { try await town.sequencer.integrate(at: t0) }
        #expect(try await town.log.head().size == 10)
        // That it fails otherwise afterwards changes nothing about what it saw.
        for (minutes, manner) in [
            (2 as Int64, FakeWitness.Manner.says(500, "")), (4, .says(404, "")), (6, .forges),
        ] {
            town.witnesses[2].behave(manner)
            try await town.round(at: t0.adding(minutes: minutes), everybody: true)
            #expect(try await town.problems() == [nil, nil, .ahead])
            await #expect(throws: fault) { try await town.sequencer.integrate(at: t0) }
        }

        town.witnesses[2].behave(.honest)
        try await town.round(at: t0.adding(minutes: 9))
        #expect(try await town.problems() == [nil, nil, nil])
        #expect(try await town.sequencer.integrate(at: t0) == 1)
    }

    @Test("that go back behind what they cosigned are reported, and go on from there", .database)
    func forgetful() async throws {
        let town = try await Watched()
        try await town.log.grow(10)
        try await town.round()
        town.witnesses[1].forget()
        try await town.log.grow(5)
        try await town.round(at: t0.adding(seconds: 1))
        #expect(try await town.problems() == [nil, .forgetful, nil])
        #expect(
            town.reports.withLock { $0 } == ["witness w1: \(WitnessProblem.forgetful.sentence)"])
        let published = try #require(try await town.published())
        #expect(published.size == 15 && published.names == ["w0", "w2"])
        try await town.round(at: t0.adding(minutes: 1))
        #expect(try await town.problems() == [nil, nil, nil])
        #expect(try await town.published()?.names == ["w0", "w1", "w2"])
    }

    @Test("that have left the policy forbid nothing", .database)
    func left() async throws {
        let town = try await Watched()
        try await town.log.grow(3)
        try await town.log.sql(
            "INSERT INTO log_witnesses (name, size, problem, problem_at) VALUES ('gone', 99, 'ahead', now())")
        try await town.log.write(1)
        #expect(try await town.sequencer.integrate(at: t0) == 1)
    }

    @Test("are asked by one server at a time", .database)
    func turns() async throws {
        let town = try await Watched()
        let other = Witnessing(town.log.database, policy: town.policy)
        try await town.log.grow(20)
        async let first: Void = town.round()
        async let second: Void = other.round(clock: { t0 }, report: { _ in })
        _ = try await (first, second)
        for witness in town.witnesses { #expect(witness.asked == [0]) }
        #expect(try await town.published()?.size == 20)
    }
}
