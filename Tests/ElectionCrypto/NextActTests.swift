import Chance
import ElectionCrypto
import Testing

@Suite("An archive that holds")
struct NextActTests {
    @Test("is needed for every next act")
    func refused() throws {
        let group = SmallGroup()
        let sample = try SampleElection(in: group, isRanked: true)
        var chance = SeededRandom(22)
        let secret = try #require(sample.secrets[1])
        let check = ElectionCheck(mustBeComplete: false, concurrency: .serial)
        for count in 5...13 {
            let archive = sample.archive { $0 = Array($0[0..<2] + [$0[1]] + $0[2..<count]) }
            let verification = check.verification(of: .bytes(archive), in: group, using: &chance)
            #expect(verification.report[.replays].isFailure)
            #expect(verification.encryptedTally == nil)
            #expect(verification.shuffle(using: &chance) == nil)
            #expect(verification.decryption(with: secret, using: &chance) == nil)
            #expect(throws: ElectionError.self) { try verification.openedResult() }
        }
    }

    @Test(
        "is gone on with from voting to the result by what its own check gives, with no, one or all ballots",
        arguments: [false, true], [0, 1, 4])
    func whole(isRanked: Bool, ballots: Int) throws {
        let group = SmallGroup()
        let sample = try SampleElection(in: group, isRanked: isRanked)
        var chance = SeededRandom(21)
        let voting = Array(sample.entries.prefix(1 + ballots))
        var writer = ArchiveWriter(timestamp: 1_700_000_000)
        var archive = voting.reduce(into: writer.opening) { $0 += writer.event($1.kind, $1.files) }
        func check() -> ElectionVerification<SmallGroup> {
            let check = ElectionCheck(mustBeComplete: false, concurrency: .serial)
            let verification = check.verification(of: .bytes(archive), in: group, using: &chance)
            #expect(verification.report.holds)
            return verification
        }
        #expect(check().encryptedTally == nil)
        archive += writer.endBallots()
        let tally = try #require(check().encryptedTally)
        archive += writer.encryptedTally(tally.tally, ballots: tally.ballots, weight: tally.weight)
        #expect(check().isReadyToDecrypt == !isRanked)
        if isRanked {
            for mixer in [2, 1] {
                var told: [Int] = []
                let shuffle = try #require(
                    check().shuffle(using: &chance) { done, total in told.append(total - done) })
                #expect(
                    ballots == 0 || told.count > 1 && told == (0..<told.count).reversed(),
                    "each step once, to the end")
                archive += writer.shuffle(Array(shuffle.text(in: group).utf8), by: mixer)
            }
            archive += writer.endShuffles()
        }
        #expect(check().shuffle(using: &chance) == nil)
        for number in [3, 1, 2] {
            #expect(throws: ElectionError.self) { try check().openedResult() }
            let secret = try #require(sample.secrets[number])
            let verification = check()
            let owner = try #require(verification.owner(of: secret))
            #expect(owner == number)
            var left = -1
            let part = try #require(
                verification.decryption(with: secret, using: &chance) { done, total in left = total - done })
            #expect(left == 0)
            archive += writer.partialDecryption(Array(part.text(in: group).utf8), by: owner)
        }
        let result = try check().openedResult()
        archive += writer.result(Array(result.text.utf8))
        #expect(check().report.stage.isComplete)
        if ballots == 4 { #expect(result.answers.first == sample.result.answers.first) }
        if ballots == 0 {
            #expect(result.answers == [.votes([0, 0, 0, 0]), isRanked ? .ballots([]) : .votes([0, 0])])
        }
        #expect(check().owner(of: group.scalar(5)) == nil)
        let head = writer.head
        #expect(check().report.head == head)
        #expect(try ArchiveWriter(resuming: .bytes(archive)).head == head)
    }
}
