import Acts
import Ballots
import Core
import ElectionCrypto
import Postgres
import PublicRecord
import Support
import Tally
import Testing

@Suite("An encrypted election whose ballots are decrypted one by one", .withServer)
struct MixingTests {
    @Test("is mixed by two trustees and gives its ballots exactly", .database)
    func mixed() async throws {
        let polling = try await EncryptedPolling(voters: 4, rule: .schulze, mixers: [1, 3])
        try await polling.cast(0..<4) { [[1, 2, 3], [1, 2, 0], [2, 1, 2], [0, 0, 0]][$0] }
        try await polling.close()
        await #expect(throws: BallotRejection.actNotNow) {
            try await polling.handIn(polling.act(.shuffle, of: 2))
        }
        try await polling.handIn(polling.act(.shuffle, of: 1))
        try await polling.handIn(polling.act(.shuffle, of: 3))
        #expect(try await polling.archive().stage == .endShuffles)
        try await polling.handIn(polling.act(.partialDecryption, of: 1))
        try await polling.handIn(polling.act(.partialDecryption, of: 2))
        try await polling.count()
        #expect(try await polling.day.result() != nil)
        let files = try #require(try await polling.day.web.read { try $0.files(of: polling.day.election.id) })
        let text = String(decoding: files.ballots, as: UTF8.self)
        for ballot in ["[[1],[2],[3]]", "[[1],[2]]", "[[2],[1,3]]", "[]"] {
            #expect(text.contains("{\"ranking\":\(ballot)}"), "\(ballot)")
        }
        #expect(try await polling.verification().report.holds)
    }

    @Test(
        "is mixed by as many of the named trustees as were promised, in any order, each on what is there",
        .database)
    func mixedByTwoOfThree() async throws {
        let polling = try await EncryptedPolling(voters: 3, rule: .schulze, mixers: [1, 2, 3], shuffles: 2)
        try await polling.cast(0..<3) { [[1, 2, 3], [3, 1, 2], [2, 1, 2]][$0] }
        try await polling.close()
        let early = try await polling.act(.shuffle, of: 1)
        #expect(try await polling.handIn(polling.act(.shuffle, of: 3)) == 3)
        #expect(try await polling.archive().stage == .shuffle)
        await #expect(throws: BallotRejection.actOutdated) { try await polling.handIn(early) }
        await #expect(throws: BallotRejection.actBefore) {
            try await polling.handIn(polling.act(.shuffle, of: 3))
        }
        let second = try await polling.act(.shuffle, of: 2)
        try await polling.handIn(polling.act(.shuffle, of: 1))
        #expect(try await polling.archive().stage == .endShuffles)
        await #expect(throws: BallotRejection.actNotNow) { try await polling.handIn(second) }
        for number in [2, 3] { try await polling.handIn(polling.act(.partialDecryption, of: number)) }
        try await polling.count()
        let report = try await polling.verification().report
        #expect(report.holds && report.mixers == [3, 1] && report[.mixing] == .passed)
    }

    @Test(
        "does not begin with fewer than two mixers, or more than are named",
        .database)
    func mixersPromised() async throws {
        let polling = try await EncryptedPolling(
            voters: 2, rule: .schulze, mixers: [1, 2, 3], shuffles: 2, isOpen: false)
        let (id, ada, right) = (polling.day.election.id, polling.day.cast.ada, polling.setup)
        let size = right.terms.rollSize
        let promises: [(shuffles: Int?, mixers: [Int]?)] = [
            (1, [1, 2, 3]), (4, [1, 2, 3]), (2, [1]), (2, [1, 1]), (nil, [1, 2]), (2, nil),
        ]
        for (shuffles, mixers) in promises {
            let terms = ElectionTerms(
                rollSize: size, totalWeight: size, shuffles: shuffles, mixers: mixers)
            let setup = ArchiveSetup(
                parameters: right.parameters, trustees: right.trustees, credentials: right.credentials,
                terms: terms)
            await #expect(throws: BallotRejection.setupWrong, "\(terms.text)") {
                try await polling.day.web.transaction { db in
                    try db.beginArchive(
                        of: id, setup, by: db.permit(office: .administration, for: ada), at: t0)
                }
            }
        }
        try await polling.open()
    }
}
