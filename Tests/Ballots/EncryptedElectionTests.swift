import Acts
import AuditLog
import Ballots
import Core
import ElectionCrypto
import Foundation
import Identity
import Postgres
import PublicRecord
import Publication
import Support
import Tally
import Testing
import TransparencyLog

@Suite("An encrypted election", .withServer)
struct EncryptedElectionTests {
    @Test("is counted by its trustees, and everybody can check it", .database)
    func whole() async throws {
        let polling = try await EncryptedPolling(voters: 25)
        try await polling.cast(0..<25)
        try await polling.day.mix()
        #expect(try await polling.archive().height == 26)
        try await polling.close()
        #expect(try await polling.archive().stage == .encryptedTally)
        #expect(try await polling.handIn(polling.act(.partialDecryption, of: 3)) == 3)
        try await polling.count()
        #expect(try await polling.day.result() == nil, "one of three is not enough")
        try await polling.handIn(polling.act(.partialDecryption, of: 1))
        try await polling.count()
        let result = try #require(try await polling.day.result())
        #expect(result.outcome.outcome.valid == 25)
        #expect(result.record.facts.marks.online == 25)
        let verification = try await polling.verification()
        #expect(verification.report.holds)
        #expect(verification.report.result == ElectionCrypto.ElectionResult([.votes([9, 8, 8])]))
        #expect(verification.report.ballotsCounted == 25)
        #expect(result.record.facts.archive?.head == verification.report.head?.hex)
        _ = try await polling.day.duties.assess(
            polling.day.election.id, at: PollingDay.closes.adding(hours: 2))
        let report = try #require(
            try await polling.day.web.read { try $0.archiveReport(of: polling.day.election.id) })
        let json = try JSON(parsing: report)
        #expect(json["stage"]?.string == "Result" && json["ballots_counted"]?.int == 25)
        #expect(json["checks"]?["head"]?["verdict"]?.string == "passed")
        try await checkBundle(polling)
    }

    /// The bundle holds, and does not with another archive, other terms or without either.
    private func checkBundle(_ polling: EncryptedPolling) async throws {
        let key = try #require(LogKey(origin: PollingDay.origin, seed: Array(repeating: 7, count: 32)))
        let sequencer = Sequencer(polling.day.jobs, key: key)
        while try await sequencer.integrate(at: PollingDay.closes.adding(hours: 3)) > 0 {}
        let policy = try key.policy()
        let bundle = try #require(
            try await polling.day.bundle(policy.bytes))
        let report = Bundle.verify(bundle.bytes, policy: policy)
        #expect(report.verdict == .holds && report.passed == BundleCheck.allCases.filter { $0 != .paper })
        for name in ["archive.bel", "terms.json", "archive-proofs.json"] {
            let report = Bundle.verify(bundle.changed(name).bytes, policy: policy)
            guard case .doesNotHold(let fault) = report.verdict else {
                Issue.record("\(name) was changed")
                continue
            }
            // The log's word is read with the archive, and its signatures with the log's.
            #expect([.encrypted, .log].contains(fault.check))
        }
        try checkStates(of: bundle, policy)
        let open = Bundle(
            members: bundle.members.filter { !$0.name.hasPrefix("archive") && $0.name != "terms.json" })
        guard case .doesNotHold(let fault) = Bundle.verify(open.bytes, policy: policy).verdict else {
            Issue.record("the archive was left out")
            return
        }
        #expect(fault.check == .record)
    }

    /// The log's word on the archive's states must be there, from the beginning to the end, in the order of the log.
    private func checkStates(of bundle: PublicRecord.Bundle, _ policy: LogPolicy) throws {
        let member = try #require(bundle.members.first { $0.name == "archive-proofs.json" })
        let proofs = try #require(try JSON(parsing: member.bytes)["proofs"]?.array)
        let counted = try #require(bundle.members.first { $0.name == "log.tlog-proof" })
        #expect(proofs.count > 3)
        let last = proofs.suffix(1)
        let wrong: [[JSON]] = [
            proofs.dropLast(), Array(last), proofs.reversed(),
            proofs.dropLast(2) + last + proofs.suffix(2).prefix(1),
            [.string(String(decoding: counted.bytes, as: UTF8.self))] + proofs, [], proofs + last,
        ]
        for proofs in wrong {
            let changed = Bundle(
                members: bundle.members.map { old in
                    let bytes = JSON.object(["proofs": .array(proofs), "v": 1]).canonical
                    return old.name == member.name ? Tar.Member(name: old.name, bytes: bytes) : old
                })
            guard case .doesNotHold(let fault) = Bundle.verify(changed.bytes, policy: policy).verdict else {
                Issue.record("\(proofs.count) states were accepted")
                continue
            }
            #expect(fault.check == .encrypted)
        }
    }

    @Test("counts the last ballot of a credential, also within one batch", .database)
    func revote() async throws {
        let polling = try await EncryptedPolling(voters: 22)
        try await polling.cast(0..<22) { _ in EncryptedPolling.oneOf(3, 0) }
        let replaced = try polling.ballot([0, 1, 0], of: 7)
        try await polling.cast(replaced, by: nil)
        for _ in 0..<4 { try await polling.cast(try polling.ballot([0, 1, 0], of: 7), by: nil) }
        try await polling.day.mix()
        #expect(try await polling.place(replaced) == .replaced)
        let last = try polling.ballot([0, 0, 1], of: 7)
        try await polling.cast(last, by: nil)
        #expect(try await polling.place(last) == .waiting)
        try await polling.close()
        #expect(try await polling.place(last) == .counted)
        #expect(try await polling.place(replaced) == .replaced)
        let report = try await polling.verification().report
        #expect(report.holds && report.ballotsCast == 28 && report.ballotsCounted == 22)
        try await polling.handIn(polling.act(.partialDecryption, of: 1))
        try await polling.handIn(polling.act(.partialDecryption, of: 2))
        try await polling.count()
        #expect(
            try await polling.verification().report.result
                == ElectionCrypto.ElectionResult([.votes([21, 0, 1])]))
    }

    @Test(
        "refuses whoever votes twice, on paper too, without a right or with another's credential", .database)
    func refusals() async throws {
        let polling = try await EncryptedPolling(voters: 4)
        let (day, voters) = (polling.day, polling.day.voters)
        let first = try polling.ballot([1, 0, 0], of: 0)
        await #expect(throws: BallotRejection.credentialUnused) { try await polling.cast(first, by: nil) }
        #expect(try await polling.cast(first, by: voters[0]) == .waiting)
        #expect(try await polling.cast(first, by: voters[0]) == .waiting, "the same again is harmless")
        #expect(try await polling.cast(first, by: nil) == .waiting)
        let second = try polling.ballot([0, 1, 0], of: 1)
        await #expect(throws: BallotRejection.credentialUnused) {
            try await polling.cast(second, by: voters[0])
        }
        try await day.owner.transaction { db in
            try db.run("UPDATE electoral_roll SET mark = 'paper' WHERE person_id = \(voters[2].id)")
        }
        await #expect(throws: BallotRejection.alreadyVoted) { try await polling.cast(second, by: voters[2]) }
        #expect(try await day.number("SELECT count(*) AS n FROM electoral_roll WHERE mark = 'online'") == 1)
        await #expect(throws: BallotRejection.notOpen) {
            try await polling.cast(second, by: voters[1], at: PollingDay.closes)
        }
        try await polling.close()
        #expect(try await polling.place(first) == .counted)
        #expect(try await polling.place(second) == nil)
    }

    @Test("refuses ballots that are changed, foreign or of nobody", .database)
    func unproven() async throws {
        let polling = try await EncryptedPolling(voters: 2)
        let other = try await BallotCheck(
            setup: polling.day.web.read { try $0.archiveSetup(of: $0.archive(of: polling.day.election.id)!) })
        let ballot = try polling.ballot([1, 0, 0], of: 0)
        #expect(throws: BallotRejection.ballotUnproven) { try other.proven(ballot + [32]) }
        #expect(throws: BallotRejection.ballotUnproven) { try other.proven(Array("{}".utf8)) }
        let text = String(decoding: ballot, as: UTF8.self)
        let moved = text.replacing(polling.uuid, with: "11111111111111")
        #expect(throws: BallotRejection.ballotElsewhere) { try other.proven(Array(moved.utf8)) }
        var chance = SystemRandomNumberGenerator()
        let nobody = try polling.encrypted.ballot(
            [[1, 0, 0]], credential: Credential(using: &chance), using: &chance)
        #expect(throws: BallotRejection.credentialUnknown) { try other.proven(nobody) }
        let copied = text.replacing(
            polling.encrypted.group.text(
                polling.credentials[0].publicElement(election: polling.uuid, in: EncryptedPolling.group)),
            with: polling.encrypted.group.text(
                polling.credentials[1].publicElement(election: polling.uuid, in: EncryptedPolling.group)))
        #expect(throws: BallotRejection.ballotUnproven) { try other.proven(Array(copied.utf8)) }
    }

    @Test("does not open before its archive has begun, and begins it once and from fitting parts", .database)
    func setup() async throws {
        let polling = try await EncryptedPolling(voters: 2, isOpen: false)
        let (id, ada) = (polling.day.election.id, polling.day.cast.ada)
        await #expect(throws: BallotRejection.setupMissing) {
            try await polling.day.web.transaction { db in
                try db.openElection(id, by: db.permit(office: .administration, for: ada), at: t0)
            }
        }
        func begin(_ setup: ArchiveSetup) async throws {
            try await polling.day.web.transaction { db in
                try db.beginArchive(of: id, setup, by: db.permit(office: .administration, for: ada), at: t0)
            }
        }
        let right = polling.setup
        for wrong in [
            ArchiveSetup(
                parameters: right.parameters, trustees: right.trustees, credentials: Array("[]".utf8),
                terms: right.terms),
            ArchiveSetup(
                parameters: right.parameters, trustees: Array("[]".utf8), credentials: right.credentials,
                terms: right.terms),
            ArchiveSetup(
                parameters: right.parameters, trustees: right.trustees, credentials: right.credentials,
                terms: ElectionTerms()),
        ] {
            await #expect(throws: BallotRejection.setupWrong) { try await begin(wrong) }
        }
        try await begin(right)
        await #expect(throws: BallotRejection.setupBefore) { try await begin(right) }
        await #expect(throws: BallotRejection.rollFrozenBefore) {
            _ = try await polling.day.web.transaction { db in
                try db.freezeRoll(for: id, by: db.permit(office: .administration, for: ada), at: t0)
            }
        }
    }

    @Test("is not drafted with a rule that a single ballot nobody can see beforehand could stop")
    func stoppable() throws {
        var stoppable = 0
        for rule in Rule.all {
            guard rule.parameters.contains(where: { $0.name == "overmarked" }),
                let refusing = try? Parameters(of: rule, ["overmarked": .choice("refused")])
            else { continue }
            stoppable += 1
            #expect(!EncryptedAnswers(rule, refusing, options: 3).isPossible, "\(rule.id)")
        }
        #expect(stoppable > 3)
    }

    @Test("takes from a trustee what is proven, signed and due, and the same file twice", .database)
    func acts() async throws {
        let polling = try await EncryptedPolling(voters: 3)
        try await polling.cast(0..<3)
        try await polling.close()
        let act = try await polling.act(.partialDecryption, of: 2)
        #expect(try await polling.handIn(act) == 2)
        #expect(try await polling.handIn(act) == 2)
        let height = try await polling.archive().height
        let text = String(decoding: act, as: UTF8.self)
        await #expect(throws: BallotRejection.actUnproven) { try await polling.handIn(Array("{}".utf8)) }
        await #expect(throws: BallotRejection.actStranger) {
            try await polling.handIn(Array(text.replacing(polling.uuid, with: "11111111111111").utf8))
        }
        await #expect(throws: BallotRejection.actBefore) {
            try await polling.handIn(polling.act(.partialDecryption, of: 2))
        }
        #expect(try await polling.archive().height == height)
        try await polling.handIn(polling.act(.partialDecryption, of: 1))
        try await polling.count()
        await #expect(throws: BallotRejection.actNotNow) {
            try await polling.handIn(
                {
                    var chance = SystemRandomNumberGenerator()
                    let act = TrusteeAct(
                        .partialDecryption, Array("{}".utf8), election: polling.uuid,
                        after: Digest(of: ""), key: polling.keepers.secrets[2], in: EncryptedPolling.group,
                        using: &chance)
                    return Array(act.text(in: EncryptedPolling.group).utf8)
                }())
        }
    }
}
