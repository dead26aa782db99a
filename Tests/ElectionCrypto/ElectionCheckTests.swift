import ElectionCrypto
import Testing

@Suite("The check of an archive")
struct ElectionCheckTests {
    let sample: SampleElection<SmallGroup>

    init() throws { sample = try SampleElection(in: SmallGroup()) }

    @Test("passes an election with weights, a blank ballot, a revote and a threshold key")
    func whole() {
        let report = sample.report(sample.archive, ElectionCheck(concurrency: .allCores))
        #expect(report.verdicts.values.filter(\.isFailure) == [])
        #expect(report.holds)
        for check in [
            Check.archive, .events, .questions, .trustees, .credentials, .ballots, .replays, .tally,
            .decryptions, .result, .membership,
        ] {
            #expect(report[check] == .passed, "\(check)")
        }
        #expect(report.result == ElectionResult([.votes([1, 1, 3, 1]), .votes([4, 0])]))
        #expect(report.ballotsCast == 4)
        #expect(report.ballotsCounted == 3)
        #expect(report.weightCounted == 5)
        #expect(report.decrypters == [1, 2, 4])
        #expect(report.trustees == ["Ada", nil, nil, nil])
        #expect(report.holders == [.single(1), .threshold(2...4, needed: 2)])
        #expect(report.lacks == [])
        #expect(report.ballotsRefused == 0)
        #expect(report.stage.isComplete)
    }
}
